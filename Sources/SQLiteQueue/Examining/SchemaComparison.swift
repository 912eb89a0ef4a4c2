import GRDB
import Queue

/// Compares a queue's tables, indexes and triggers with those that this program makes.
struct SchemaComparison {
  let db: Database

  private struct Part: Hashable {
    let kind: String
    let name: String
  }

  /// What the migrations make of an empty file.
  private static let expected = Result<[Part: String], any Error> {
    let empty = try DatabaseQueue()
    try Connection.migrations.migrate(empty)
    return try empty.read { try parts($0) }
  }

  func findings() throws -> [Finding] {
    let expected = try Self.expected.get()
    let present = try Self.parts(db)
    let lost = expected.filter { present[$0.key] != $0.value }.map(\.key)
    return lost.sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }.map { part in
      let isTable = part.kind == "table"
      let state = present[part] == nil ? "is missing" : "is not as this program made it"
      return Finding(
        .schema, isTable ? .error : .warning, "the \(part.kind) '\(part.name)' \(state)\(Self.use(part))",
        remedy: isTable ? "scholium restore BACKUP" : "scholium doctor --mend")
    }
  }

  /// Makes triggers and indexes as they should be.
  func mend() throws {
    let present = try Self.parts(db)
    for (part, sql) in try Self.expected.get() where part.kind != "table" && present[part] != sql {
      try db.execute(sql: "DROP \(part.kind) IF EXISTS \(part.name.quotedDatabaseIdentifier)")
      try db.execute(sql: sql)
    }
  }

  private static func use(_ part: Part) -> String {
    switch part.kind {
    case "trigger": ", so that other programs could break what it guards"
    case "index": ", so that what it serves is slow or refused"
    default: ""
    }
  }

  /// A table by its columns, since SQLite's versions write a renamed one differently; all else by its words.
  private static func parts(_ db: Database) throws -> [Part: String] {
    let sql = """
      SELECT type, name, iif(type = 'table', (SELECT group_concat(name) FROM pragma_table_info(entry.name)), sql)
      FROM sqlite_master AS entry WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
      """
    var parts: [Part: String] = [:]
    for row in try db.rows(sql) {
      guard let kind = row.cell(0).words, let name = row.cell(1).words else { continue }
      parts[Part(kind: kind, name: name)] = row.cell(2).words
    }
    return parts
  }
}
