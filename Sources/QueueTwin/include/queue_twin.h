// What a claim and a submit cost in plain C: the statement texts that the store issues, on a queue that the store made,
// with its triggers and under its lock. The store is measured against it; a test compares the texts.
//
// It knows the ordinary course only: a person who draws fresh examples from one channel and answers each once, with
// nothing to settle, nothing that ran out and nothing to come back.
#pragma once

typedef struct queue_twin queue_twin;

enum queue_twin_act { QUEUE_TWIN_CLAIM, QUEUE_TWIN_SUBMIT };

/// The texts of an act in the order in which they are issued, `BEGIN` and `COMMIT` among them; NULL behind the last.
const char *queue_twin_text(enum queue_twin_act act, int place);

/// How writers take turns: by the store's fair lock, or by nothing but SQLite's busy_timeout of five seconds.
enum queue_twin_order { QUEUE_TWIN_FAIR, QUEUE_TWIN_BUSY_TIMEOUT };

/// Opens a queue for a person who is enrolled and has opened a session.
///
/// - Parameter error: where to write why it cannot be opened.
/// - Returns: NULL where it cannot.
queue_twin *queue_twin_open(
    const char *path, const char *person, enum queue_twin_order order, char *error, int error_size);

/// Claims the next example, whether or not the person holds another one open.
///
/// - Returns: 1; 0 where there is none; -1 after an error; -2 where the database was locked for too long, and nothing was
///   done.
int queue_twin_claim(queue_twin *twin);

/// Answers what was claimed last.
///
/// - Parameter then_claim: whether the next example is claimed in the same transaction.
/// - Returns: as `queue_twin_claim`, and 1 where nothing is to be claimed.
int queue_twin_submit(queue_twin *twin, int then_claim);

/// Lets one more person work through this connection, for `queue_twin_work_together`.
///
/// - Returns: the person's seat, from 0; -1 where there is none or no session.
int queue_twin_sit(queue_twin *twin, const char *person);

/// Group commit: one transaction in which each of these seats answers what it claimed last, if anything, and claims the
/// next example.
///
/// - Returns: as `queue_twin_claim`, for all.
int queue_twin_work_together(queue_twin *twin, const int *seats, int count);

/// Goes on without waiting for the disk, and without looking at what the person holds open: for making a queue that is
/// to be measured.
///
/// - Returns: 0 where SQLite refuses.
int queue_twin_hurry(queue_twin *twin);

/// Steps of SQLite's machine since this was asked last (sqlite3_stmt_status): what the statements cost on any computer.
long queue_twin_steps(queue_twin *twin);

/// Why the last act failed.
const char *queue_twin_error(queue_twin *twin);

void queue_twin_close(queue_twin *twin);
