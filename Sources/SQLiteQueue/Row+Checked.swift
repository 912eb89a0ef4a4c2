import GRDB

/// A row that does not hold what its table was made for.
///
/// The tables are STRICT and their columns NOT NULL, so only a damaged file has one, or one that another program wrote to.
struct DamagedRow: Error, CustomStringConvertible {
  let description: String

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

  /// One of the words that a column may hold.
  func word<Word: RawRepresentable<String>>(_ index: Int) throws -> Word {
    guard let word = Word(rawValue: try self[index]) else { throw DamagedRow(cell: index, of: self) }
    return word
  }
}
