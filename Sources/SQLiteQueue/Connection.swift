import GRDB
import Queue

/// Opens a connection with the settings that the promises rest on, and reads each of them back.
enum Connection {
  /// Per connection; a database forgets them.
  private static let settings: [(pragma: String, value: Int64)] = [
    ("synchronous", 2),  // FULL: a commit survives power loss
    ("foreign_keys", 1),
    ("recursive_triggers", 1),  // or REPLACE slips past DELETE triggers
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("wal_autocheckpoint", 0),  // checkpoints happen under the fair lock only
  ]

  static func open(path: String, isNew: Bool, log: WriteAheadLog) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "queue"
    // Writers wait in line at the fair lock; this covers a reader that meets recovery after a crash.
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { db in
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
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
    try migrations.migrate(queue)
    return queue
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
    return migrator
  }()
}
