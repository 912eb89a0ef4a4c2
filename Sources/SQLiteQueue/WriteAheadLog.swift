import GRDB
import GRDBSQLite
import Synchronization

/// Knows how long the write-ahead log is, and carries it over into the database under the writer's lock.
final class WriteAheadLog: Sendable {
  /// Pages after which a commit is followed by a checkpoint, SQLite's own default (sqlite.org/wal.html).
  private static let longEnough = 1000

  private let pages = Atomic<Int>(0)

  /// Takes the place of SQLite's automatic checkpoints, which would run without the lock.
  func watch(_ db: Database) {
    sqlite3_wal_hook(
      db.sqliteConnection,
      { log, _, _, pages in
        if let log {
          Unmanaged<WriteAheadLog>.fromOpaque(log).takeUnretainedValue().pages.store(
            Int(pages), ordering: .relaxed)
        }
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// As the last commit left it.
  var isLong: Bool { pages.load(ordering: .relaxed) >= Self.longEnough }

  /// Called after a commit, with the lock held.
  func carryOverIfLong(_ db: Database) {
    if isLong { carryOver(db) }
  }

  /// Called with the lock held. A writer that is none of ours or a reader in the way leaves the rest for the next time,
  /// and so does a disk that fails: what is committed is safe in the log, and must not be reported as lost.
  func carryOver(_ db: Database) {
    guard let lock = try? LogLock(.writing, of: db), (try? lock.take()) == true else { return }
    defer { lock.leave() }
    if (try? db.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")) != nil { pages.store(0, ordering: .relaxed) }
  }
}
