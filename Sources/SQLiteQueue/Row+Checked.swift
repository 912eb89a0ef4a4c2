import GRDB
import Labeling

/// A row that does not hold what its table was made for.
///
/// The tables are STRICT and their columns NOT NULL, so only a damaged file has one, or one that another program wrote to.
struct DamagedRow: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// - Parameter index: the column of the cell at fault. Its value is not told: it is not for a terminal.
  init(cell index: Int, of row: Row) {
    description = "'\(Array(row.columnNames)[index])' is not what it must be in one of its rows"
  }
}

/// GRDB's own `row[0]` traps where a cell is NULL or of another type: a damaged file would end the program. In this room
/// these take their place, so that the compiler asks for a `try` at every cell that is read.
extension Row {
  subscript<Value: DatabaseValueConvertible>(_ index: Int) -> Value {
    get throws {
      do { return try decode(Value.self, atIndex: index) } catch { throw DamagedRow(cell: index, of: self) }
    }
  }

  subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) -> Value {
    get throws {
      do { return try decode(Value.self, atIndex: index) } catch { throw DamagedRow(cell: index, of: self) }
    }
  }

  /// A time, in microseconds of 1970; one that no calendar of ours can tell is none.
  func moment(_ index: Int) throws -> Timestamp {
    let microseconds: Int64 = try self[index]
    guard Self.moments.contains(microseconds) else { throw DamagedRow(cell: index, of: self) }
    return Timestamp(microseconds: microseconds)
  }

  /// The years 1 to 9999.
  private static let moments: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

  /// One of the words that a column may hold.
  func word<Word: RawRepresentable<String>>(_ index: Int) throws -> Word {
    guard let word = Word(rawValue: try self[index]) else { throw DamagedRow(cell: index, of: self) }
    return word
  }
}
