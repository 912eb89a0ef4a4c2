import GRDB
import GRDBSQLite
import Queue

/// A value that takes the place of a `?` in a statement.
protocol Bindable {
  /// - Returns: SQLite's code.
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32
}

/// The values of a statement, in the order of their places.
struct Bindings: ExpressibleByArrayLiteral {
  private var values: [(any Bindable)?]

  init(arrayLiteral values: (any Bindable)?...) { self.values = values }

  static func + (left: Bindings, right: Bindings) -> Bindings {
    var all = left
    all.values += right.values
    return all
  }

  func bind(to statement: OpaquePointer) throws {
    try Self.check(Int32(values.count), wantedBy: statement)
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code = value?.bind(to: statement, at: place) ?? sqlite3_bind_null(statement, place)
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }

  static func check(_ count: Int32, wantedBy statement: OpaquePointer) throws {
    guard sqlite3_bind_parameter_count(statement) == count else {
      throw QueueError.broken("a statement wants other values than it was given")
    }
  }

  /// SQLite makes a copy of its own (sqlite3_bind_blob, SQLITE_TRANSIENT).
  fileprivate static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

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
        guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, place, "", 0, Bindings.copied) }
        return sqlite3_bind_text(statement, place, start, Int32(bytes.count), Bindings.copied)
      }
    }
  }
}

extension Blob: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, place, 0) }
    return bytes.withUnsafeBytes {
      sqlite3_bind_blob(statement, place, $0.baseAddress, Int32($0.count), Bindings.copied)
    }
  }
}
