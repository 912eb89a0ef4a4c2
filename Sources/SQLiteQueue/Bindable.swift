import GRDBSQLite

/// A value that takes the place of a `?` in a statement.
protocol Bindable {
  /// - Returns: SQLite's code.
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32
}

/// SQLite makes a copy of its own (sqlite3_bind_blob, SQLITE_TRANSIENT).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Optional: Bindable where Wrapped: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    self?.bind(to: statement, at: place) ?? sqlite3_bind_null(statement, place)
  }
}

extension Int64: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 { sqlite3_bind_int64(statement, place, self) }
}

extension Int: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 { sqlite3_bind_int64(statement, place, Int64(self)) }
}

extension Bool: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 { sqlite3_bind_int(statement, place, self ? 1 : 0) }
}

extension String: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        // Of an empty text there is no address, which SQLite would take for NULL.
        guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, place, "", 0, copied) }
        return sqlite3_bind_text(statement, place, start, Int32(bytes.count), copied)
      }
    }
  }
}

extension Blob: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, place, 0) }
    return bytes.withUnsafeBytes {
      sqlite3_bind_blob(statement, place, $0.baseAddress, Int32($0.count), copied)
    }
  }
}
