/// The sixth schema: gold, examples with known answers. They stand in a dataset of their own, beside the work.
enum SchemaV6 {
  static let sql = """
    CREATE TABLE gold(
      key INTEGER PRIMARY KEY, task INTEGER NOT NULL REFERENCES task(key),
      example INTEGER NOT NULL REFERENCES example(key), content INTEGER NOT NULL REFERENCES content(key),
      build INTEGER NOT NULL REFERENCES build(key), answer INTEGER REFERENCES answer(key), explanation TEXT,
      branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX gold_of_task ON gold(task, example);
    CREATE TRIGGER gold_is_never_replaced BEFORE INSERT ON gold
    WHEN EXISTS (SELECT 1 FROM gold WHERE key = NEW.key)
    BEGIN SELECT RAISE(ABORT, 'gold is append-only'); END;
    CREATE TRIGGER gold_is_never_updated BEFORE UPDATE ON gold
    BEGIN SELECT RAISE(ABORT, 'gold is append-only'); END;
    CREATE TRIGGER gold_is_never_deleted BEFORE DELETE ON gold
    BEGIN SELECT RAISE(ABORT, 'gold is append-only'); END;

    ALTER TABLE assignment ADD COLUMN gold INTEGER REFERENCES gold(key);
    CREATE INDEX assignment_of_gold ON assignment(person, key) WHERE gold IS NOT NULL;
    CREATE INDEX assignment_gold ON assignment(gold) WHERE gold IS NOT NULL;
    CREATE TRIGGER gold_is_the_examples BEFORE INSERT ON assignment
    WHEN NEW.gold IS NOT NULL AND NOT EXISTS (SELECT 1 FROM gold JOIN build ON build.task = gold.task
      WHERE gold.key = NEW.gold AND gold.example = NEW.example AND build.key = NEW.build)
    BEGIN SELECT RAISE(ABORT, 'what is known is not known of this example'); END;

    ALTER TABLE lease ADD COLUMN is_gold INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE comeback ADD COLUMN is_gold INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE gold_cursor(
      person INTEGER NOT NULL, task INTEGER NOT NULL, gold INTEGER NOT NULL, PRIMARY KEY(person, task)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE gold_tally(
      person INTEGER NOT NULL, channel INTEGER NOT NULL, answers INTEGER NOT NULL, PRIMARY KEY(person, channel)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE qualification(
      person INTEGER NOT NULL REFERENCES person(key), task INTEGER NOT NULL REFERENCES task(key),
      PRIMARY KEY(person, task)
    ) STRICT, WITHOUT ROWID;
    """
}
