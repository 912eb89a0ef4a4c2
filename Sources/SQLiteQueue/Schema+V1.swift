/// The first schema. A migration is never changed once it has shipped.
///
/// Facts are append-only, each with its branch and revision; triggers refuse every UPDATE, DELETE and REPLACE on them,
/// whatever program holds the file. The working tables at the end can be rebuilt from the facts.
enum SchemaV1 {
  static let sql = factTables + workingTables + rules + immutability

  private static let factColumns = """
      branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
    """

  private static let factTables = """
    CREATE TABLE branch(
      key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, base INTEGER, revision INTEGER NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    INSERT INTO branch(key, name, base, revision, at) VALUES (1, 'main', NULL, 0, 0);

    CREATE TABLE scope(key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, \(factColumns)) STRICT;
    CREATE TABLE dataset(
      key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, identity TEXT, \(factColumns)
    ) STRICT;
    CREATE TABLE task(
      key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, scope INTEGER NOT NULL REFERENCES scope(key),
      dataset INTEGER NOT NULL REFERENCES dataset(key), \(factColumns)
    ) STRICT;
    CREATE TABLE definition(
      key INTEGER PRIMARY KEY, kind TEXT NOT NULL, digest BLOB NOT NULL, canonical BLOB NOT NULL, \(factColumns),
      UNIQUE(kind, digest)
    ) STRICT;
    CREATE TABLE build(
      key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, task INTEGER NOT NULL REFERENCES task(key), title TEXT NOT NULL,
      ui_version INTEGER NOT NULL REFERENCES definition(key), ui INTEGER NOT NULL REFERENCES definition(key),
      taxonomy INTEGER NOT NULL REFERENCES definition(key), schema INTEGER NOT NULL REFERENCES definition(key),
      policy INTEGER NOT NULL REFERENCES definition(key), ui_number INTEGER NOT NULL, ui_edition INTEGER NOT NULL,
      taxonomy_number INTEGER NOT NULL, schema_number INTEGER NOT NULL, is_tail INTEGER NOT NULL,
      source_commit TEXT, source_clean INTEGER, program TEXT NOT NULL, \(factColumns)
    ) STRICT;
    CREATE TABLE channel(
      key INTEGER PRIMARY KEY, task INTEGER NOT NULL REFERENCES task(key), name TEXT NOT NULL, \(factColumns),
      UNIQUE(task, name)
    ) STRICT;
    CREATE TABLE channel_event(
      key INTEGER PRIMARY KEY, channel INTEGER NOT NULL REFERENCES channel(key), what TEXT NOT NULL,
      build INTEGER NOT NULL REFERENCES build(key), weight INTEGER NOT NULL, pool TEXT, state TEXT NOT NULL,
      accepts TEXT NOT NULL, \(factColumns)
    ) STRICT;
    CREATE TABLE person(
      key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, \(factColumns)
    ) STRICT;
    CREATE TABLE person_event(
      key INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person(key), what TEXT NOT NULL, value TEXT,
      \(factColumns)
    ) STRICT;
    CREATE TABLE example(
      key INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, \(factColumns)
    ) STRICT;
    CREATE TABLE content(
      key INTEGER PRIMARY KEY, dataset INTEGER NOT NULL REFERENCES dataset(key),
      example INTEGER NOT NULL REFERENCES example(key), version INTEGER NOT NULL, digest BLOB NOT NULL, data BLOB,
      \(factColumns), UNIQUE(dataset, example, version)
    ) STRICT;
    CREATE TABLE exposure(
      scope INTEGER NOT NULL REFERENCES scope(key), example INTEGER NOT NULL REFERENCES example(key),
      person INTEGER NOT NULL REFERENCES person(key), ui_version INTEGER NOT NULL REFERENCES definition(key),
      \(factColumns), PRIMARY KEY(scope, example, person)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE assignment(
      key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope INTEGER NOT NULL REFERENCES scope(key),
      example INTEGER NOT NULL REFERENCES example(key), person INTEGER NOT NULL REFERENCES person(key),
      build INTEGER NOT NULL REFERENCES build(key), channel INTEGER NOT NULL REFERENCES channel(key),
      content INTEGER NOT NULL REFERENCES content(key), purpose TEXT NOT NULL, \(factColumns)
    ) STRICT;
    CREATE TABLE assignment_event(
      key INTEGER PRIMARY KEY, assignment INTEGER NOT NULL REFERENCES assignment(key), what TEXT NOT NULL, comment TEXT,
      \(factColumns)
    ) STRICT;
    CREATE INDEX assignment_event_of ON assignment_event(assignment);
    CREATE TABLE answer(key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE context(key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE response(
      key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, assignment INTEGER NOT NULL REFERENCES assignment(key),
      example INTEGER NOT NULL REFERENCES example(key), person INTEGER NOT NULL REFERENCES person(key),
      build INTEGER NOT NULL REFERENCES build(key), status TEXT NOT NULL,
      supersedes INTEGER UNIQUE REFERENCES response(key), settles INTEGER REFERENCES response(key),
      answer INTEGER REFERENCES answer(key), comment TEXT, duration INTEGER,
      context INTEGER NOT NULL REFERENCES context(key), counted INTEGER NOT NULL, \(factColumns)
    ) STRICT;
    CREATE INDEX response_of_example ON response(example);
    CREATE INDEX response_of_assignment ON response(assignment);

    """

  private static let workingTables = """
    CREATE TABLE clock(
      key INTEGER PRIMARY KEY CHECK(key = 1), revision INTEGER NOT NULL, at INTEGER NOT NULL,
      definitions INTEGER NOT NULL
    ) STRICT;
    INSERT INTO clock(key, revision, at, definitions) VALUES (1, 0, 0, 0);
    CREATE TABLE person_state(
      person INTEGER PRIMARY KEY REFERENCES person(key), name TEXT NOT NULL UNIQUE, is_paused INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE pool_member(
      pool TEXT NOT NULL, person INTEGER NOT NULL REFERENCES person(key), PRIMARY KEY(pool, person)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE session(
      key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, person INTEGER NOT NULL REFERENCES person(key), process TEXT,
      opened INTEGER NOT NULL, closed INTEGER
    ) STRICT;
    CREATE TABLE lease(
      assignment INTEGER PRIMARY KEY REFERENCES assignment(key), person INTEGER NOT NULL, channel INTEGER NOT NULL,
      example INTEGER NOT NULL, session INTEGER NOT NULL REFERENCES session(key), expires INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX lease_of_person ON lease(person);
    CREATE INDEX lease_end ON lease(expires);
    CREATE INDEX lease_of_channel ON lease(channel, expires);
    CREATE TABLE comeback(
      key INTEGER PRIMARY KEY, person INTEGER NOT NULL, task INTEGER NOT NULL, example INTEGER NOT NULL,
      channel INTEGER NOT NULL, UNIQUE(person, task, example)
    ) STRICT;
    CREATE TABLE draft(
      person INTEGER NOT NULL, task INTEGER NOT NULL, example INTEGER NOT NULL, answer TEXT NOT NULL,
      at INTEGER NOT NULL, PRIMARY KEY(person, task, example)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lane(
      key INTEGER PRIMARY KEY, channel INTEGER NOT NULL REFERENCES channel(key), priority INTEGER NOT NULL,
      next_seq INTEGER NOT NULL, UNIQUE(channel, priority)
    ) STRICT;
    CREATE TABLE cursor(
      person INTEGER NOT NULL, lane INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(person, lane)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE work(
      channel INTEGER NOT NULL, example INTEGER NOT NULL, lane INTEGER NOT NULL, seq INTEGER NOT NULL,
      need INTEGER NOT NULL, leased INTEGER NOT NULL, counted INTEGER NOT NULL, is_served INTEGER NOT NULL,
      is_for_review INTEGER NOT NULL, is_open INTEGER NOT NULL, PRIMARY KEY(channel, example)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX work_open ON work(lane, seq) WHERE is_open = 1;
    CREATE TABLE tally(
      channel INTEGER PRIMARY KEY, answers INTEGER NOT NULL, wanted INTEGER NOT NULL, done INTEGER NOT NULL,
      examples INTEGER NOT NULL
    ) STRICT;

    """

  /// Rule 1 and provenance. A BEFORE INSERT trigger also stops REPLACE, which would slip past one on DELETE.
  private static let rules = """
    CREATE TRIGGER exposure_happens_once BEFORE INSERT ON exposure
    WHEN EXISTS (SELECT 1 FROM exposure
      WHERE scope = NEW.scope AND example = NEW.example AND person = NEW.person)
    BEGIN SELECT RAISE(ABORT, 'rule 1: this person was shown this example already'); END;

    CREATE TRIGGER assignment_is_new BEFORE INSERT ON assignment
    WHEN EXISTS (SELECT 1 FROM assignment WHERE key = NEW.key OR id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an assignment is never replaced'); END;

    CREATE TRIGGER assignment_follows_exposure BEFORE INSERT ON assignment
    WHEN NOT EXISTS (SELECT 1 FROM build JOIN task ON task.key = build.task
      JOIN exposure ON exposure.scope = task.scope AND exposure.example = NEW.example
        AND exposure.person = NEW.person
      WHERE build.key = NEW.build AND task.scope = NEW.scope AND exposure.ui_version = build.ui_version)
    BEGIN SELECT RAISE(ABORT, 'rule 1: the exposure is missing or has another UI version than the build'); END;

    CREATE TRIGGER response_is_new BEFORE INSERT ON response
    WHEN EXISTS (SELECT 1 FROM response WHERE key = NEW.key OR id = NEW.id OR supersedes = NEW.supersedes)
    BEGIN SELECT RAISE(ABORT, 'a response is never replaced, and has at most one successor'); END;

    CREATE TRIGGER response_follows_assignment BEFORE INSERT ON response
    WHEN NOT EXISTS (SELECT 1 FROM assignment WHERE key = NEW.assignment
      AND person = NEW.person AND example = NEW.example AND build = NEW.build)
    BEGIN SELECT RAISE(ABORT, 'provenance: person, example and build are not those of the assignment'); END;

    CREATE TRIGGER content_is_only_erased BEFORE UPDATE ON content
    WHEN NEW.data IS NOT NULL OR NEW.key IS NOT OLD.key OR NEW.dataset IS NOT OLD.dataset
      OR NEW.example IS NOT OLD.example OR NEW.version IS NOT OLD.version OR NEW.digest IS NOT OLD.digest
      OR NEW.branch IS NOT OLD.branch OR NEW.revision IS NOT OLD.revision OR NEW.at IS NOT OLD.at
    BEGIN SELECT RAISE(ABORT, 'content is kept as imported; it can only be erased'); END;
    CREATE TRIGGER content_stays BEFORE DELETE ON content
    BEGIN SELECT RAISE(ABORT, 'content rows stay; erasing empties them'); END;

    """

  /// Fact tables and what beside `key` a REPLACE could hit.
  private static let factIdentities = [
    "branch": "name = NEW.name", "scope": "name = NEW.name", "dataset": "name = NEW.name", "task": "name = NEW.name",
    "definition": "kind = NEW.kind AND digest = NEW.digest",
    "build": "id = NEW.id", "channel": "task = NEW.task AND name = NEW.name", "channel_event": "FALSE",
    "person": "id = NEW.id", "person_event": "FALSE", "example": "digest = NEW.digest",
    "content": "dataset = NEW.dataset AND example = NEW.example AND version = NEW.version",
    "assignment_event": "FALSE", "answer": "text = NEW.text", "context": "text = NEW.text",
  ]

  private static let immutability: String =
    factIdentities.sorted { $0.key < $1.key }.map { table, identity in
      """
      CREATE TRIGGER \(table)_is_never_replaced BEFORE INSERT ON \(table)
      WHEN EXISTS (SELECT 1 FROM \(table) WHERE key = NEW.key)
        OR EXISTS (SELECT 1 FROM \(table) WHERE \(identity))
      BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;

      """
    }.joined()
    + (factIdentities.keys.filter { $0 != "content" } + ["exposure", "assignment", "response"]).sorted().map { table in
      """
      CREATE TRIGGER \(table)_is_never_updated BEFORE UPDATE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
      CREATE TRIGGER \(table)_is_never_deleted BEFORE DELETE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;

      """
    }.joined()
}
