import GRDB
import GRDBSQLite
import Glibc
import Queue

/// Opens a connection with the settings that the promises rest on, and reads each of them back.
enum Connection {
  /// Seconds. Writers wait in line at the fair lock; this covers those that do not know it, and a reader that meets
  /// recovery after a crash.
  static let patience = 10.0
  /// Between two attempts.
  private static let pause = 0.005

  /// Where a reader cannot get its lock, SQLite itself tries a hundred times with ever longer naps, ten seconds in all
  /// (`walTryBeginRead`). With naps of at most 50 ms a machine that stops giving locks is refused after three and a half.
  private static let shortenNaps: Void = {
    sqlite3_vfs_find(nil)?.pointee.xSleep = { _, microseconds in
      let nap = min(microseconds, 50_000)
      usleep(UInt32(max(0, nap)))
      return nap
    }
  }()

  /// Per connection; a database forgets them.
  private static let settings: [(pragma: String, value: Int64)] = [
    ("synchronous", 2),  // FULL: a commit survives power loss
    ("foreign_keys", 1),
    ("recursive_triggers", 1),  // or REPLACE slips past DELETE triggers
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("wal_autocheckpoint", 0),  // checkpoints happen under the fair lock only
  ]

  /// - Parameter patience: seconds that a migration waits for another process's checkpoint.
  static func open(
    path: String, lock: FairLock, log: WriteAheadLog, patience: Double
  ) throws -> DatabaseQueue {
    shortenNaps
    var configuration = Configuration()
    configuration.label = "queue"
    configuration.busyMode = .callback { attempts in
      // A lock that the kernel cannot give looks to SQLite like one that somebody holds.
      guard Double(attempts) * pause < Self.patience, (try? lock.checkThatLocksAreGiven()) != nil else { return false }
      usleep(UInt32(pause * 1e6))
      return true
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { db in
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      // Asked of SQLite, not of the file: a journal that the power left behind may just have taken its pages back.
      let isNew = try Int64.fetchOne(db, sql: "PRAGMA page_count") == 0
      if isNew { try db.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)") }
      guard try !migrations.hasBeenSuperseded(db) else { throw QueueError.newerFile(path: path) }
      if try String.fetchOne(db, sql: "PRAGMA journal_mode")?.lowercased() != "wal" {
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")?.lowercased() == "wal" else {
          throw QueueError.unusableFile(path: path, why: "SQLite could not turn its write-ahead log on")
        }
      }
      try applySettings(to: db)
      log.watch(db)
    }
    try migrate(queue, path: path, patience: patience)
    return queue
  }

  /// Brings an older or new file up to date, while nobody carries its log over.
  private static func migrate(_ queue: DatabaseQueue, path: String, patience: Double) throws {
    guard try !queue.read(migrations.hasCompletedMigrations) else { return }
    let lock = try queue.inDatabase { try LogLock(.carryingOver, of: $0) }
    guard try queue.inDatabase({ _ in try lock.take(within: patience) }) else {
      throw QueueError.busy(seconds: patience, holder: LogLock.holder(of: .carryingOver, ofDatabaseAt: path))
    }
    defer { queue.inDatabase { _ in lock.leave() } }
    try migrations.migrate(queue)
  }

  static func applySettings(to db: Database) throws {
    for (pragma, value) in settings {
      try db.execute(sql: "PRAGMA \(pragma) = \(value)")
      guard try Int64.fetchOne(db, sql: "PRAGMA \(pragma)") == value else {
        throw QueueError.broken("SQLite did not take \(pragma) = \(value)")
      }
    }
  }

  static let migrations: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { db in try db.execute(sql: SchemaV1.sql) }
    migrator.registerMigration("v2") { db in try db.execute(sql: SchemaV2.sql) }
    migrator.registerMigration("v3") { db in try db.execute(sql: SchemaV3.sql) }
    migrator.registerMigration("v4") { db in try db.execute(sql: SchemaV4.sql) }
    migrator.registerMigration("v5") { db in try db.execute(sql: SchemaV5.sql) }
    migrator.registerMigration("v6") { db in try db.execute(sql: SchemaV6.sql) }
    return migrator
  }()
}
