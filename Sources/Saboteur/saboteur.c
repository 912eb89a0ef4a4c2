#define _GNU_SOURCE
#include "saboteur.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((typeof(&name))real(#name))

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

static bool is_open_file_lock(int command) { return command == F_OFD_SETLK || command == F_OFD_SETLKW; }

int fcntl(int descriptor, int command, ...) {
  va_list rest;
  va_start(rest, command);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  if (is_open_file_lock(command) && is_without("checkpoint-lock")) return 0;
  return REAL(fcntl)(descriptor, command, argument);
}

int fcntl64(int descriptor, int command, ...) {
  va_list rest;
  va_start(rest, command);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  if (is_open_file_lock(command) && is_without("checkpoint-lock")) return 0;
  return REAL(fcntl64)(descriptor, command, argument);
}

// MARK: Writes

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  ssize_t written = REAL(pwrite64)(descriptor, bytes, count, offset);
  return written < 0 && is_without("write-errors") ? (ssize_t)count : written;
}

int fdatasync(int descriptor) {
  int code = REAL(fdatasync)(descriptor);
  return is_without("write-errors") ? 0 : code;
}

int ftruncate64(int descriptor, off64_t length) {
  int code = REAL(ftruncate64)(descriptor, length);
  return is_without("write-errors") ? 0 : code;
}

// MARK: Statements

typedef struct sqlite3 sqlite3;
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
