import GRDB
import GRDBSQLite
import Glibc
import Labeling
import Queue

/// What an error of SQLite or of the system means for whoever works here, and what they can do about it.
///
/// SQLite has one code for a file that may not be opened and for a process that has too many files open; only the
/// system's error number tells the two apart.
struct Refusal {
  let path: String
  /// The system's error number behind the failure (`sqlite3_system_errno`); 0 where it is not known.
  private let system: Int32
  private let db: Database?

  /// - Parameter db: the connection that failed; nil where there is none yet.
  init(path: String, on db: Database? = nil) {
    self.path = path
    self.db = db
    system = db.map { sqlite3_system_errno($0.sqliteConnection) } ?? 0
  }

  func error(_ error: any Error) -> QueueError {
    switch error {
    case let error as QueueError: error
    case let error as DamagedRow: .damaged(path: path, why: error.description)
    // GRDB's words would quote the row.
    case is RowDecodingError: .damaged(path: path, why: "one of its rows is not what it must be")
    case let error as DefinitionError:
      .unusableFile(
        path: path,
        why:
          "a published definition cannot be read: \(error) (update scholium if a newer one published it; else restore a backup)"
      )
    case let error as DatabaseError: translated(error)
    default: .broken("\(error)")
    }
  }

  /// What a call of our own on the database or a file beside it was refused with.
  static func error(opening path: String, system: Int32) -> QueueError {
    switch system {
    case EACCES, EPERM: .notPermitted(path: path)
    default: .cannotWrite(path: path, why: words(for: system))
    }
  }

  private func translated(_ error: DatabaseError) -> QueueError {
    switch error.resultCode {
    case .SQLITE_FULL: .cannotWrite(path: path, why: Self.words(for: ENOSPC))
    case .SQLITE_PERM, .SQLITE_AUTH: .notPermitted(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN: closed(error)
    case .SQLITE_IOERR where Self.isTelling.contains(system):
      .cannotWrite(path: path, why: Self.words(for: system))
    case .SQLITE_IOERR: .cannotWrite(path: path, why: "\(error.message ?? "disk I/O error") (\(Self.afterDiskFault))")
    case .SQLITE_NOMEM: .cannotWrite(path: path, why: Self.words(for: ENOMEM))
    // Everybody of ours waits in line, so this is somebody else, or a lock of ours that did not come off.
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      .busy(seconds: Connection.patience, holder: LogLock.holder(of: .writing, ofDatabaseAt: path))
    case .SQLITE_CORRUPT where db.map { DiskDoubt(db: $0).isTheDisk } ?? false:
      .cannotWrite(path: path, why: Self.words(for: EIO))
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, why: Self.line(error.message ?? "malformed"))
    // Every statement is tested against the schema of ours: this file has another one.
    case .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH, .SQLITE_RANGE, .SQLITE_TOOBIG:
      .damaged(path: path, why: Self.line(error.message ?? "its tables are not those that scholium makes"))
    default: .broken(error.description)
    }
  }

  /// A file that could not be opened, or not for writing. Asking again tells whether this account may.
  private func closed(_ error: DatabaseError) -> QueueError {
    for name in [path, path + "-wal", path + "-shm", DatabaseFile.parent(of: path)] where access(name, W_OK) != 0 {
      if errno != ENOENT { return Self.error(opening: name, system: errno) }
    }
    if Self.isTelling.contains(system) { return .cannotWrite(path: path, why: Self.words(for: system)) }
    let why = "\(error.message ?? "it cannot be opened"), although this account may write it"
    let remedy = "too few open files may be allowed, see `ulimit -n`, or the disk fails; what was confirmed is kept"
    return .cannotWrite(path: path, why: "\(why) (\(remedy))")
  }

  /// The first line of what SQLite says, which may quote pages of the file.
  static func line(_ message: String) -> String {
    let first = message.prefix { !$0.isNewline }
    return first.count > 120 ? first.prefix(120) + "…" : String(first)
  }

  /// Errors that say more than SQLite does.
  private static let isTelling: Set<Int32> = [ENOSPC, EDQUOT, EFBIG, EMFILE, ENFILE, ENOLCK, ENOMEM, EROFS]

  private static let afterDiskFault = "what was confirmed is kept; look at the disk, then try again"

  private static func words(for system: Int32) -> String {
    switch system {
    case ENOSPC: "the disk is full (make room and try again; what was confirmed is kept)"
    case EDQUOT: "the disk quota is used up (make room and try again; what was confirmed is kept)"
    case EFBIG: "it would grow beyond the file size limit (raise `ulimit -f`; what was confirmed is kept)"
    case EMFILE: "this process has too many open files (raise `ulimit -n`)"
    case ENFILE: "the machine has too many open files (close some programs, then try again)"
    case ENOLCK: "its file system gives no locks (use a local disk, or free locks, then try again)"
    case ENOMEM: "there is no memory left (close some programs, or raise `ulimit -v`, then try again)"
    case EROFS: "its file system is read-only (remount it for writing, or give another --queue)"
    default: "\(String(cString: strerror(system))) (\(afterDiskFault))"
    }
  }
}
