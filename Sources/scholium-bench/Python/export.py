"""Exports answers with their provenance as one does in Python: one SELECT, a dict and json.dumps a row.

Good for a queue of one task with one version: what an answer says there is what was said."""
import datetime
import hashlib
import json
import os
import sqlite3
import sys

database, path = sys.argv[1], sys.argv[2]
db = sqlite3.connect(database)
epoch = datetime.datetime(1970, 1, 1)
select = """
SELECT response.id, response.revision, old.id, example.digest, person_state.name, task.name, channel.name, build.id,
  build.ui_number, ui.digest, build.taxonomy_number, taxonomy.digest, response.status, response.counted, answer.text,
  response.duration, response.at, settled.id, asked.text, shown.digest <> newest.digest, response.comment, context.text
FROM response JOIN example ON example.key = response.example
  JOIN assignment ON assignment.key = response.assignment JOIN channel ON channel.key = assignment.channel
  JOIN person_state ON person_state.person = response.person JOIN context ON context.key = response.context
  JOIN build ON build.key = response.build JOIN task ON task.key = build.task
  JOIN definition AS ui ON ui.key = build.ui JOIN definition AS taxonomy ON taxonomy.key = build.taxonomy
  JOIN content AS shown ON shown.key = assignment.content
  JOIN content AS newest ON newest.key = (SELECT max(key) FROM content
    WHERE content.dataset = task.dataset AND content.example = response.example)
  LEFT JOIN answer ON answer.key = response.answer LEFT JOIN response AS old ON old.key = response.supersedes
  LEFT JOIN response AS settled ON settled.key = response.settles LEFT JOIN asked ON asked.key = assignment.asked
ORDER BY response.key
"""


def line(row):
    answer = json.loads(row[14]) if row[14] is not None else None
    document = {
        "response": row[0],
        "revision": row[1],
        "supersedes": row[2],
        "example": row[3].hex(),
        "annotator": row[4],
        "task": row[5],
        "channel": row[6],
        "build": row[7].hex(),
        "ui_version": row[8],
        "ui_digest": row[9].hex(),
        "taxonomy_version": row[10],
        "taxonomy_digest": row[11].hex(),
        "status": row[12],
        "counted": bool(row[13]),
        "answer": answer,
        "mapped": {question: [label] for question, label in (answer or {}).items()},
        "mapping": {question: "exact" for question in answer or {}},
        "duration_ms": row[15],
        "at": (epoch + datetime.timedelta(microseconds=row[16])).isoformat(timespec="microseconds") + "Z",
    }
    if row[17] is not None:
        document["settles"] = row[17]
    if row[18] is not None:
        document["asked"] = json.loads(row[18])
    if row[19]:
        document["stale"] = True
    if row[20] is not None:
        document["comment"] = row[20]
    document["context"] = json.loads(row[21])
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


digest = hashlib.sha256()
with open(path, "wb") as file:
    for row in db.execute(select):
        written = line(row).encode()
        digest.update(written)
        file.write(written)
    file.flush()
    os.fsync(file.fileno())
print(digest.hexdigest())
