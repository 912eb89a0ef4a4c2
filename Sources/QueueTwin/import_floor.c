#define _GNU_SOURCE
#include "import_floor.h"
#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// MARK: Digest

static const uint64_t primes[4] = {0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu, 0xd6e8feb86659fd93u};

struct digest {
  uint64_t lanes[4];
};

static uint64_t fold(uint64_t a, uint64_t b) {
  __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// Four lanes of multiply-and-fold (as in wyhash, github.com/wangyi-fudan/wyhash), each over all bytes.
static void mix(struct digest *digest, const uint8_t *bytes, size_t count) {
  while (1) {
    uint64_t word = 0;
    memcpy(&word, bytes, count < 8 ? count : 8);
    for (int lane = 0; lane < 4; lane++)
      digest->lanes[lane] = fold(digest->lanes[lane] ^ word ^ primes[lane], primes[(lane + 1) & 3] + count);
    if (count <= 8) return;
    bytes += 8;
    count -= 8;
  }
}

// MARK: JSON

struct scanner {
  const uint8_t *at, *end;
  uint8_t *text;
  size_t room, length;
};

static void skip_space(struct scanner *in) {
  while (in->at < in->end && (*in->at == ' ' || *in->at == '\t')) in->at++;
}

static int take(struct scanner *in, char byte) {
  skip_space(in);
  if (in->at >= in->end || *in->at != byte) return 0;
  in->at++;
  return 1;
}

static int hexadecimal(struct scanner *in, uint32_t *unit) {
  *unit = 0;
  for (int i = 0; i < 4; i++, in->at++) {
    if (in->at >= in->end) return 0;
    uint8_t digit = *in->at, value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
    if (value > 15) return 0;
    *unit = *unit << 4 | value;
  }
  return 1;
}

static void put_scalar(struct scanner *in, uint32_t scalar) {
  uint8_t *to = in->text + in->length;
  if (scalar < 0x80) {
    to[0] = scalar;
    in->length += 1;
  } else if (scalar < 0x800) {
    to[0] = 0xC0 | scalar >> 6;
    to[1] = 0x80 | (scalar & 0x3F);
    in->length += 2;
  } else if (scalar < 0x10000) {
    to[0] = 0xE0 | scalar >> 12;
    to[1] = 0x80 | (scalar >> 6 & 0x3F);
    to[2] = 0x80 | (scalar & 0x3F);
    in->length += 3;
  } else {
    to[0] = 0xF0 | scalar >> 18;
    to[1] = 0x80 | (scalar >> 12 & 0x3F);
    to[2] = 0x80 | (scalar >> 6 & 0x3F);
    to[3] = 0x80 | (scalar & 0x3F);
    in->length += 4;
  }
}

static int escape(struct scanner *in) {
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  if (in->at >= in->end) return 0;
  uint8_t byte = *in->at++;
  if (byte == 'u') {
    uint32_t high, low;
    if (!hexadecimal(in, &high)) return 0;
    if (high >= 0xD800 && high < 0xDC00) {
      if (!take(in, '\\') || !take(in, 'u') || !hexadecimal(in, &low) || low < 0xDC00 || low > 0xDFFF) return 0;
      high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    put_scalar(in, high);
    return 1;
  }
  const char *found = byte ? strchr(from, byte) : NULL;
  if (!found) return 0;
  in->text[in->length++] = to[found - from];
  return 1;
}

// No escape is shorter than what it stands for, so that a line's own length is room enough.
static int string(struct scanner *in) {
  in->length = 0;
  if (!take(in, '"')) return 0;
  while (in->at < in->end && *in->at != '"') {
    const uint8_t *run = in->at;
    while (in->at < in->end && *in->at != '"' && *in->at != '\\') {
      if (*in->at < 0x20) return 0;
      in->at++;
    }
    memcpy(in->text + in->length, run, in->at - run);
    in->length += in->at - run;
    if (in->at < in->end && *in->at == '\\') {
      in->at++;
      if (!escape(in)) return 0;
    }
  }
  return take(in, '"');
}

static int bare(struct scanner *in) {
  in->length = 0;
  while (in->at < in->end && *in->at != ',' && *in->at != '}' && *in->at != ' ') in->text[in->length++] = *in->at++;
  return in->length > 0;
}

// A flat object; equal values in another order of members are another row, which the product tells apart better.
static int row(struct scanner *in, struct digest *digest) {
  memcpy(digest->lanes, primes, sizeof primes);
  if (!take(in, '{')) return 0;
  if (take(in, '}')) return 1;
  do {
    if (!string(in)) return 0;
    mix(digest, in->text, in->length);
    if (!take(in, ':')) return 0;
    skip_space(in);
    if (in->at >= in->end || !(*in->at == '"' ? string(in) : bare(in))) return 0;
    mix(digest, in->text, in->length);
  } while (take(in, ','));
  return take(in, '}') && (skip_space(in), in->at == in->end);
}

// MARK: Database

static sqlite3 *create(const char *path) {
  sqlite3 *db = NULL;
  const char *settings =
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
      "CREATE TABLE example(key INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, data BLOB NOT NULL)";
  if (sqlite3_open(path, &db) == SQLITE_OK && sqlite3_exec(db, settings, NULL, NULL, NULL) == SQLITE_OK) return db;
  sqlite3_close(db);
  return NULL;
}

static int keep(sqlite3_stmt *insert, const struct digest *digest, const uint8_t *line, size_t length) {
  sqlite3_bind_blob(insert, 1, digest->lanes, sizeof digest->lanes, SQLITE_STATIC);
  sqlite3_bind_blob(insert, 2, line, (int)length, SQLITE_STATIC);
  int code = sqlite3_step(insert);
  sqlite3_reset(insert);
  return code == SQLITE_DONE;
}

static int import_lines(sqlite3 *db, const uint8_t *bytes, size_t size, long batch) {
  sqlite3_stmt *insert = NULL;
  uint8_t *text = malloc(size + 1);
  const char *sql = "INSERT OR IGNORE INTO example(digest, data) VALUES (?1, ?2)";
  int works = text && sqlite3_prepare_v2(db, sql, -1, &insert, NULL) == SQLITE_OK;
  long pending = 0;
  const uint8_t *end = bytes + size;
  while (works && bytes < end) {
    const uint8_t *newline = memchr(bytes, '\n', end - bytes), *stop = newline ? newline : end;
    struct scanner in = {.at = bytes, .end = stop, .text = text};
    struct digest digest;
    if (pending == 0) works = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
    works = works && row(&in, &digest) && keep(insert, &digest, bytes, stop - bytes);
    if (works && ++pending == batch) {
      works = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
      pending = 0;
    }
    bytes = newline ? newline + 1 : end;
  }
  if (works && pending) works = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_finalize(insert);
  free(text);
  return works;
}

static long count(sqlite3 *db) {
  sqlite3_stmt *count = NULL;
  long rows = -1;
  if (sqlite3_prepare_v2(db, "SELECT count(*) FROM example", -1, &count, NULL) == SQLITE_OK &&
      sqlite3_step(count) == SQLITE_ROW)
    rows = sqlite3_column_int64(count, 0);
  sqlite3_finalize(count);
  return rows;
}

long import_floor(const char *database, const char *lines, long batch) {
  long rows = -1;
  struct stat status;
  int file = open(lines, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  if (fstat(file, &status) == 0 && status.st_size > 0) {
    void *bytes = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    sqlite3 *db = bytes == MAP_FAILED ? NULL : create(database);
    if (db && import_lines(db, bytes, status.st_size, batch)) rows = count(db);
    sqlite3_close(db);
    if (bytes != MAP_FAILED) munmap(bytes, status.st_size);
  }
  close(file);
  return rows;
}
