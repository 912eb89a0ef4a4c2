// The least that a queue of this kind can write: one row a fact and one a counter, nothing of versions, provenance or
// rules. A claim picks the first open item of a lane behind the person's cursor; a submit stores the answer.
#pragma once

typedef struct queue_floor queue_floor;

/// Makes a queue of so many items with a text of 300 bytes each, in one lane, each wanting three answers.
int queue_floor_make(const char *path, long items);
/// NULL where it cannot be opened.
queue_floor *queue_floor_open(const char *path);
/// 1; 0 where there is nothing; -1 after an error.
int queue_floor_claim(queue_floor *queue);
int queue_floor_submit(queue_floor *queue, int then_claim);
void queue_floor_close(queue_floor *queue);
