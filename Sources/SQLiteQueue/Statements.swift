import GRDB
import GRDBSQLite
import Queue

/// Statements that are prepared once per connection, and bound, stepped and read by hand: on the way of every answer there
/// are fifty of them, and GRDB's rows and arguments cost as much again as SQLite does.
extension Database {
  /// Runs a statement that returns nothing.
  func run(_ sql: String, _ bindings: Bindings = []) throws {
    let statement = try bound(sql, bindings)
    defer { sqlite3_reset(statement.sqliteStatement) }
    while try step(statement) {}
  }

  /// The first row; nil where there is none.
  func row(_ sql: String, _ bindings: Bindings = []) throws -> Cells? {
    let statement = try bound(sql, bindings)
    defer { sqlite3_reset(statement.sqliteStatement) }
    return try step(statement) ? Cells(of: statement) : nil
  }

  func rows(_ sql: String, _ bindings: Bindings = []) throws -> [Cells] {
    var rows: [Cells] = []
    try forEachRow(sql, bindings) {
      rows.append($0)
      return true
    }
    return rows
  }

  /// Reads row by row until the body returns false.
  func forEachRow(_ sql: String, _ bindings: Bindings, _ body: (Cells) throws -> Bool) throws {
    let statement = try bound(sql, bindings)
    defer { sqlite3_reset(statement.sqliteStatement) }
    while try step(statement), try body(Cells(of: statement)) {}
  }

  /// The first cell of the first row; nil where there is no row, or NULL stands in it.
  func integer(_ sql: String, _ bindings: Bindings = []) throws -> Int64? { try row(sql, bindings)?[0] }

  /// The same of a text.
  func string(_ sql: String, _ bindings: Bindings = []) throws -> String? { try row(sql, bindings)?[0] }

  /// A text that a key stands for.
  func text(_ sql: String, _ key: Int) throws -> String {
    guard let text = try string(sql, [key]) else { throw QueueError.broken("a text is missing") }
    return text
  }

  /// Runs an INSERT and gives the key of the new row.
  func insert(_ sql: String, _ bindings: Bindings) throws -> Int64 {
    try run(sql, bindings)
    return lastInsertedRowID
  }

  /// Runs a transaction that may write from its beginning on.
  ///
  /// - Parameter body: what it returns false for is taken back, as what it throws for is.
  func inImmediateTransaction(_ body: () throws -> Bool) throws {
    try run("BEGIN IMMEDIATE TRANSACTION")
    do {
      try run(try body() ? "COMMIT TRANSACTION" : "ROLLBACK TRANSACTION")
    } catch {
      // Some errors have taken it back already (sqlite.org/lang_transaction.html).
      if isInsideTransaction { try? run("ROLLBACK TRANSACTION") }
      throw error
    }
  }

  /// Reads the database as it stands at the first read, whatever is written meanwhile.
  func inSnapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try run("BEGIN DEFERRED TRANSACTION")
    defer { if isInsideTransaction { try? run("ROLLBACK TRANSACTION") } }
    return try body()
  }

  fileprivate func bound(_ sql: String, _ bindings: Bindings) throws -> Statement {
    let statement = try cachedStatement(sql: sql)
    // An error may have left it in the middle of its rows.
    sqlite3_reset(statement.sqliteStatement)
    try bindings.bind(to: statement.sqliteStatement)
    return statement
  }

  /// True where there is a row, false at the end.
  fileprivate func step(_ statement: Statement) throws -> Bool {
    switch sqlite3_step(statement.sqliteStatement) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: lastErrorMessage)
    }
  }
}

/// The rows of a statement, one after the other, while other statements run.
final class CellCursor {
  private let db: Database
  private let statement: Statement
  private var isAtEnd = false

  /// - Parameter isShared: whether the statement is one that is prepared once. Nobody else may be reading it then.
  init(_ sql: String, _ bindings: Bindings = [], on db: Database, isShared: Bool = false) throws {
    self.db = db
    statement = try isShared ? db.bound(sql, bindings) : db.makeStatement(sql: sql)
    if !isShared { try bindings.bind(to: statement.sqliteStatement) }
  }

  deinit { sqlite3_reset(statement.sqliteStatement) }

  /// Nil at the end.
  func next() throws -> Cells? {
    guard !isAtEnd else { return nil }
    isAtEnd = try !db.step(statement)
    return isAtEnd ? nil : Cells(of: statement)
  }
}
