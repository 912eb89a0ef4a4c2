#define _GNU_SOURCE
#include "queue_floor.h"
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

static const char schema[] =
    "CREATE TABLE example(id INTEGER PRIMARY KEY, text TEXT NOT NULL);"
    "CREATE TABLE item(id INTEGER PRIMARY KEY, seq INT NOT NULL, need INT NOT NULL, n_claimed INT NOT NULL, n_resp INT NOT "
    "NULL, open INT NOT NULL);"
    "CREATE TABLE cursor(annotator INTEGER PRIMARY KEY, seq INT NOT NULL);"
    "CREATE TABLE exposure(annotator INT, item INT, state INT NOT NULL, lease_until INT NOT NULL, PRIMARY KEY(annotator, "
    "item)) WITHOUT ROWID;"
    "CREATE TABLE response(id INTEGER PRIMARY KEY, item INT NOT NULL, annotator INT NOT NULL, ui_version INT NOT NULL, "
    "taxonomy_version INT NOT NULL, answer TEXT NOT NULL, at INT NOT NULL);"
    "CREATE INDEX item_open ON item(seq) WHERE open = 1;"
    "CREATE UNIQUE INDEX response_once ON response(item, annotator);"
    "INSERT INTO cursor VALUES (1, 0);";

enum { BEGIN, PICK, EXPOSE, BUMP, CLOSE, ADVANCE, TEXT, RESPOND, DONE, COUNT, COMMIT, STATEMENTS };

static const char *const texts[STATEMENTS] = {
  [BEGIN] = "BEGIN IMMEDIATE",
  [PICK] = "SELECT i.id, i.seq, i.n_claimed, i.need, NOT EXISTS (SELECT 1 FROM exposure e WHERE e.annotator = 1 AND "
           "e.item = i.id) FROM cursor c CROSS JOIN item i WHERE c.annotator = 1 AND i.open = 1 AND i.seq > c.seq ORDER BY "
           "i.seq",
  [EXPOSE] = "INSERT INTO exposure VALUES (1, ?1, 0, ?2)",
  [BUMP] = "UPDATE item SET n_claimed = n_claimed + 1 WHERE id = ?1",
  [CLOSE] = "UPDATE item SET n_claimed = n_claimed + 1, open = 0 WHERE id = ?1",
  [ADVANCE] = "UPDATE cursor SET seq = ?1 WHERE annotator = 1",
  [TEXT] = "SELECT text FROM example WHERE id = ?1",
  [RESPOND] = "INSERT INTO response(item, annotator, ui_version, taxonomy_version, answer, at) VALUES (?1, 1, 3, 7, "
              "'{\"genre\":\"comedy\"}', ?2)",
  [DONE] = "UPDATE exposure SET state = 1 WHERE annotator = 1 AND item = ?1",
  [COUNT] = "UPDATE item SET n_resp = n_resp + 1 WHERE id = ?1",
  [COMMIT] = "COMMIT",
};

struct queue_floor {
  sqlite3 *db;
  int gate, turn;
  sqlite3_stmt *statements[STATEMENTS];
  int64_t item;
};

static sqlite3 *open_database(const char *path) {
  sqlite3 *db = NULL;
  const char *settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000";
  if (sqlite3_open(path, &db) == SQLITE_OK && sqlite3_exec(db, settings, NULL, NULL, NULL) == SQLITE_OK) return db;
  sqlite3_close(db);
  return NULL;
}

int queue_floor_make(const char *path, long items) {
  sqlite3 *db = open_database(path);
  if (!db) return 0;
  sqlite3_stmt *item = NULL, *example = NULL;
  char text[301];
  memset(text, 'x', 300);
  text[300] = 0;
  int works = sqlite3_exec(db, schema, NULL, NULL, NULL) == SQLITE_OK && sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == 0 &&
              sqlite3_prepare_v2(db, "INSERT INTO item VALUES (?1, ?1, 3, 0, 0, 1)", -1, &item, NULL) == SQLITE_OK &&
              sqlite3_prepare_v2(db, "INSERT INTO example VALUES (?1, ?2)", -1, &example, NULL) == SQLITE_OK;
  for (long i = 1; works && i <= items; i++) {
    sqlite3_bind_int64(item, 1, i);
    sqlite3_bind_int64(example, 1, i);
    sqlite3_bind_text(example, 2, text, 300, SQLITE_STATIC);
    works = sqlite3_step(item) == SQLITE_DONE && sqlite3_step(example) == SQLITE_DONE;
    sqlite3_reset(item);
    sqlite3_reset(example);
  }
  sqlite3_finalize(item);
  sqlite3_finalize(example);
  works = works && sqlite3_exec(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close(db);
  return works;
}

queue_floor *queue_floor_open(const char *path) {
  queue_floor *queue = calloc(1, sizeof *queue);
  char name[4096];
  if (!queue || !(queue->db = open_database(path))) {
    free(queue);
    return NULL;
  }
  snprintf(name, sizeof name, "%s-gate", path);
  queue->gate = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  snprintf(name, sizeof name, "%s-turn", path);
  queue->turn = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  for (int i = 0; i < STATEMENTS; i++)
    if (sqlite3_prepare_v3(queue->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &queue->statements[i], NULL) != SQLITE_OK) {
      queue_floor_close(queue);
      return NULL;
    }
  return queue;
}

static int run(queue_floor *queue, int statement, int64_t one, int64_t two) {
  sqlite3_stmt *it = queue->statements[statement];
  if (sqlite3_bind_parameter_count(it) > 0) sqlite3_bind_int64(it, 1, one);
  if (sqlite3_bind_parameter_count(it) > 1) sqlite3_bind_int64(it, 2, two);
  int code = sqlite3_step(it);
  sqlite3_reset(it);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

static int begin(queue_floor *queue) {
  return flock(queue->gate, LOCK_EX) == 0 && flock(queue->turn, LOCK_EX) == 0 && flock(queue->gate, LOCK_UN) == 0 &&
         run(queue, BEGIN, 0, 0);
}

static int commit(queue_floor *queue) { return run(queue, COMMIT, 0, 0) && flock(queue->turn, LOCK_UN) == 0; }

static int draw(queue_floor *queue) {
  sqlite3_stmt *pick = queue->statements[PICK];
  int64_t seq = 0, claimed = 0, need = 0;
  queue->item = 0;
  while (!queue->item && sqlite3_step(pick) == SQLITE_ROW) {
    seq = sqlite3_column_int64(pick, 1);
    claimed = sqlite3_column_int64(pick, 2);
    need = sqlite3_column_int64(pick, 3);
    if (sqlite3_column_int(pick, 4)) queue->item = sqlite3_column_int64(pick, 0);
  }
  sqlite3_reset(pick);
  if (!queue->item) return 0;
  int works = run(queue, EXPOSE, queue->item, time(NULL) + 900) &&
              run(queue, claimed + 1 >= need ? CLOSE : BUMP, queue->item, 0) && run(queue, ADVANCE, seq, 0) &&
              run(queue, TEXT, queue->item, 0);
  return works ? 1 : -1;
}

int queue_floor_claim(queue_floor *queue) {
  if (!begin(queue)) return -1;
  int found = draw(queue);
  return commit(queue) ? found : -1;
}

int queue_floor_submit(queue_floor *queue, int then_claim) {
  if (!begin(queue) || !run(queue, RESPOND, queue->item, time(NULL)) || !run(queue, DONE, queue->item, 0) ||
      !run(queue, COUNT, queue->item, 0))
    return -1;
  int found = then_claim ? draw(queue) : 1;
  return commit(queue) ? found : -1;
}

void queue_floor_close(queue_floor *queue) {
  sqlite3_stmt *statement;
  while ((statement = sqlite3_next_stmt(queue->db, NULL))) sqlite3_finalize(statement);
  sqlite3_close(queue->db);
  close(queue->gate);
  close(queue->turn);
  free(queue);
}
