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
  let queue: DatabaseQueue
  let lock: FairLock
  /// Whether the process behind a session's mark still runs.
  let isRunning: @Sendable (String?) -> Bool
  let catalog = Mutex<Catalog?>(nil)
  let rules = RuleBook()
  /// Asked between the chunks of a back-fill; what it throws leaves the publish to be resumed.
  let interruption: @Sendable () throws(QueueError) -> Void
  private let log: WriteAheadLog
  private let identity: FileIdentity
  /// Seconds a writer waits in line before it says who holds the lock.
  let patience: Double

  /// Opens a queue.
  ///
  /// - Throws: `foreignFile`, `newerFile`, `unusableFile`, `cannotWrite`, `busy`; before any write to a file that is
  ///   not ours.
  public init(
    path: String, mode: Mode = .create, patience: Double = 60,
    isRunning: @escaping @Sendable (String?) -> Bool = ProcessMark.isRunning,
    interruption: @escaping @Sendable () throws(QueueError) -> Void = {}
  ) throws(QueueError) {
    self.path = path
    self.patience = patience
    self.isRunning = isRunning
    self.interruption = interruption
    let presence = try DatabaseFile.inspect(path)
    if presence == .absent, mode == .existing {
      throw .unusableFile(path: path, why: "there is no queue yet (scholium publish makes it)")
    }
    let lock = FairLock(besideDatabaseAt: path)
    self.lock = lock
    let log = WriteAheadLog()
    self.log = log
    do {
      (queue, identity) = try lock.withTurn(patience: patience) {
        let queue = try Connection.open(path: path, log: log, patience: patience)
        return (queue, try FileIdentity(path))
      }
    } catch {
      throw Self.translate(error, path: path)
    }
  }

  /// Closes the connection. The last one out makes a checkpoint, so this happens under the lock too.
  public func close() throws(QueueError) {
    do {
      try lock.withTurn(patience: patience) { try queue.close() }
    } catch {
      throw Self.translate(error, path: path)
    }
  }

  /// Runs one write transaction. The log is carried over under the same lock once it is long.
  func write<Result>(at moment: Timestamp, _ body: (Transaction) throws -> Result) throws(QueueError) -> Result {
    do {
      return try queue.unsafeReentrantWrite { db in
        try lock.withTurn(patience: patience) {
          // A file that was moved or removed would swallow the answer without an error.
          guard try FileIdentity(path) == identity else { throw FileIdentity.replaced(path) }
          let result = try Transaction.run(on: db, of: self, at: moment, body)
          try log.carryOverIfLong(db)
          return result
        }
      }
    } catch {
      throw Self.translate(error, path: path)
    }
  }

  public func read<Result>(_ body: (any QueueSnapshot) throws -> Result) throws -> Result {
    do {
      return try queue.read { db in try body(Snapshot(db: db, store: self)) }
    } catch let error as DatabaseError {
      throw Self.translate(error, path: path)
    }
  }

  static func translate(_ error: any Error, path: String) -> QueueError {
    switch error {
    case let error as QueueError: error
    case let error as DefinitionError: .unusableFile(path: path, why: error.description)
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_FULL: .cannotWrite(path: path, why: "the disk is full (make room; nothing unconfirmed was saved)")
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN: .notPermitted(path: path)
      case .SQLITE_IOERR: .cannotWrite(path: path, why: error.message ?? "input/output error")
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        .busy(seconds: Connection.patience, holder: LogLock.holder(of: .writing, ofDatabaseAt: path))
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, why: error.message ?? "malformed")
      default: .broken(error.description)
      }
    default: .broken("\(error)")
    }
  }
}
