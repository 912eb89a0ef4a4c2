import GRDB
import GRDBSQLite
import Labeling

/// The rows of a statement, one after the other, each read where SQLite has it: for streams of millions, of whose cells
/// most stand for something that is known already. A cell that does not hold what its table was made for is an error.
final class StreamedRows {
  private let db: Database
  private let statement: Statement
  private let row: OpaquePointer

  /// - Parameter isShared: see `Database.statement`.
  init<each Value: Bindable>(
    _ sql: String, _ values: repeat each Value, on db: Database, isShared: Bool = false
  ) throws {
    self.db = db
    statement = try db.statement(sql, repeat each values, isShared: isShared)
    row = statement.sqliteStatement
  }

  deinit { sqlite3_reset(row) }

  /// Goes to the next row; false at the end.
  func next() throws -> Bool { try db.step(statement) }

  func integer(_ index: Int32) throws -> Int64 {
    guard sqlite3_column_type(row, index) == SQLITE_INTEGER else { throw damage(at: index) }
    return sqlite3_column_int64(row, index)
  }

  func text(_ index: Int32) throws -> String {
    guard sqlite3_column_type(row, index) == SQLITE_TEXT else { throw damage(at: index) }
    return Column.text(row, index)
  }

  /// A digest; nil where a blob of another length stands.
  func digest(_ index: Int32) throws -> Digest? {
    guard sqlite3_column_type(row, index) == SQLITE_BLOB else { throw damage(at: index) }
    return Column.withBlob(row, index) { Digest(bytes: $0) }
  }

  /// Nil for NULL.
  func integerIfAny(_ index: Int32) throws -> Int64? {
    switch sqlite3_column_type(row, index) {
    case SQLITE_INTEGER: sqlite3_column_int64(row, index)
    case SQLITE_NULL: nil
    default: throw damage(at: index)
    }
  }

  /// Nil for NULL.
  func textIfAny(_ index: Int32) throws -> String? {
    switch sqlite3_column_type(row, index) {
    case SQLITE_TEXT: Column.text(row, index)
    case SQLITE_NULL: nil
    default: throw damage(at: index)
    }
  }

  private func damage(at index: Int32) -> DamagedRow { .column(statement.columnNames[Int(index)]) }
}

/// What is known by its key of a column's texts, of which few are different.
struct KnownTexts {
  private static let capacity = 65_536

  private var texts: [Int64: String] = [:]

  /// - Parameter read: reads the text of a key that is not known.
  mutating func text(_ key: Int64, _ read: () throws -> String) throws -> String {
    if let known = texts[key] { return known }
    if texts.count >= Self.capacity { texts.removeAll(keepingCapacity: true) }
    let text = try read()
    texts[key] = text
    return text
  }
}
