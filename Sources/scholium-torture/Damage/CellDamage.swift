import Driving

/// Rows that no scholium wrote: another program, or a repair by hand, with every rule of the tables taken away.
struct CellDamage {
  let columns: [SoundQueue.Column]

  /// What stands in a cell: SQL.
  private static let values = [
    "NULL", "-1", "0", "1", "7", "9223372036854775807", "-9223372036854775808", "4611686018427387904", "1e300", "-0.5",
    "''", "'x'", "'main'", "X'00ff'", "CAST(X'ff61c3' AS TEXT)", "'a' || char(0) || 'b'",
    "char(27) || '[2J' || char(7)",
    "char(0x202e, 0x200d, 0xe0041)", "'{'", "'[1'", "'null'", "'\"x\"'", "'{\"a\":}'", "'{\"genre\":7}'",
    "'{\"genre\":\"western\"}'", "'{\"genre\":[[1e400]]}'", "printf('%.*c', 5000, '[')", "printf('%.*c', 200000, 'x')",
    "zeroblob(32)", "zeroblob(33)", "randomblob(32)", "1792000000000000", "'answered'", "'retired'",
  ]

  /// - Parameter staysLoose: whether the tables' rules stay away.
  func inflict(on queue: String, _ chance: inout Seeded) throws -> String {
    let staysLoose = Int.random(in: 0..<8, using: &chance) == 0
    let damage = (0..<Int.random(in: 1...2, using: &chance)).map { _ in statement(&chance) }.joined(separator: "\n")
    let script = """
      .dbconfig defensive off
      PRAGMA foreign_keys = OFF; PRAGMA writable_schema = ON;
      CREATE TEMP TABLE kept AS SELECT rowid AS place, * FROM sqlite_schema;
      DELETE FROM sqlite_schema WHERE type = 'trigger';
      UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql, ' NOT NULL', ''), 'STRICT, ', ''), ' STRICT', ''),
        'CHECK(key = 1)', '') WHERE type = 'table';
      PRAGMA writable_schema = RESET;
      \(damage)
      PRAGMA writable_schema = ON;
      DELETE FROM sqlite_schema;
      INSERT INTO sqlite_schema SELECT type, name, tbl_name, rootpage, sql FROM kept
        \(staysLoose ? "WHERE type <> 'trigger'" : "") ORDER BY place;
      """
    let outcome = try SQLiteShell.run(script, on: queue)
    // A value that a key refuses leaves the row as it was; the rest of the script must work.
    guard !outcome.errors.contains("syntax") else { throw BrokenPromise("the damage is wrong: \(outcome.errors)") }
    return damage + (staysLoose ? " (and no triggers)" : "")
  }

  private func statement(_ chance: inout Seeded) -> String {
    guard let column = columns.randomElement(using: &chance) else { return "" }
    let row =
      column.isKeyed && Bool.random(using: &chance) ? " WHERE key = \(Int.random(in: 1...6, using: &chance))" : ""
    switch Int.random(in: 0..<12, using: &chance) {
    case 0: return "DELETE FROM \(column.table)\(row);"
    case 1 where column.isKeyed: return "UPDATE OR REPLACE \(column.table) SET key = key + 1\(row);"
    // An answer that replaces itself, or two that replace each other.
    case 2: return "UPDATE OR IGNORE response SET supersedes = CASE key WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE key END;"
    case 3: return "UPDATE OR IGNORE \(column.table) SET \(column.name) = -\(column.name)\(row);"
    default:
      let value = Self.values.randomElement(using: &chance) ?? "NULL"
      return "UPDATE OR IGNORE \(column.table) SET \(column.name) = \(value)\(row);"
    }
  }
}
