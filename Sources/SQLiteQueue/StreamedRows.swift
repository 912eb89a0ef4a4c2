import GRDB
import GRDBSQLite
import Labeling

/// The rows of a statement, one after the other, each read where SQLite has it: for streams of millions, of whose cells
/// most stand for something that is known already. A cell that does not hold what its table was made for is an error.
final class StreamedRows {
  private let db: Database
  private let statement: Statement
  private let row: OpaquePointer

  /// - Parameter isShared: whether the statement is one that is prepared once. Nobody else may be reading it then.
  init(_ sql: String, _ bindings: Bindings, on db: Database, isShared: Bool = false) throws {
    self.db = db
    statement = try isShared ? db.cachedStatement(sql: sql) : db.makeStatement(sql: sql)
    row = statement.sqliteStatement
    sqlite3_reset(row)
    try bindings.bind(to: row)
  }

  deinit { sqlite3_reset(row) }

  /// Goes to the next row; false at the end.
  func next() throws -> Bool {
    switch sqlite3_step(row) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
    }
  }

  func isNull(_ index: Int32) -> Bool { sqlite3_column_type(row, index) == SQLITE_NULL }

  func integer(_ index: Int32) throws -> Int64 {
    guard sqlite3_column_type(row, index) == SQLITE_INTEGER else { throw damage(at: index) }
    return sqlite3_column_int64(row, index)
  }

  func text(_ index: Int32) throws -> String {
    guard sqlite3_column_type(row, index) == SQLITE_TEXT else { throw damage(at: index) }
    let start = sqlite3_column_text(row, index)
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, index)))
    return String(decoding: bytes, as: UTF8.self)
  }

  func blob(_ index: Int32) throws -> [UInt8] {
    guard sqlite3_column_type(row, index) == SQLITE_BLOB else { throw damage(at: index) }
    let start = sqlite3_column_blob(row, index)
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, index))))
  }

  /// Nil for NULL.
  func integerIfAny(_ index: Int32) throws -> Int64? { isNull(index) ? nil : try integer(index) }

  /// Nil for NULL.
  func textIfAny(_ index: Int32) throws -> String? { isNull(index) ? nil : try text(index) }

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
