import GRDB
import GRDBSQLite
import Labeling
import Queue
import Synchronization

/// The queue on SQLite: one file in WAL mode, shared by any number of processes of one host.
///
/// Every write takes the fair lock, then `BEGIN IMMEDIATE`, and has returned only after a commit with
/// `synchronous=FULL`. Nothing is open while the program waits for a person.
public final class SQLiteStore: QueueStore {
  public enum Mode: Sendable {
    /// Make the file where there is none.
    case create
    /// Only open what is there.
    case existing
  }

  let path: String
  private let folder: String
  let lock: FairLock
  /// Whether the process behind a session's mark still runs.
  let isRunning: @Sendable (String?) -> Bool
  let catalog = Mutex<Catalog?>(nil)
  let rules = RuleBook()
  /// The keys of the examples that were announced last. They never change.
  let announced = Mutex<[Digest: Int64]>([:])
  /// Asked between the chunks of a back-fill; what it throws leaves the publish to be resumed.
  let interruption: @Sendable () throws(QueueError) -> Void
  private let room: @Sendable (_ folder: String) -> DiskRoom?
  private let log: WriteAheadLog
  /// Nil after it was given up, until somebody needs one again.
  private let connection: Mutex<DatabaseQueue?>
  private let identity: FileIdentity
  private let mark: OpenFile
  /// Seconds a writer waits in line before it says who holds the lock.
  let patience: Double

  /// Opens a queue.
  ///
  /// - Parameter watcher: told of each turn with the lock as it ends.
  /// - Throws: `foreignFile`, `newerFile`, `unusableFile`, `cannotWrite`, `busy`; before any write to a file that is
  ///   not ours.
  public init(
    path: String, mode: Mode = .create, patience: Double = 60,
    isRunning: @escaping @Sendable (String?) -> Bool = ProcessMark.isRunning,
    room: (@Sendable (_ folder: String) -> DiskRoom?)? = nil,
    interruption: @escaping @Sendable () throws(QueueError) -> Void = {},
    watchingLock watcher: (@Sendable (LockTurn) -> Void)? = nil
  ) throws(QueueError) {
    self.path = path
    folder = DatabaseFile.parent(of: path)
    self.patience = patience
    self.isRunning = isRunning
    self.room = room ?? RoomWatch().room(ofFolder:)
    self.interruption = interruption
    let presence = try DatabaseFile.inspect(path)
    if presence == .absent, mode == .existing {
      throw .unusableFile(path: path, why: "there is no queue yet (scholium publish makes it)")
    }
    let lock = FairLock(besideDatabaseAt: path, watcher: watcher)
    self.lock = lock
    let log = WriteAheadLog()
    self.log = log
    func connect() throws(QueueError) -> (DatabaseQueue, FileIdentity) {
      do {
        return try lock.withTurn(patience: patience) {
          let queue = try Connection.open(path: path, lock: lock, log: log, patience: patience)
          return (queue, try FileIdentity(path))
        }
      } catch {
        throw Refusal(path: path).error(error)
      }
    }
    let opened: (DatabaseQueue, FileIdentity)
    do {
      opened = try connect()
    } catch {
      guard case .damaged = error else { throw error }
      // A read that fails while SQLite learns the schema looks to it like damage; nobody is to restore a backup for that.
      try DatabaseFile.readThrough(path)
      opened = try connect()
    }
    connection = Mutex(opened.0)
    identity = opened.1
    mark = OpenFile(opened.1)
  }

  /// Closes the connection. The last one out makes a checkpoint, so this happens under the lock too.
  public func close() throws(QueueError) {
    guard let queue = connection.withLock({ $0 }) else { return }
    do {
      try lock.withTurn(patience: patience) { try queue.close() }
    } catch {
      throw Refusal(path: path).error(error)
    }
  }

  /// The connection, made anew after one was given up.
  var queue: DatabaseQueue {
    get throws {
      try connection.withLock { held in
        if let held { return held }
        let new = try lock.withTurn(patience: patience) {
          guard try FileIdentity(path) == identity else { throw FileIdentity.replaced(path) }
          return try Connection.open(path: path, lock: lock, log: log, patience: patience)
        }
        held = new
        return new
      }
    }
  }

  private func isGivenUp(_ queue: DatabaseQueue) -> Bool { connection.withLock { $0 !== queue } }

  /// Lets go of a connection whose locks may not be what SQLite takes them for: an unlock that failed keeps a lock that
  /// nobody remembers, out of which only closing every descriptor helps (fcntl(2)). Whatever is asked next opens anew.
  ///
  /// Closing takes no turn: SQLite makes its last checkpoint under an exclusive lock, so only where nobody writes.
  private func giveUp(_ queue: DatabaseQueue) {
    connection.withLock { held in
      guard held === queue else { return }
      try? queue.close()
      held = nil
    }
  }

  /// Runs one write transaction. The log is carried over under the same lock once it is long, or room is short.
  func write<Result>(at moment: Timestamp, _ body: (Transaction) throws -> Result) throws(QueueError) -> Result {
    try write(at: moment, isLowOnRoom: roomLeft?.isLow ?? false, body)
  }

  /// - Parameters:
  ///   - isLowOnRoom: as `roomLeft` tells.
  ///   - carriesOver: false leaves the log to a turn that follows.
  func write<Result>(
    at moment: Timestamp, isLowOnRoom: Bool, carriesOver: Bool = true, _ body: (Transaction) throws -> Result
  ) throws(QueueError) -> Result {
    try use { queue in
      try queue.unsafeReentrantWrite { db in
        try lock.withTurn(patience: patience) {
          // A file that was moved or removed would swallow the answer without an error.
          guard try FileIdentity(path) == identity else { throw FileIdentity.replaced(path) }
          // A log that was carried over starts anew in the room that it has.
          if isLowOnRoom { log.carryOver(db) }
          let result = try Transaction.run(on: db, of: self, at: moment, body)
          if carriesOver { log.carryOverIfLong(db) }
          return result
        }
      }
    }
  }

  /// Runs a write transaction that brings new work, unless the disk's last room is needed for answers.
  func writeNewWork<Result>(at moment: Timestamp, _ body: (Transaction) throws -> Result) throws(QueueError) -> Result {
    if let room = roomLeft, room.isLow { throw room.refusal(for: path) }
    let result = try write(at: moment, isLowOnRoom: false, carriesOver: false, body)
    carryOverIfLong()
    return result
  }

  /// Carries the log over in a turn of its own, so that people get theirs between much work and this. What is committed
  /// is not lost where it fails.
  private func carryOverIfLong() {
    guard log.isLong else { return }
    try? use { queue in
      try queue.unsafeReentrantWrite { db in
        try lock.withTurn(patience: patience) {
          guard try FileIdentity(path) == identity else { throw FileIdentity.replaced(path) }
          log.carryOverIfLong(db)
        }
      }
    }
  }

  /// Nil where the kernel does not tell.
  var roomLeft: DiskRoom? { room(folder) }

  public func read<Result>(_ body: (any QueueSnapshot) throws -> Result) throws -> Result {
    // What the body throws of its own comes out as it is.
    let outcome: Swift.Result<Result, any Error> = try reading { db in
      do {
        return .success(try body(Snapshot(db: db, store: self)))
      } catch let error as DatabaseError {
        throw error
      } catch let error as QueueError {
        throw error
      } catch let error as DamagedRow {
        throw error
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// A single read.
  func reading<Result>(_ body: (Database) throws -> Result) throws(QueueError) -> Result {
    try lock.checkThatLocksAreGiven()
    // GRDB's own `read` sets and unsets query_only, after which SQLite compiles every prepared statement anew.
    return try use { queue in try queue.unsafeRead { db in try db.inSnapshot { try body(db) } } }
  }

  /// Does something with the connection, whose errors become ours. A connection that came to harm is given up.
  private func use<Result>(_ body: (DatabaseQueue) throws -> Result) throws(QueueError) -> Result {
    do {
      let queue = try self.queue
      do {
        return try body(queue)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE && isGivenUp(queue) {
        // Another thread gave it up while this one waited for it; nothing was begun.
        return try body(self.queue)
      } catch let error as DatabaseError {
        let refusal = queue.unsafeReentrantWrite { db in Refusal(path: path, on: db).error(error) }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL, .SQLITE_IOERR: giveUp(queue)
        default: break
        }
        throw refusal
      }
    } catch {
      throw judged(Refusal(path: path).error(error))
    }
  }

  /// What looks like a fault of ours is the file's where its rows break rules that no transaction of ours breaks.
  private func judged(_ error: QueueError) -> QueueError {
    guard case .broken = error, let queue = connection.withLock({ $0 }) else { return error }
    do {
      let findings = try queue.unsafeReentrantWrite { try Examination(db: $0, isThorough: false).findings() }
      guard let first = findings.first(where: { $0.severity == .error }) else { return error }
      return .damaged(path: path, why: Refusal.line(first.message))
    } catch {
      return Refusal(path: path).error(error)
    }
  }
}
