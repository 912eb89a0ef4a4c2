#define _GNU_SOURCE
#include "queue_twin.h"
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

// MARK: Texts

#define WORK \
  "SELECT example, lane, need, leased, counted, waiting, is_served, is_for_review, is_narrowed, has_others FROM work " \
  "WHERE stage = ? AND example = ?"
#define WAITING \
  "SELECT count(*) FROM inbox WHERE stage = ?1 AND example = ?2 AND is_moved = 0 AND NOT EXISTS\n" \
  "  (SELECT 1 FROM lease WHERE lease.person = inbox.person AND lease.example = ?2 AND lease.channel = ?3)"
#define SAVE \
  "UPDATE work SET leased = ?, counted = ?, waiting = ?, is_served = ?, is_for_review = ?, is_narrowed = ?,\n" \
  "  has_others = ? WHERE stage = ? AND example = ?"
#define CLOCK "SELECT revision, at, definitions FROM clock"
#define TICK "UPDATE clock SET revision = ?, at = ?"
#define RESPONSE \
  "SELECT response.key, response.id, response.assignment, response.person, response.status, response.supersedes,\n" \
  "  answer.text, response.revision, response.counted, response.at\n" \
  "FROM response LEFT JOIN answer ON answer.key = response.answer"

enum {
  CLAIM_BEGIN, CLAIM_CLOCK, EXPIRED, DUE, TALLY, OWN_OPEN, OWN_SETTLEMENT, CURSOR,
  PICK, ADVANCE, EXPOSE, CLAIM_WORK, KNOWN_ASSIGNMENT, CONTENT, ASSIGN, SESSION, LEASE, CLAIM_WAITING, DATA, DRAFT,
  CLAIM_SAVE, CLAIM_TICK, CLAIM_COMMIT, CLAIM_TEXTS
};

static const char *const claim_texts[CLAIM_TEXTS] = {
  [CLAIM_BEGIN] = "BEGIN IMMEDIATE TRANSACTION",
  [CLAIM_CLOCK] = CLOCK,
  [EXPIRED] = "SELECT assignment FROM lease WHERE expires <= ? ORDER BY expires, assignment LIMIT 65",
  [DUE] = "SELECT inbox.stage, example, person FROM inbox INDEXED BY inbox_due\n"
          "WHERE is_moved = 0 AND due <= ? ORDER BY due, example, person LIMIT 128",
  [TALLY] = "SELECT answers, wanted, done, examples FROM tally WHERE stage = ?",
  [OWN_OPEN] = "SELECT lease.assignment, lease.channel, session.id, session.process, session.closed, lease.expires, "
               "session.beat\nFROM lease JOIN session ON session.key = lease.session WHERE lease.person = ?\n"
               "ORDER BY session.id <> ?, lease.assignment",
  [OWN_SETTLEMENT] = "SELECT example, response FROM inbox INDEXED BY inbox_of_person\n"
                     "WHERE person = ?1 AND stage = ?2 AND is_open = 1 AND NOT EXISTS (SELECT 1 FROM lease JOIN "
                     "assignment ON assignment.key = lease.assignment\n"
                     "  JOIN build ON build.key = assignment.build\n"
                     "  WHERE lease.person = ?1 AND lease.example = inbox.example AND build.task = ?3)\n"
                     "ORDER BY since, example LIMIT 1",
  [CURSOR] = "SELECT seq FROM cursor WHERE person = ? AND lane = ?",
  [PICK] = "SELECT example, seq, EXISTS (SELECT 1 FROM exposure WHERE scope = ?3 AND exposure.example = work.example\n"
           "  AND person = ?4)\nFROM work INDEXED BY work_open WHERE lane = ?1 AND is_open = 1 AND seq > ?2 ORDER BY seq",
  [ADVANCE] = "INSERT INTO cursor(person, lane, seq) VALUES (?, ?, ?) ON CONFLICT(person, lane) DO UPDATE SET seq = "
              "excluded.seq",
  [EXPOSE] = "INSERT INTO exposure(scope, example, person, ui_version, branch, revision, at) VALUES (?, ?, ?, ?, 1, ?, ?)",
  [CLAIM_WORK] = WORK,
  [KNOWN_ASSIGNMENT] = "SELECT key FROM assignment WHERE id = ?",
  [CONTENT] = "SELECT key FROM content WHERE dataset = ? AND example = ? ORDER BY version DESC LIMIT 1",
  [ASSIGN] = "INSERT INTO assignment(id, scope, example, person, build, channel, content, purpose, settles, asked, "
             "gold,\n  branch, revision, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
  [SESSION] = "SELECT key FROM session WHERE id = ?",
  [LEASE] = "INSERT INTO lease(assignment, person, channel, example, session, expires, is_gold) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
  [CLAIM_WAITING] = WAITING,
  [DATA] = "SELECT example.digest, content.data FROM content JOIN example ON example.key = content.example\n"
           "WHERE content.key = ?",
  [DRAFT] = "SELECT answer FROM draft WHERE person = ? AND task = ? AND example = ?",
  [CLAIM_SAVE] = SAVE,
  [CLAIM_TICK] = TICK,
  [CLAIM_COMMIT] = "COMMIT TRANSACTION",
};

enum {
  SUBMIT_BEGIN, SUBMIT_CLOCK, ASSIGNMENT, KNOWN_RESPONSE, STANDING, END_LEASE, SUBMIT_WORK, SUBMIT_WAITING,
  HAS_ANSWERED, ANSWER, NEXT_KEY, NEWEST, CONTEXT, RESPOND, FORGET_DRAFT, FORGET_COMEBACK, SUBMIT_SAVE, COUNT,
  SUBMIT_TICK, SUBMIT_COMMIT, SUBMIT_TEXTS
};

static const char *const submit_texts[SUBMIT_TEXTS] = {
  [SUBMIT_BEGIN] = "BEGIN IMMEDIATE TRANSACTION",
  [SUBMIT_CLOCK] = CLOCK,
  [ASSIGNMENT] = "SELECT assignment.key, assignment.id, assignment.scope, assignment.example, assignment.person,\n"
                 "  assignment.channel, assignment.build, assignment.purpose, assignment.content, lease.session, "
                 "build.task,\n  assignment.settles, asked.text, session.id, assignment.gold\n"
                 "FROM assignment JOIN build ON build.key = assignment.build\n"
                 "LEFT JOIN asked ON asked.key = assignment.asked LEFT JOIN lease ON lease.assignment = assignment.key\n"
                 "LEFT JOIN session ON session.key = lease.session WHERE assignment.id = ?",
  [KNOWN_RESPONSE] = RESPONSE " WHERE response.id = ?",
  [STANDING] = RESPONSE " WHERE response.assignment = ? ORDER BY response.key DESC LIMIT 1",
  [END_LEASE] = "DELETE FROM lease WHERE assignment = ?",
  [SUBMIT_WORK] = WORK,
  [SUBMIT_WAITING] = WAITING,
  [HAS_ANSWERED] = "SELECT 1 FROM response INDEXED BY response_of_example JOIN build ON build.key = response.build\n"
                   "WHERE response.example = ? AND response.person = ? AND response.answer IS NOT NULL AND build.task = ?",
  [ANSWER] = "SELECT key FROM answer WHERE text = ?",
  [NEXT_KEY] = "SELECT max(key) FROM response",
  [NEWEST] = "SELECT max(key) FROM content WHERE dataset = ? AND example = ?",
  [CONTEXT] = "SELECT key FROM context WHERE text = ?",
  [RESPOND] = "INSERT INTO response(key, id, assignment, example, person, build, status, supersedes, settles, answer, "
              "comment,\n  duration, context, counted, branch, revision, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
              "?, 1, ?, ?)",
  [FORGET_DRAFT] = "DELETE FROM draft WHERE person = ? AND task = ? AND example = ?",
  [FORGET_COMEBACK] = "DELETE FROM comeback WHERE person = ? AND task = ? AND example = ?",
  [SUBMIT_SAVE] = SAVE,
  [COUNT] = "UPDATE tally SET answers = answers + ?, wanted = wanted + ?, done = done + ?, examples = examples + ?\n"
            "WHERE stage = ?",
  [SUBMIT_TICK] = TICK,
  [SUBMIT_COMMIT] = "COMMIT TRANSACTION",
};

// Where a row opens or closes, and what is said the first time.
enum { SAVE_MOVED, NEXT_PLACE, NEW_ANSWER, NEW_CONTEXT, OTHER_TEXTS };

static const char *const other_texts[OTHER_TEXTS] = {
  [SAVE_MOVED] = "UPDATE work SET leased = ?, counted = ?, waiting = ?, is_served = ?, is_for_review = ?, is_narrowed = ?,\n"
                 "  has_others = ?, is_open = ?, seq = ? WHERE stage = ? AND example = ?",
  [NEXT_PLACE] = "UPDATE lane SET next_seq = next_seq + 1 WHERE key = ? RETURNING next_seq - 1",
  [NEW_ANSWER] = "INSERT INTO answer(text) VALUES (?)",
  [NEW_CONTEXT] = "INSERT INTO context(text) VALUES (?)",
};

const char *queue_twin_text(enum queue_twin_act act, int place) {
  int count = act == QUEUE_TWIN_CLAIM ? CLAIM_TEXTS : SUBMIT_TEXTS;
  if (place < 0 || place >= count) return NULL;
  return act == QUEUE_TWIN_CLAIM ? claim_texts[place] : submit_texts[place];
}

// MARK: The queue

struct seat { int64_t person; char session[64], assignment[64]; };
enum { SEATS = 256 };

struct queue_twin {
  sqlite3 *db;
  enum queue_twin_order order;
  int gate, turn;
  sqlite3_stmt *claim[CLAIM_TEXTS], *submit[SUBMIT_TEXTS], *other[OTHER_TEXTS];
  int64_t scope, dataset, task, channel, stage, lane, build, ui_version, person, lease;
  char session[64];
  int pages;
  int64_t made;
  int hurries;
  struct seat seats[SEATS];
  int seat_count;
  char assignment[64];
  char data[1 << 16];
  char error[512];
};

struct clock { int64_t revision, now; };

static int64_t microseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static int fail(queue_twin *twin, const char *what) {
  snprintf(twin->error, sizeof twin->error, "%s: %s", what, sqlite3_errmsg(twin->db));
  return sqlite3_errcode(twin->db) == SQLITE_BUSY && sqlite3_get_autocommit(twin->db) ? -2 : -1;
}

// Binds values by a letter each: i is an int64_t, t a text, n NULL.
static sqlite3_stmt *bound(sqlite3_stmt *statement, const char *kinds, ...) {
  va_list values;
  va_start(values, kinds);
  for (int place = 1; kinds[place - 1]; place++) {
    switch (kinds[place - 1]) {
    case 'i': sqlite3_bind_int64(statement, place, va_arg(values, int64_t)); break;
    case 't': sqlite3_bind_text(statement, place, va_arg(values, const char *), -1, SQLITE_STATIC); break;
    default: sqlite3_bind_null(statement, place);
    }
  }
  va_end(values);
  return statement;
}

// Runs a statement to its end. The number in the first column of its last row, or `none`.
static int64_t number(sqlite3_stmt *statement, int64_t none) {
  while (sqlite3_step(statement) == SQLITE_ROW) none = sqlite3_column_int64(statement, 0);
  sqlite3_reset(statement);
  return none;
}

// Runs a statement that changes something; false where it fails.
static int done(sqlite3_stmt *statement) {
  int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  return code == SQLITE_DONE;
}

// MARK: The lock (FairLock.swift, LogLock.swift)

static int log_lock(queue_twin *twin, int place, int flags) {
  sqlite3_file *file = NULL;
  if (sqlite3_file_control(twin->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return SQLITE_IOERR;
  return file->pMethods->xShmLock(file, place, 1, flags | SQLITE_SHM_EXCLUSIVE);
}

enum { WRITING = 0, CARRYING_OVER = 1 };

static int begin(queue_twin *twin, sqlite3_stmt *statement, sqlite3_stmt *clock, struct clock *moment) {
  if (twin->order == QUEUE_TWIN_FAIR) {
    if (flock(twin->gate, LOCK_EX) || flock(twin->turn, LOCK_EX) || flock(twin->gate, LOCK_UN)) return 0;
    if (!done(statement)) return 0;
    while (log_lock(twin, CARRYING_OVER, SQLITE_SHM_LOCK) != SQLITE_OK) usleep(100);
  } else if (!done(statement)) {
    return 0;
  }
  if (sqlite3_step(clock) != SQLITE_ROW) return 0;
  int64_t last = sqlite3_column_int64(clock, 1);
  moment->revision = sqlite3_column_int64(clock, 0) + 1;
  moment->now = microseconds();
  if (moment->now < last) moment->now = last;
  sqlite3_reset(clock);
  return 1;
}

static int commit(queue_twin *twin, sqlite3_stmt *statement, sqlite3_stmt *tick, const struct clock *moment) {
  if (!done(bound(tick, "ii", moment->revision, moment->now)) || !done(statement)) return 0;
  if (twin->order != QUEUE_TWIN_FAIR) return 1;
  log_lock(twin, CARRYING_OVER, SQLITE_SHM_UNLOCK);
  if (twin->pages >= 1000 && log_lock(twin, WRITING, SQLITE_SHM_LOCK) == SQLITE_OK) {
    sqlite3_wal_checkpoint_v2(twin->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    log_lock(twin, WRITING, SQLITE_SHM_UNLOCK);
    twin->pages = 0;
  }
  return flock(twin->turn, LOCK_UN) == 0;
}

static int count_pages(void *twin, sqlite3 *db, const char *name, int pages) {
  ((queue_twin *)twin)->pages = pages;
  return SQLITE_OK;
}

// MARK: Working rows

struct work { int64_t lane, need, leased, counted, waiting, served, review, narrowed, others; };

static int is_open(const struct work *work) {
  return work->served && !work->review && work->counted + work->leased + work->waiting < work->need;
}

static int read_work(queue_twin *twin, sqlite3_stmt *statement, int64_t example, struct work *work) {
  bound(statement, "ii", twin->stage, example);
  int found = sqlite3_step(statement) == SQLITE_ROW;
  int64_t *fields[] = {&work->lane, &work->need, &work->leased, &work->counted, &work->waiting, &work->served,
                       &work->review, &work->narrowed, &work->others};
  for (int i = 0; found && i < 9; i++) *fields[i] = sqlite3_column_int64(statement, i + 1);
  sqlite3_reset(statement);
  return found;
}

static int save_work(
    queue_twin *twin, sqlite3_stmt *statement, int64_t example, const struct work *before, const struct work *work) {
  if (is_open(before) == is_open(work))
    return done(bound(
        statement, "iiiiiiiii", work->leased, work->counted, work->waiting, work->served, work->review, work->narrowed,
        work->others, twin->stage, example));
  int64_t place = is_open(work) ? number(bound(twin->other[NEXT_PLACE], "i", work->lane), 0) : 0;
  return done(bound(
      twin->other[SAVE_MOVED], "iiiiiiiiiii", work->leased, work->counted, work->waiting, work->served, work->review,
      work->narrowed, work->others, (int64_t)is_open(work), place, twin->stage, example));
}

// MARK: Claiming

static void make_id(queue_twin *twin, char *id) {
  snprintf(id, 64, "%06lld%08x%012llx", (long long)twin->person, getpid(), (long long)++twin->made);
}

// The first example of the lane that the person has not seen; 0 where there is none.
static int64_t pick(queue_twin *twin) {
  sqlite3_stmt **q = twin->claim;
  int64_t start = number(bound(q[CURSOR], "ii", twin->person, twin->lane), 0), place = start, example = 0;
  bound(q[PICK], "iiii", twin->lane, start, twin->scope, twin->person);
  while (!example && sqlite3_step(q[PICK]) == SQLITE_ROW) {
    place = sqlite3_column_int64(q[PICK], 1);
    if (!sqlite3_column_int(q[PICK], 2)) example = sqlite3_column_int64(q[PICK], 0);
  }
  sqlite3_reset(q[PICK]);
  if (place != start && !done(bound(q[ADVANCE], "iii", twin->person, twin->lane, place))) return -1;
  return example;
}

// What a claim does between its begin and its commit.
static int draw(queue_twin *twin, const struct clock *moment) {
  sqlite3_stmt **q = twin->claim;
  int64_t end = moment->now + twin->lease;
  number(bound(q[EXPIRED], "i", moment->now), 0);
  number(bound(q[DUE], "i", moment->now), 0);
  number(bound(q[TALLY], "i", twin->stage), 0);
  if (!twin->hurries) number(bound(q[OWN_OPEN], "in", twin->person), 0);
  number(bound(q[OWN_SETTLEMENT], "iii", twin->person, twin->stage, twin->task), 0);
  int64_t example = pick(twin);
  if (example <= 0) return example < 0 ? fail(twin, "cursor") : 0;
  struct work before, work;
  if (!done(bound(
          q[EXPOSE], "iiiiii", twin->scope, example, twin->person, twin->ui_version, moment->revision, moment->now)))
    return fail(twin, "exposure");
  if (!read_work(twin, q[CLAIM_WORK], example, &before)) return fail(twin, "the working row");
  make_id(twin, twin->assignment);
  number(bound(q[KNOWN_ASSIGNMENT], "t", twin->assignment), 0);
  int64_t content = number(bound(q[CONTENT], "ii", twin->dataset, example), 0);
  if (!done(bound(
          q[ASSIGN], "tiiiiiitnnnii", twin->assignment, twin->scope, example, twin->person, twin->build, twin->channel,
          content, "fresh", moment->revision, moment->now)))
    return fail(twin, "assignment");
  int64_t assignment = sqlite3_last_insert_rowid(twin->db);
  int64_t session = number(bound(q[SESSION], "t", twin->session), 0);
  if (!done(bound(q[LEASE], "iiiiiii", assignment, twin->person, twin->channel, example, session, end, (int64_t)0)))
    return fail(twin, "lease");
  work = before;
  work.leased++;
  work.waiting = number(bound(q[CLAIM_WAITING], "iii", twin->stage, example, twin->channel), 0);
  bound(q[DATA], "i", content);
  if (sqlite3_step(q[DATA]) == SQLITE_ROW) {
    size_t bytes = (size_t)sqlite3_column_bytes(q[DATA], 1);
    memcpy(twin->data, sqlite3_column_blob(q[DATA], 1), bytes < sizeof twin->data ? bytes : sizeof twin->data);
  }
  sqlite3_reset(q[DATA]);
  number(bound(q[DRAFT], "iii", twin->person, twin->task, example), 0);
  return save_work(twin, q[CLAIM_SAVE], example, &before, &work) ? 1 : fail(twin, "the working row");
}

int queue_twin_claim(queue_twin *twin) {
  struct clock moment;
  sqlite3_stmt **q = twin->claim;
  if (!begin(twin, q[CLAIM_BEGIN], q[CLAIM_CLOCK], &moment)) return fail(twin, "begin");
  int found = draw(twin, &moment);
  if (found < 0) return found;
  return commit(twin, q[CLAIM_COMMIT], q[CLAIM_TICK], &moment) ? found : fail(twin, "commit");
}

// MARK: Submitting

static int64_t interned(queue_twin *twin, sqlite3_stmt *look, sqlite3_stmt *insert, const char *text) {
  int64_t key = number(bound(look, "t", text), 0);
  if (key) return key;
  return done(bound(insert, "t", text)) ? sqlite3_last_insert_rowid(twin->db) : 0;
}

static int respond(queue_twin *twin, const struct clock *moment) {
  static const char *const answers[] = {
    "{\"genre\":\"comedy\"}", "{\"genre\":\"drama\"}", "{\"genre\":\"horror\"}"};
  sqlite3_stmt **q = twin->submit;
  char id[64];
  make_id(twin, id);
  bound(q[ASSIGNMENT], "t", twin->assignment);
  if (sqlite3_step(q[ASSIGNMENT]) != SQLITE_ROW) return fail(twin, "the assignment");
  int64_t assignment = sqlite3_column_int64(q[ASSIGNMENT], 0), example = sqlite3_column_int64(q[ASSIGNMENT], 3);
  sqlite3_reset(q[ASSIGNMENT]);
  number(bound(q[KNOWN_RESPONSE], "t", id), 0);
  number(bound(q[STANDING], "i", assignment), 0);
  struct work before, work;
  if (!done(bound(q[END_LEASE], "i", assignment)) || !read_work(twin, q[SUBMIT_WORK], example, &before))
    return fail(twin, "lease");
  work = before;
  work.leased--;
  work.waiting = number(bound(q[SUBMIT_WAITING], "iii", twin->stage, example, twin->channel), 0);
  number(bound(q[HAS_ANSWERED], "iii", example, twin->person, twin->task), 0);
  int64_t answer = interned(twin, q[ANSWER], twin->other[NEW_ANSWER], answers[twin->made % 3]);
  int64_t key = number(q[NEXT_KEY], 0) + 1;
  number(bound(q[NEWEST], "ii", twin->dataset, example), 0);
  int64_t counted = work.counted < work.need;
  work.counted += counted;
  int64_t context = interned(twin, q[CONTEXT], twin->other[NEW_CONTEXT], "{}");
  if (!done(bound(
          q[RESPOND], "itiiiitnninniiii", key, id, assignment, example, twin->person, twin->build, "answered", answer,
          context, counted, moment->revision, moment->now)))
    return fail(twin, "response");
  if (!done(bound(q[FORGET_DRAFT], "iii", twin->person, twin->task, example)) ||
      !done(bound(q[FORGET_COMEBACK], "iii", twin->person, twin->task, example)))
    return fail(twin, "forgetting");
  if (!save_work(twin, q[SUBMIT_SAVE], example, &before, &work)) return fail(twin, "the working row");
  int64_t is_done = counted && work.counted == work.need;
  if (counted && !done(bound(q[COUNT], "iiiii", counted, (int64_t)0, is_done, (int64_t)0, twin->stage)))
    return fail(twin, "counting");
  return 1;
}

int queue_twin_submit(queue_twin *twin, int then_claim) {
  struct clock moment;
  sqlite3_stmt **q = twin->submit;
  if (!begin(twin, q[SUBMIT_BEGIN], q[SUBMIT_CLOCK], &moment)) return fail(twin, "begin");
  int found = respond(twin, &moment);
  if (found == 1 && then_claim) found = draw(twin, &moment);
  if (found < 0) return found;
  return commit(twin, q[SUBMIT_COMMIT], q[SUBMIT_TICK], &moment) ? found : fail(twin, "commit");
}

int queue_twin_hurry(queue_twin *twin) {
  twin->hurries = 1;
  return sqlite3_exec(twin->db, "PRAGMA synchronous = OFF", NULL, NULL, NULL) == SQLITE_OK;
}

long queue_twin_steps(queue_twin *twin) {
  long steps = 0;
  for (sqlite3_stmt *statement = NULL; (statement = sqlite3_next_stmt(twin->db, statement));)
    steps += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
  return steps;
}

// MARK: Opening

static int64_t ask(queue_twin *twin, const char *text, int64_t key) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(twin->db, text, -1, &statement, NULL) != SQLITE_OK) return 0;
  sqlite3_bind_int64(statement, 1, key);
  int64_t found = number(statement, 0);
  sqlite3_finalize(statement);
  return found;
}

static int prepare(queue_twin *twin, sqlite3_stmt **statements, const char *const *texts, int count) {
  for (int i = 0; i < count; i++)
    if (sqlite3_prepare_v3(twin->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &statements[i], NULL) != SQLITE_OK) {
      snprintf(twin->error, sizeof twin->error, "%s: %s", sqlite3_errmsg(twin->db), texts[i]);
      return 0;
    }
  return 1;
}

static int find(queue_twin *twin, const char *person) {
  sqlite3_stmt *statement;
  const char *text =
      "SELECT person_state.person, session.id FROM person_state JOIN session ON session.person = person_state.person "
      "WHERE name = ? ORDER BY session.key DESC LIMIT 1";
  if (sqlite3_prepare_v2(twin->db, text, -1, &statement, NULL) != SQLITE_OK) return 0;
  sqlite3_bind_text(statement, 1, person, -1, SQLITE_STATIC);
  int found = sqlite3_step(statement) == SQLITE_ROW;
  if (found) {
    twin->person = sqlite3_column_int64(statement, 0);
    snprintf(twin->session, sizeof twin->session, "%s", (const char *)sqlite3_column_text(statement, 1));
  }
  sqlite3_finalize(statement);
  twin->stage = ask(twin, "SELECT key FROM stage WHERE state = 'serving' ORDER BY key LIMIT 1", 0);
  twin->channel = ask(twin, "SELECT channel FROM stage WHERE key = ?", twin->stage);
  twin->lane = ask(twin, "SELECT key FROM lane WHERE stage = ?", twin->stage);
  twin->task = ask(twin, "SELECT task FROM channel WHERE key = ?", twin->channel);
  twin->scope = ask(twin, "SELECT scope FROM task WHERE key = ?", twin->task);
  twin->dataset = ask(twin, "SELECT dataset FROM task WHERE key = ?", twin->task);
  twin->build = ask(
      twin, "SELECT build FROM channel_event JOIN stage ON stage.event = channel_event.key WHERE stage.key = ?",
      twin->stage);
  twin->ui_version = ask(twin, "SELECT ui_version FROM build WHERE key = ?", twin->build);
  twin->lease = 1800 * 1000000LL;
  return found && twin->ui_version;
}

int queue_twin_sit(queue_twin *twin, const char *person) {
  if (twin->seat_count == SEATS || !find(twin, person)) return -1;
  struct seat *seat = &twin->seats[twin->seat_count];
  seat->person = twin->person;
  memcpy(seat->session, twin->session, sizeof seat->session);
  return twin->seat_count++;
}

int queue_twin_work_together(queue_twin *twin, const int *seats, int count) {
  struct clock moment;
  sqlite3_stmt **q = twin->submit;
  if (!begin(twin, q[SUBMIT_BEGIN], q[SUBMIT_CLOCK], &moment)) return fail(twin, "begin");
  for (int i = 0; i < count; i++) {
    struct seat *seat = &twin->seats[seats[i]];
    twin->person = seat->person;
    memcpy(twin->session, seat->session, sizeof seat->session);
    memcpy(twin->assignment, seat->assignment, sizeof seat->assignment);
    if (seat->assignment[0] && respond(twin, &moment) != 1) return -1;
    int found = draw(twin, &moment);
    if (found != 1) return found;
    memcpy(seat->assignment, twin->assignment, sizeof seat->assignment);
  }
  return commit(twin, q[SUBMIT_COMMIT], q[SUBMIT_TICK], &moment) ? 1 : fail(twin, "commit");
}

static int open_locks(queue_twin *twin, const char *path) {
  char name[4096];
  snprintf(name, sizeof name, "%s-gate", path);
  twin->gate = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  snprintf(name, sizeof name, "%s-turn", path);
  twin->turn = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  return twin->gate >= 0 && twin->turn >= 0;
}

queue_twin *queue_twin_open(
    const char *path, const char *person, enum queue_twin_order order, char *error, int error_size) {
  queue_twin *twin = calloc(1, sizeof *twin);
  if (!twin) return NULL;
  twin->order = order;
  // Connection.swift
  const char *settings =
      "PRAGMA temp_store = MEMORY; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
      "PRAGMA wal_autocheckpoint = 0";
  if (sqlite3_open_v2(path, &twin->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
      sqlite3_exec(twin->db, settings, NULL, NULL, NULL) != SQLITE_OK || !open_locks(twin, path)) {
    fail(twin, "open");
  } else {
    if (order == QUEUE_TWIN_FAIR) {
      sqlite3_busy_timeout(twin->db, 10000);
      sqlite3_wal_hook(twin->db, count_pages, twin);
    } else {
      sqlite3_busy_timeout(twin->db, 5000);
      sqlite3_wal_autocheckpoint(twin->db, 1000);
    }
    if (!find(twin, person)) {
      fail(twin, "the person has no session, or nothing serves");
    } else if (
        prepare(twin, twin->claim, claim_texts, CLAIM_TEXTS) && prepare(twin, twin->submit, submit_texts, SUBMIT_TEXTS) &&
        prepare(twin, twin->other, other_texts, OTHER_TEXTS)) {
      return twin;
    }
  }
  snprintf(error, (size_t)error_size, "%s", twin->error);
  queue_twin_close(twin);
  return NULL;
}

const char *queue_twin_error(queue_twin *twin) { return twin->error; }

void queue_twin_close(queue_twin *twin) {
  sqlite3_stmt *statement;
  while (twin->db && (statement = sqlite3_next_stmt(twin->db, NULL))) sqlite3_finalize(statement);
  sqlite3_close(twin->db);
  if (twin->gate > 0) close(twin->gate);
  if (twin->turn > 0) close(twin->turn);
  free(twin);
}
