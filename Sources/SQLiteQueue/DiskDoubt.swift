import GRDB
import GRDBSQLite

/// Tells a damaged file from one that the disk would not give: SQLite calls a page damaged whose read failed with `EIO`
/// (`SQLITE_IOERR_CORRUPTFS`), and nobody should restore a backup for that.
struct DiskDoubt {
  let db: Database

  /// True where the disk is to blame: it does not give the file even now, or gives it whole.
  var isTheDisk: Bool {
    if !isReadable(SQLITE_FCNTL_FILE_POINTER) || !isReadable(SQLITE_FCNTL_JOURNAL_POINTER) { return true }
    return (try? String.fetchOne(db, sql: "PRAGMA quick_check(1)")) == "ok"
  }

  /// Reads through SQLite's own descriptors: closing another one would let go of its locks (fcntl(2)).
  private func isReadable(_ which: Int32) -> Bool {
    var pointer: UnsafeMutablePointer<sqlite3_file>?
    let asked = withUnsafeMutablePointer(to: &pointer) {
      sqlite3_file_control(db.sqliteConnection, "main", which, $0)
    }
    guard asked == SQLITE_OK, let file = pointer, let methods = file.pointee.pMethods?.pointee,
      let read = methods.xRead, let length = methods.xFileSize
    else { return true }
    var size: sqlite3_int64 = 0
    guard length(file, &size) == SQLITE_OK else { return false }
    var page = [UInt8](repeating: 0, count: 1 << 16)
    return stride(from: 0, to: size, by: page.count).allSatisfy { offset in
      let code = read(file, &page, Int32(min(Int64(page.count), size - offset)), offset)
      return code == SQLITE_OK
    }
  }
}
