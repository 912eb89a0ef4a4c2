import Foundation
import GRDB
import GRDBSQLite

/// Bytes on their way into or out of a BLOB column.
struct Blob: DatabaseValueConvertible, StatementColumnConvertible, Sendable, Sequence {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(sqliteStatement: SQLiteStatement, index: CInt) {
    let count = Int(sqlite3_column_bytes(sqliteStatement, index))
    if count > 0, let start = sqlite3_column_blob(sqliteStatement, index) {
      bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    } else {
      bytes = []
    }
  }

  var databaseValue: DatabaseValue { Data(bytes).databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Blob? {
    Data.fromDatabaseValue(value).map { Blob(Array($0)) }
  }

  func makeIterator() -> IndexingIterator<[UInt8]> { bytes.makeIterator() }
}
