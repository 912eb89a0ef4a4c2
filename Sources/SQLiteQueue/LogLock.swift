import GRDB
import GRDBSQLite
import Glibc
import Queue

/// SQLite's own locks on its write-ahead log, held for longer than SQLite holds them, so that a process that knows
/// nothing of the fair lock, such as an administrator's `sqlite3`, cannot carry the log over while we write, nor write
/// while we carry it over. That overlap is what SQLite before 3.51.3 can damage a database by (sqlite.org/wal.html, "The
/// WAL-Reset Bug"): a writer begins the log anew between a checkpointer's look at the header and its work.
///
/// The locks are taken through SQLite's file methods. A descriptor of our own would be in the way: closing it would drop
/// the locks that SQLite has on the file (fcntl(2), "Advisory record locking").
struct LogLock {
  /// In the `-shm` file (sqlite.org/walformat.html, "WAL Locks").
  enum Place: Int32 {
    /// Every writer holds it until its transaction ends.
    case writing = 0
    /// Every checkpointer of any mode holds it for all of its work; so does recovery.
    case carryingOver = 1

    var byte: Int { 120 + Int(rawValue) }
  }

  private let place: Place
  private let file: UnsafeMutablePointer<sqlite3_file>

  /// - Parameter db: a connection that has read the database already, or else its log is not open yet.
  init(_ place: Place, of db: Database) throws {
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK, let file
    else { throw QueueError.broken("SQLite does not say which file it has open") }
    self.place = place
    self.file = file
  }

  /// Takes it at once; false where somebody else holds it.
  func take() throws -> Bool {
    switch ask(SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE) {
    case SQLITE_OK: true
    case SQLITE_BUSY: false
    case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: "the log cannot be locked")
    }
  }

  /// Asks again and again for some seconds. There is no line to stand in: SQLite itself only ever asks.
  func take(within seconds: Double) throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while try !take() {
      guard ContinuousClock.now < end else { return false }
      usleep(100)
    }
    return true
  }

  func leave() { _ = ask(SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE) }

  /// Who holds it, of another process.
  static func holder(of place: Place, ofDatabaseAt path: String) -> String? {
    LockHolder.name(of: .range(holding: place.byte), on: path + "-shm")
  }

  private func ask(_ flags: Int32) -> Int32 {
    guard let methods = file.pointee.pMethods, methods.pointee.iVersion >= 2, let lock = methods.pointee.xShmLock else {
      return SQLITE_IOERR
    }
    return lock(file, place.rawValue, 1, flags)
  }
}

extension SQLiteStore {
  /// One write transaction during which nobody carries the log over.
  ///
  /// - Throws: `busy` where a checkpoint of another process does not end within the patience.
  func inWriteTransaction(_ db: Database, _ body: () throws -> Void) throws {
    let end = ContinuousClock.now + .seconds(patience)
    while true {
      let lock = try LogLock(.carryingOver, of: db)
      var isAlone = false
      defer { if isAlone { lock.leave() } }
      try db.inImmediateTransaction {
        // Not before: to begin may mean to recover the log, for which SQLite takes this lock itself.
        isAlone = try lock.take(within: 0.002)
        guard isAlone else { return false }
        try body()
        return true
      }
      if isAlone { return }
      guard ContinuousClock.now < end else {
        throw QueueError.busy(seconds: patience, holder: LogLock.holder(of: .carryingOver, ofDatabaseAt: path))
      }
      // A checkpointer that begins the log anew waits for writers while it holds the lock: let it have its turn.
      usleep(5000)
    }
  }
}
