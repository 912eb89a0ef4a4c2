/// The second schema: answers settle earlier ones, and a channel's work is queued stage by stage.
///
/// A stage is one generation of a channel's queue. The serving one is what people draw from; a preparing one is filled
/// beside it and takes its place in one small transaction; an old one is cleared away in pieces.
enum SchemaV2 {
  static let sql = facts + stages + inbox + work

  private static let facts = """
    CREATE TABLE asked(key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TRIGGER asked_is_never_replaced BEFORE INSERT ON asked
    WHEN EXISTS (SELECT 1 FROM asked WHERE key = NEW.key) OR EXISTS (SELECT 1 FROM asked WHERE text = NEW.text)
    BEGIN SELECT RAISE(ABORT, 'asked is append-only'); END;
    CREATE TRIGGER asked_is_never_updated BEFORE UPDATE ON asked
    BEGIN SELECT RAISE(ABORT, 'asked is append-only'); END;
    CREATE TRIGGER asked_is_never_deleted BEFORE DELETE ON asked
    BEGIN SELECT RAISE(ABORT, 'asked is append-only'); END;

    ALTER TABLE assignment ADD COLUMN settles INTEGER REFERENCES response(key);
    ALTER TABLE assignment ADD COLUMN asked INTEGER REFERENCES asked(key);
    ALTER TABLE channel_event ADD COLUMN retired_tails TEXT NOT NULL DEFAULT '';
    ALTER TABLE person_state ADD COLUMN is_away INTEGER NOT NULL DEFAULT 0;

    """

  private static let stages = """
    CREATE TABLE stage(
      key INTEGER PRIMARY KEY, channel INTEGER NOT NULL REFERENCES channel(key),
      event INTEGER NOT NULL REFERENCES channel_event(key), state TEXT NOT NULL, through INTEGER NOT NULL,
      base INTEGER NOT NULL
    ) STRICT;
    INSERT INTO stage(key, channel, event, state, through, base)
      SELECT channel, channel, max(key), 'serving', 0, 0 FROM channel_event GROUP BY channel;

    CREATE TABLE stage_lane(
      key INTEGER PRIMARY KEY, stage INTEGER NOT NULL REFERENCES stage(key), priority INTEGER NOT NULL,
      next_seq INTEGER NOT NULL, UNIQUE(stage, priority)
    ) STRICT;
    INSERT INTO stage_lane SELECT key, channel, priority, next_seq FROM lane;
    DROP TABLE lane;
    ALTER TABLE stage_lane RENAME TO lane;

    CREATE TABLE stage_tally(
      stage INTEGER PRIMARY KEY, answers INTEGER NOT NULL, wanted INTEGER NOT NULL, done INTEGER NOT NULL,
      examples INTEGER NOT NULL
    ) STRICT;
    INSERT INTO stage_tally SELECT channel, answers, wanted, done, examples FROM tally;
    DROP TABLE tally;
    ALTER TABLE stage_tally RENAME TO tally;

    """

  private static let inbox = """
    CREATE TABLE inbox(
      stage INTEGER NOT NULL, example INTEGER NOT NULL, person INTEGER NOT NULL, response INTEGER NOT NULL,
      since INTEGER NOT NULL, due INTEGER NOT NULL, is_moved INTEGER NOT NULL,
      is_open INTEGER NOT NULL, PRIMARY KEY(stage, example, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX inbox_of_person ON inbox(person, stage, since, example) WHERE is_open = 1;
    CREATE INDEX inbox_due ON inbox(due, example, person) WHERE is_moved = 0;

    """

  /// `has_others` marks rows with answers that do not count: they may once their people may be asked again. A queue of
  /// the first schema does not say which those are.
  private static let work = """
    CREATE TABLE stage_work(
      stage INTEGER NOT NULL, example INTEGER NOT NULL, lane INTEGER NOT NULL, seq INTEGER NOT NULL,
      need INTEGER NOT NULL, leased INTEGER NOT NULL, counted INTEGER NOT NULL, waiting INTEGER NOT NULL,
      is_served INTEGER NOT NULL, is_for_review INTEGER NOT NULL, is_narrowed INTEGER NOT NULL,
      has_others INTEGER NOT NULL, is_open INTEGER NOT NULL, PRIMARY KEY(stage, example)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO stage_work
      SELECT channel, example, lane, seq, need, leased, counted, 0, is_served, is_for_review, 0, 1, is_open FROM work;
    DROP TABLE work;
    ALTER TABLE stage_work RENAME TO work;
    CREATE INDEX work_open ON work(lane, seq) WHERE is_open = 1;
    CREATE INDEX work_with_others ON work(stage, example) WHERE has_others = 1;
    """
}
