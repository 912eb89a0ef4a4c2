import GRDB
import GRDBSQLite
import Queue

/// A statement that runs once a row: found once, and given its values without collecting them first, which costs a
/// bulk of rows as much as SQLite's own part.
struct RepeatedStatement {
  private let db: Database
  private let statement: Statement

  private var pointer: OpaquePointer { statement.sqliteStatement }

  /// Of one transaction; nobody else may use a statement of the same text meanwhile.
  init(_ sql: String, on db: Database) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql)
    sqlite3_reset(pointer)
  }

  /// - Parameter place: of a `?`, from 1; what stands there stays for the runs that follow.
  func bind(_ value: Int64, at place: Int32) throws { try check(sqlite3_bind_int64(pointer, place, value)) }

  func bind(_ bytes: [UInt8], at place: Int32) throws { try check(Blob(bytes).bind(to: pointer, at: place)) }

  /// Runs a statement that returns nothing.
  func run() throws {
    defer { sqlite3_reset(pointer) }
    while try step() {}
  }

  /// The first cell of the first row, an integer; nil where there is no row.
  func integer() throws -> Int64? {
    defer { sqlite3_reset(pointer) }
    guard try step() else { return nil }
    return try Cells(of: statement)[0]
  }

  private func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
    }
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
