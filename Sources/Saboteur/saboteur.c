#define _GNU_SOURCE
#include "saboteur.h"
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((typeof(&name))real(#name))

typedef struct sqlite3 sqlite3;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static bool is_without(const char *safeguard) {
  const char *list = getenv("SABOTEUR_WITHOUT");
  size_t length = strlen(safeguard);
  for (const char *at = list; at && *at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
    if (!strncmp(at, safeguard, length) && (at[length] == ',' || !at[length])) return true;
  return false;
}

// MARK: Locks

int flock(int descriptor, int operation) {
  return is_without("fair-lock") ? 0 : REAL(flock)(descriptor, operation);
}

// Of the connection's file only its locks on the log are asked for (sqlite3.h, sqlite3_io_methods).
static int lock_nothing(void *file, int offset, int count, int flags) { return 0; }

static const struct {
  int version;
  void *before_locks[13];
  int (*lock)(void *, int, int, int);
} lockless_methods = {.version = 2, .lock = lock_nothing};

static const struct {
  const void *methods;
} lockless_file = {&lockless_methods};

int sqlite3_file_control(sqlite3 *database, const char *name, int operation, void *argument) {
  enum { FILE_POINTER = 7 };
  if (operation != FILE_POINTER || !is_without("checkpoint-lock"))
    return REAL(sqlite3_file_control)(database, name, operation, argument);
  *(const void **)argument = &lockless_file;
  return 0;
}

// MARK: A slow machine

int munmap(void *address, size_t length) {
  const char *milliseconds = getenv("SABOTEUR_PAUSE");
  if (milliseconds) usleep(atoi(milliseconds) * 1000);
  return REAL(munmap)(address, length);
}

// MARK: Writes

int fdatasync(int descriptor) {
  int code = REAL(fdatasync)(descriptor);
  return is_without("write-errors") ? 0 : code;
}

int ftruncate64(int descriptor, off64_t length) {
  int code = REAL(ftruncate64)(descriptor, length);
  return is_without("write-errors") ? 0 : code;
}

// MARK: Statements

typedef struct sqlite3_stmt sqlite3_stmt;

static const struct {
  const char *safeguard, *statement, *instead;
} rewritten[] = {
    {"full-sync", "PRAGMA synchronous = 2", "PRAGMA synchronous = 1"},
    {"full-sync", "PRAGMA synchronous", "SELECT 2"},
    {"steady-clock", "SELECT revision, at, definitions FROM clock", "SELECT revision, 0, definitions FROM clock"},
};

static const char *rewrite(const char *statement) {
  for (size_t i = 0; statement && i < sizeof rewritten / sizeof *rewritten; i++)
    if (!strcmp(statement, rewritten[i].statement) && is_without(rewritten[i].safeguard)) return rewritten[i].instead;
  return NULL;
}

// A transaction that was begun and, being left out, was not: its program is to believe in it.
static bool is_pretended;

// Whether to leave the begin or the end of an immediate transaction out; a reader's transaction stays.
static bool is_left_out(const char *statement) {
  if (!statement || !is_without("atomic")) return false;
  if (!strcmp(statement, "BEGIN IMMEDIATE TRANSACTION")) return is_pretended = true;
  if (!is_pretended || (strcmp(statement, "COMMIT TRANSACTION") && strcmp(statement, "ROLLBACK TRANSACTION"))) return false;
  is_pretended = false;
  return true;
}

int sqlite3_step(sqlite3_stmt *statement) {
  enum { CORRUPT = 11, NOT_A_DATABASE = 26, DONE = 101 };
  int (*step)(sqlite3_stmt *) = real("sqlite3_step");
  const char *(*text)(sqlite3_stmt *) = real("sqlite3_sql");
  if (is_left_out(text(statement))) return DONE;
  int code = step(statement), kind = code & 0xFF;
  return (kind == CORRUPT || kind == NOT_A_DATABASE) && is_without("damage-reports") ? DONE : code;
}

int sqlite3_get_autocommit(sqlite3 *database) {
  int (*autocommit)(sqlite3 *) = real("sqlite3_get_autocommit");
  return is_pretended ? 0 : autocommit(database);
}

int sqlite3_prepare_v3(
    sqlite3 *database, const char *text, int length, unsigned flags, sqlite3_stmt **statement, const char **tail) {
  int (*prepare)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **) = real("sqlite3_prepare_v3");
  const char *instead = rewrite(text);
  if (!instead) return prepare(database, text, length, flags, statement, tail);
  int code = prepare(database, instead, -1, flags, statement, NULL);
  if (tail) *tail = text + strlen(text);
  return code;
}

int sqlite3_prepare_v2(
    sqlite3 *database, const char *text, int length, sqlite3_stmt **statement, const char **tail) {
  return sqlite3_prepare_v3(database, text, length, 0, statement, tail);
}

// MARK: Death

// SABOTEUR_KILL=CALL:SUFFIX:N
static void count_call(const char *call, int descriptor) {
  const char *wish = getenv("SABOTEUR_KILL");
  size_t length = strlen(call);
  if (!wish || strncmp(wish, call, length) || wish[length] != ':') return;
  const char *suffix = wish + length + 1, *number = strchr(suffix, ':');
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t size = readlink(link, path, sizeof path);
  size_t wanted = number ? (size_t)(number - suffix) : 0;
  if (!number || size < (ssize_t)wanted || strncmp(path + size - wanted, suffix, wanted)) return;
  static atomic_long calls;
  if (atomic_fetch_add(&calls, 1) + 1 == atol(number + 1)) kill(getpid(), SIGKILL);
}

ssize_t pread64(int descriptor, void *buffer, size_t count, off64_t offset) {
  count_call("pread64", descriptor);
  return REAL(pread64)(descriptor, buffer, count, offset);
}

ssize_t pwrite64(int descriptor, const void *buffer, size_t count, off64_t offset) {
  count_call("pwrite64", descriptor);
  ssize_t written = REAL(pwrite64)(descriptor, buffer, count, offset);
  return written < 0 && is_without("write-errors") ? (ssize_t)count : written;
}

// MARK: The clock

int clock_gettime(clockid_t clock, struct timespec *time) {
  int code = REAL(clock_gettime)(clock, time);
  const char *path = clock == CLOCK_REALTIME ? getenv("SABOTEUR_CLOCK") : NULL;
  FILE *file = path ? fopen(path, "re") : NULL;
  long long seconds = 0;
  if (file) {
    if (fscanf(file, "%lld", &seconds) == 1) time->tv_sec += seconds;
    fclose(file);
  }
  return code;
}
