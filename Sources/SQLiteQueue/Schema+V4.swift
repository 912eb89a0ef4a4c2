/// The fourth schema: who may do what, sessions that give signs of life, and the audit trail.
enum SchemaV4 {
  static let sql = """
    ALTER TABLE person_state ADD COLUMN role TEXT NOT NULL DEFAULT 'annotator';
    CREATE TABLE person_key(
      fingerprint TEXT PRIMARY KEY, person INTEGER NOT NULL REFERENCES person(key), algorithm TEXT NOT NULL,
      body TEXT NOT NULL, comment TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE session ADD COLUMN task TEXT;
    ALTER TABLE session ADD COLUMN client TEXT;
    ALTER TABLE session ADD COLUMN place TEXT;
    ALTER TABLE session ADD COLUMN beat INTEGER;
    ALTER TABLE session ADD COLUMN active INTEGER;
    CREATE INDEX session_open ON session(key) WHERE closed IS NULL;

    CREATE TABLE audit(
      key INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, who TEXT NOT NULL, detail TEXT NOT NULL,
      digest BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_goes_on BEFORE INSERT ON audit
    WHEN NEW.key IS NOT (SELECT ifnull(max(key), 0) + 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'audit is append-only, without gaps'); END;
    CREATE TRIGGER audit_is_never_updated BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
    CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
    """
}
