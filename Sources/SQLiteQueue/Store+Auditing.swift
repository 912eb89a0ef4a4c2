import GRDB
import Glibc
import Labeling
import Queue

extension SQLiteStore {
  public func audit(_ event: AuditEvent, at: Timestamp) throws(QueueError) {
    // Asked first: SQLite tries for long to write to a file that may only be read, and whoever exports wants to read.
    guard access(path, W_OK) == 0 else { throw .notPermitted(path: path) }
    try write(at: at) { try $0.audit(event) }
  }
}

extension Transaction {
  /// Adds to the audit trail.
  func audit(_ event: AuditEvent) throws {
    let last = try db.row("SELECT key, digest FROM audit ORDER BY key DESC LIMIT 1").map { row in
      guard let digest = try Digest(bytes: row[1] as Blob) else { throw DamagedRow.column("digest") }
      return try (number: row[0] as Int, digest: digest)
    }
    let entry = AuditEntry(event, at: moment, after: last)
    try db.run(
      "INSERT INTO audit(key, at, what, who, detail, digest) VALUES (?, ?, ?, ?, ?, ?)", entry.number,
      entry.at.microseconds, entry.what, entry.who, entry.detail, Blob(entry.digest.bytes))
  }
}

extension AuditEntry {
  static let columns = "SELECT key, at, what, who, detail, digest FROM audit ORDER BY key"

  init(_ row: Cells) throws {
    guard let digest = try Digest(bytes: row[5] as Blob) else { throw DamagedRow.column("digest") }
    try self.init(number: row[0], at: row.moment(1), what: row[2], who: row[3], detail: row[4], digest: digest)
  }
}

extension Snapshot {
  func forEachAuditEntry(_ body: (AuditEntry) throws -> Void) throws {
    let rows = try CellCursor(AuditEntry.columns, on: db)
    while let row = try rows.next() { try body(AuditEntry(row)) }
  }
}
