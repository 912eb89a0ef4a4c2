import GRDB
import GRDBSQLite
import Labeling

/// A row that does not hold what its table was made for.
///
/// The tables are STRICT and their columns NOT NULL, so only a damaged file has one, or one that another program wrote to.
struct DamagedRow: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  static func column(_ name: String) -> DamagedRow {
    DamagedRow("'\(name)' is not what it must be in one of its rows")
  }
}

/// A row that was read. A cell that does not hold what its table was made for is an error, never a guess.
struct Cells {
  enum Cell {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
  }

  private let cells: [Cell]
  private let statement: Statement

  /// The row that a statement stands on.
  init(of statement: Statement) {
    self.statement = statement
    let row = statement.sqliteStatement
    let count = Int(sqlite3_column_count(row))
    cells = [Cell](unsafeUninitializedCapacity: count) { cells, initialized in
      for index in 0..<count { cells.initializeElement(at: index, to: Cell(row, Int32(index))) }
      initialized = count
    }
  }

  subscript<Value: Readable>(_ index: Int) -> Value {
    get throws {
      guard let value = Value(cells[index]) else { throw damage(at: index) }
      return value
    }
  }

  /// A number of things, which others are added to: one that no queue comes near is damage, and would overflow.
  func count(_ index: Int) throws -> Int {
    let count: Int = try self[index]
    guard count.magnitude < 1 << 48 else { throw damage(at: index) }
    return count
  }

  /// Whatever stands there, for those who look into damaged files.
  func cell(_ index: Int) -> Cell { cells[index] }

  /// A time, in microseconds of 1970; one that no calendar of ours can tell is none.
  func moment(_ index: Int) throws -> Timestamp {
    guard let moment = Timestamp(stored: try self[index]) else { throw damage(at: index) }
    return moment
  }

  /// One of the words that a column may hold.
  func word<Word: RawRepresentable<String>>(_ index: Int) throws -> Word {
    guard let word = Word(rawValue: try self[index]) else { throw damage(at: index) }
    return word
  }

  /// The value is not told: it is not for a terminal.
  func damage(at index: Int) -> DamagedRow { .column(statement.columnNames[index]) }
}

extension Timestamp {
  /// The years 1 to 9999.
  private static let ofOurCalendar: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

  /// A moment as a column holds it, in microseconds of 1970; nil for one that no calendar of ours can tell.
  init?(stored microseconds: Int64) {
    guard Self.ofOurCalendar.contains(microseconds) else { return nil }
    self.init(microseconds: microseconds)
  }
}

/// What stands in a column of the row that a statement stands on, where it is known to be of that kind.
enum Column {
  static func text(_ row: OpaquePointer, _ index: Int32) -> String {
    let start = sqlite3_column_text(row, index)
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, index)))
    return String(decoding: bytes, as: UTF8.self)
  }

  static func blob(_ row: OpaquePointer, _ index: Int32) -> [UInt8] {
    withBlob(row, index) { Array($0) }
  }

  /// Lends the bytes where SQLite has them.
  static func withBlob<Result>(_ row: OpaquePointer, _ index: Int32, _ body: (UnsafeRawBufferPointer) -> Result)
    -> Result
  {
    let start = sqlite3_column_blob(row, index)
    return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, index))))
  }
}

extension Cells.Cell {
  fileprivate init(_ row: OpaquePointer, _ index: Int32) {
    switch sqlite3_column_type(row, index) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(row, index))
    case SQLITE_FLOAT: self = .real(sqlite3_column_double(row, index))
    case SQLITE_TEXT: self = .text(Column.text(row, index))
    case SQLITE_BLOB: self = .blob(Column.blob(row, index))
    default: self = .null
    }
  }
}

extension Cells.Cell: CustomStringConvertible {
  var description: String {
    switch self {
    case .null: "NULL"
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let value): "\"\(value)\""
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }
}

extension Cells.Cell {
  /// Nil where something else stands.
  var words: String? { String(self) }
  /// Nil where something else stands.
  var number: Int64? { Int64(self) }
}

/// What a cell is read as.
protocol Readable {
  /// Nil for a cell that holds something else.
  init?(_ cell: Cells.Cell)
}

extension Int64: Readable {
  init?(_ cell: Cells.Cell) {
    guard case .integer(let value) = cell else { return nil }
    self = value
  }
}

extension Int: Readable {
  init?(_ cell: Cells.Cell) {
    guard case .integer(let value) = cell else { return nil }
    self.init(exactly: value)
  }
}

extension Bool: Readable {
  init?(_ cell: Cells.Cell) {
    guard case .integer(let value) = cell else { return nil }
    self = value != 0
  }
}

extension String: Readable {
  init?(_ cell: Cells.Cell) {
    guard case .text(let value) = cell else { return nil }
    self = value
  }
}

extension Blob: Readable {
  init?(_ cell: Cells.Cell) {
    guard case .blob(let value) = cell else { return nil }
    self.init(value)
  }
}

extension Optional: Readable where Wrapped: Readable {
  init?(_ cell: Cells.Cell) {
    if case .null = cell {
      self = .none
    } else {
      guard let value = Wrapped(cell) else { return nil }
      self = .some(value)
    }
  }
}
