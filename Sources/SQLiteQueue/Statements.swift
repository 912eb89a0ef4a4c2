import GRDB
import GRDBSQLite
import Queue

/// Statements that are prepared once per connection, and bound, stepped and read by hand: on the way of every answer there
/// are fifty of them, and GRDB's rows and arguments cost as much again as SQLite does.
///
/// Each can be asked with its values one by one, which are bound where they lie, or with `Bindings` that were collected.
extension Database {
  /// Runs a statement that returns nothing.
  func run<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws {
    try run(to: bound(sql, repeat each values))
  }

  /// The first row; nil where there is none.
  func row<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Cells? {
    try row(of: bound(sql, repeat each values))
  }

  func rows<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> [Cells] {
    try rows(of: bound(sql, repeat each values))
  }

  /// The first cell of the first row; nil where there is no row, or NULL stands in it.
  func integer<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Int64? {
    try integer(of: bound(sql, repeat each values))
  }

  /// The same of a text.
  func string<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> String? {
    try row(of: bound(sql, repeat each values))?[0]
  }

  /// Runs an INSERT and gives the key of the new row.
  func insert<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Int64 {
    try run(sql, repeat each values)
    return lastInsertedRowID
  }

  /// Runs a statement that returns nothing.
  func run(_ sql: String, _ bindings: Bindings) throws { try run(to: bound(sql, bindings)) }

  /// The first row; nil where there is none.
  func row(_ sql: String, _ bindings: Bindings) throws -> Cells? { try row(of: bound(sql, bindings)) }

  func rows(_ sql: String, _ bindings: Bindings) throws -> [Cells] { try rows(of: bound(sql, bindings)) }

  /// Reads row by row until the body returns false.
  func forEachRow(_ sql: String, _ bindings: Bindings, _ body: (Cells) throws -> Bool) throws {
    try forEachRow(of: bound(sql, bindings), body)
  }

  /// The first cell of the first row; nil where there is no row, or NULL stands in it.
  func integer(_ sql: String, _ bindings: Bindings) throws -> Int64? { try integer(of: bound(sql, bindings)) }

  /// The same of a text.
  func string(_ sql: String, _ bindings: Bindings) throws -> String? { try row(of: bound(sql, bindings))?[0] }

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

  // MARK: Binding and stepping

  private func run(to statement: Statement) throws {
    defer { sqlite3_reset(statement.sqliteStatement) }
    while try step(statement) {}
  }

  private func row(of statement: Statement) throws -> Cells? {
    defer { sqlite3_reset(statement.sqliteStatement) }
    return try step(statement) ? Cells(of: statement) : nil
  }

  private func rows(of statement: Statement) throws -> [Cells] {
    var rows: [Cells] = []
    try forEachRow(of: statement) {
      rows.append($0)
      return true
    }
    return rows
  }

  private func forEachRow(of statement: Statement, _ body: (Cells) throws -> Bool) throws {
    defer { sqlite3_reset(statement.sqliteStatement) }
    while try step(statement), try body(Cells(of: statement)) {}
  }

  private func integer(of statement: Statement) throws -> Int64? {
    defer { sqlite3_reset(statement.sqliteStatement) }
    guard try step(statement) else { return nil }
    switch sqlite3_column_type(statement.sqliteStatement, 0) {
    case SQLITE_INTEGER: return sqlite3_column_int64(statement.sqliteStatement, 0)
    case SQLITE_NULL: return nil
    default: return try Cells(of: statement)[0]
    }
  }

  private func bound<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Statement {
    let statement = try prepared(sql)
    var place: Int32 = 0
    var code = SQLITE_OK
    for value in repeat each values {
      place += 1
      code = value.bind(to: statement.sqliteStatement, at: place)
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
    try Bindings.check(place, wantedBy: statement.sqliteStatement)
    return statement
  }

  fileprivate func bound(_ sql: String, _ bindings: Bindings) throws -> Statement {
    let statement = try prepared(sql)
    try bindings.bind(to: statement.sqliteStatement)
    return statement
  }

  private func prepared(_ sql: String) throws -> Statement {
    let statement = try cachedStatement(sql: sql)
    // An error may have left it in the middle of its rows.
    sqlite3_reset(statement.sqliteStatement)
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
