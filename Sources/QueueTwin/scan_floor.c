#include "scan_floor.h"
#include <sqlite3.h>
#include <stdint.h>
#include <time.h>

static const char text[] =
    "SELECT response.key, response.example, response.person, assignment.channel, response.build, response.status, "
    "response.answer, response.supersedes, assignment.asked, response.settles, response.at "
    "FROM response CROSS JOIN assignment ON assignment.key = response.assignment "
    "WHERE response.key > ?1 ORDER BY response.key";

static double processor(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

long scan_floor(const char *database, long after, double *cpu_seconds) {
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;
  long count = -1;
  // What was added up has to be used: otherwise nothing need be read.
  static volatile int64_t sum;
  if (sqlite3_open_v2(database, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2(db, text, -1, &rows, NULL) == SQLITE_OK && sqlite3_bind_int64(rows, 1, after) == SQLITE_OK) {
    double start = processor();
    int64_t all = 0;
    count = 0;
    int step;
    while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
      for (int column = 0; column < 11; column++)
        all += column == 5 ? sqlite3_column_bytes(rows, column) : sqlite3_column_int64(rows, column);
      count++;
    }
    sum = all;
    if (step != SQLITE_DONE) count = -1;
    *cpu_seconds = processor() - start;
  }
  sqlite3_finalize(rows);
  sqlite3_close(db);
  return count;
}
