import GRDB
import GRDBSQLite
import Synchronization

@testable import SQLiteQueue

/// Makes SQLite's own calls on the files of one connection fail, as often as it is told to. One test at a time.
enum FailingDisk {
  enum Call { case sync, write, read }

  private struct Plan {
    var call: Call?
    var times = 0
  }

  private static let plan = Mutex(Plan())
  /// SQLite's methods, which all files of its default VFS share; copied once and never freed, since files point at them.
  nonisolated(unsafe) private static var real: UnsafePointer<sqlite3_io_methods>?

  /// - Parameter file: `SQLITE_FCNTL_FILE_POINTER` or `SQLITE_FCNTL_JOURNAL_POINTER`, which is the write-ahead log.
  static func fail(_ call: Call, times: Int, on file: Int32, of store: SQLiteStore) throws {
    plan.withLock { $0 = Plan(call: call, times: times) }
    try store.queue.inDatabase { db in
      var pointer: UnsafeMutablePointer<sqlite3_file>?
      _ = withUnsafeMutablePointer(to: &pointer) { sqlite3_file_control(db.sqliteConnection, "main", file, $0) }
      guard let pointer, let methods = pointer.pointee.pMethods else { return }
      if real == nil { real = methods }
      let failing = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
      failing.initialize(to: methods.pointee)
      failing.pointee.xSync = { file, flags in
        FailingDisk.isToFail(.sync) ? SQLITE_IOERR | 4 << 8 : FailingDisk.real?.pointee.xSync(file, flags) ?? 0
      }
      failing.pointee.xWrite = { file, bytes, count, offset in
        FailingDisk.isToFail(.write)
          ? SQLITE_IOERR | 3 << 8 : FailingDisk.real?.pointee.xWrite(file, bytes, count, offset) ?? 0
      }
      failing.pointee.xRead = { file, bytes, count, offset in
        // SQLITE_IOERR_CORRUPTFS, which is what a read that fails with EIO comes to.
        FailingDisk.isToFail(.read)
          ? SQLITE_IOERR | 33 << 8 : FailingDisk.real?.pointee.xRead(file, bytes, count, offset) ?? 0
      }
      pointer.pointee.pMethods = UnsafePointer(failing)
    }
  }

  /// How many of the failures were not met yet.
  static var left: Int { plan.withLock { $0.times } }

  private static func isToFail(_ call: Call) -> Bool {
    plan.withLock { plan in
      guard plan.call == call, plan.times > 0 else { return false }
      plan.times -= 1
      return true
    }
  }
}
