import GRDB
import GRDBSQLite
import Queue

/// Statements that are prepared once per connection, and bound, stepped and read by hand: on the way of every answer there
/// are forty of them, and GRDB's rows and arguments cost as much again as SQLite does.
extension Database {
  /// Runs a statement that returns nothing.
  func run<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws {
    try run(to: statement(sql, repeat each values))
  }

  /// The first row; nil where there is none.
  func row<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Cells? {
    let statement = try statement(sql, repeat each values)
    defer { sqlite3_reset(statement.sqliteStatement) }
    return try step(statement) ? Cells(of: statement) : nil
  }

  func rows<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> [Cells] {
    var rows: [Cells] = []
    try forEachRow(sql, repeat each values) {
      rows.append($0)
      return true
    }
    return rows
  }

  /// Reads row by row until the body returns false.
  func forEachRow<each Value: Bindable>(
    _ sql: String, _ values: repeat each Value, body: (Cells) throws -> Bool
  ) throws {
    let statement = try statement(sql, repeat each values)
    defer { sqlite3_reset(statement.sqliteStatement) }
    while try step(statement), try body(Cells(of: statement)) {}
  }

  /// The first cell of the first row; nil where there is no row, or NULL stands in it.
  func integer<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Int64? {
    try integer(of: statement(sql, repeat each values))
  }

  /// The same of a text.
  func string<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> String? {
    try row(sql, repeat each values)?[0]
  }

  /// Runs an INSERT and gives the key of the new row.
  func insert<each Value: Bindable>(_ sql: String, _ values: repeat each Value) throws -> Int64 {
    try run(sql, repeat each values)
    return lastInsertedRowID
  }

  /// A text that a key stands for.
  func text(_ sql: String, _ key: Int) throws -> String {
    guard let text = try string(sql, key) else { throw QueueError.broken("a text is missing") }
    return text
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

  /// A statement with its values, before its first row.
  ///
  /// - Parameter isShared: whether it is one that is prepared once. Nobody else may be reading it then.
  func statement<each Value: Bindable>(
    _ sql: String, _ values: repeat each Value, isShared: Bool = true
  ) throws -> Statement {
    let statement = try isShared ? cachedStatement(sql: sql) : makeStatement(sql: sql)
    // An error may have left it in the middle of its rows.
    sqlite3_reset(statement.sqliteStatement)
    var place: Int32 = 0
    for value in repeat each values {
      place += 1
      try bind(value, to: statement, at: place)
    }
    guard sqlite3_bind_parameter_count(statement.sqliteStatement) == place else {
      throw QueueError.broken("a statement wants other values than it was given")
    }
    return statement
  }

  func bind(_ value: some Bindable, to statement: Statement, at place: Int32) throws {
    let code = value.bind(to: statement.sqliteStatement, at: place)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  func run(to statement: Statement) throws {
    defer { sqlite3_reset(statement.sqliteStatement) }
    while try step(statement) {}
  }

  func integer(of statement: Statement) throws -> Int64? {
    defer { sqlite3_reset(statement.sqliteStatement) }
    guard try step(statement) else { return nil }
    switch sqlite3_column_type(statement.sqliteStatement, 0) {
    case SQLITE_INTEGER: return sqlite3_column_int64(statement.sqliteStatement, 0)
    case SQLITE_NULL: return nil
    default: return try Cells(of: statement)[0]
    }
  }

  /// True where there is a row, false at the end.
  func step(_ statement: Statement) throws -> Bool {
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

  /// - Parameter isShared: see `Database.statement`.
  init<each Value: Bindable>(
    _ sql: String, _ values: repeat each Value, on db: Database, isShared: Bool = false
  ) throws {
    self.db = db
    statement = try db.statement(sql, repeat each values, isShared: isShared)
  }

  deinit { sqlite3_reset(statement.sqliteStatement) }

  /// Nil at the end.
  func next() throws -> Cells? {
    guard !isAtEnd else { return nil }
    isAtEnd = try !db.step(statement)
    return isAtEnd ? nil : Cells(of: statement)
  }
}
