"""Imports JSON Lines as one does in Python: json, hashlib and sqlite3, a batch of rows in a transaction."""
import hashlib
import itertools
import json
import sqlite3
import sys

database, lines, batch = sys.argv[1], sys.argv[2], int(sys.argv[3])
db = sqlite3.connect(database, isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("CREATE TABLE example(key INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, data BLOB NOT NULL)")


def row(line):
    line = line.rstrip(b"\n")
    canonical = json.dumps(json.loads(line), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).digest(), line


with open(lines, "rb") as file:
    while rows := [row(line) for line in itertools.islice(file, batch)]:
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT OR IGNORE INTO example(digest, data) VALUES (?, ?)", rows)
        db.execute("COMMIT")
