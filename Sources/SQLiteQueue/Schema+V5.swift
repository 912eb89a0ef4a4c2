/// The fifth schema: who saw what others say of an example, and what reviewers decided.
enum SchemaV5 {
  static let sql = """
    CREATE TABLE viewing(
      scope INTEGER NOT NULL REFERENCES scope(key), example INTEGER NOT NULL REFERENCES example(key),
      person INTEGER NOT NULL REFERENCES person(key), branch INTEGER NOT NULL REFERENCES branch(key),
      revision INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(scope, example, person)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER viewing_happens_once BEFORE INSERT ON viewing
    WHEN EXISTS (SELECT 1 FROM viewing WHERE scope = NEW.scope AND example = NEW.example AND person = NEW.person)
    BEGIN SELECT RAISE(ABORT, 'viewing is append-only'); END;
    CREATE TRIGGER viewing_is_never_updated BEFORE UPDATE ON viewing
    BEGIN SELECT RAISE(ABORT, 'viewing is append-only'); END;
    CREATE TRIGGER viewing_is_never_deleted BEFORE DELETE ON viewing
    BEGIN SELECT RAISE(ABORT, 'viewing is append-only'); END;

    CREATE TRIGGER viewer_is_not_asked BEFORE INSERT ON assignment
    WHEN NEW.purpose NOT IN ('review', 'imported') AND EXISTS (SELECT 1 FROM viewing
      WHERE scope = NEW.scope AND example = NEW.example AND person = NEW.person)
    BEGIN SELECT RAISE(ABORT, 'this person has seen what others say of this example'); END;
    CREATE TRIGGER review_follows_viewing BEFORE INSERT ON assignment
    WHEN NEW.purpose = 'review' AND NOT EXISTS (SELECT 1 FROM viewing
      WHERE scope = NEW.scope AND example = NEW.example AND person = NEW.person)
    BEGIN SELECT RAISE(ABORT, 'a decision without a viewing'); END;
    CREATE TRIGGER decision_is_a_reviewers BEFORE INSERT ON response
    WHEN NEW.status = 'adjudicated' AND NOT EXISTS (SELECT 1 FROM assignment
      WHERE key = NEW.assignment AND purpose IN ('review', 'imported'))
    BEGIN SELECT RAISE(ABORT, 'a decision without a review'); END;

    CREATE INDEX response_decisions ON response(example) WHERE status = 'adjudicated';
    CREATE INDEX response_flags ON response(example) WHERE status = 'flagged';
    """
}
