import GRDB
import GRDBSQLite
import Queue

/// A statement that runs once a row: found once, and given only those values that are another row's.
struct RepeatedStatement {
  private let db: Database
  private let statement: Statement

  /// Of one transaction; nobody else may use a statement of the same text meanwhile.
  init(_ sql: String, on db: Database) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql)
    sqlite3_reset(statement.sqliteStatement)
  }

  /// - Parameter place: of a `?`, from 1; what stands there stays for the runs that follow.
  func bind(_ value: some Bindable, at place: Int32) throws { try db.bind(value, to: statement, at: place) }

  /// Runs a statement that returns nothing.
  func run() throws { try db.run(to: statement) }

  /// The first cell of the first row; nil where there is no row, or NULL stands in it.
  func integer() throws -> Int64? { try db.integer(of: statement) }
}
