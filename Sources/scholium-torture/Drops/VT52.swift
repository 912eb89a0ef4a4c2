/// The screen of a DEC VT52, the simplest terminal that curses paints whole screens on: a cursor that goes anywhere, two
/// ways to erase, and no attributes (terminfo(5), `infocmp vt52`).
struct VT52 {
  static let name = "vt52"
  static let columns = 80
  static let rows = 24

  private enum Expected {
    case anything, command, row
    case column(row: Int)
    /// A sequence of later terminals, such as the one that marks pasted text: up to its final byte.
    case sequence
  }

  private var cells = Self.empty
  private var (row, column) = (0, 0)
  private var expected = Expected.anything
  /// Bytes of a character that is not complete yet.
  private var character: [UInt8] = []

  private static var empty: [[Character]] { (0..<rows).map { _ in emptyRow } }
  private static var emptyRow: [Character] { Array(repeating: " ", count: columns) }

  /// What stands there, row by row, without the empty ends.
  var text: [String] {
    cells.map { row in
      let end = row.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
      return String(row[..<end])
    }
  }

  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    switch expected {
    case .anything: write(byte)
    case .command: obey(byte)
    case .row: expected = .column(row: Int(byte) - 32)
    case .column(let newRow):
      (row, column) = (clamped(newRow, Self.rows), clamped(Int(byte) - 32, Self.columns))
      expected = .anything
    case .sequence: if (0x40...0x7E).contains(byte) { expected = .anything }
    }
  }

  private mutating func obey(_ byte: UInt8) {
    expected = .anything
    switch byte {
    case UInt8(ascii: "Y"): expected = .row
    case UInt8(ascii: "["): expected = .sequence
    case UInt8(ascii: "H"): (row, column) = (0, 0)
    case UInt8(ascii: "A"): row = max(0, row - 1)
    case UInt8(ascii: "B"): row = clamped(row + 1, Self.rows)
    case UInt8(ascii: "C"): column = clamped(column + 1, Self.columns)
    case UInt8(ascii: "D"): column = max(0, column - 1)
    case UInt8(ascii: "I"): goUp()
    case UInt8(ascii: "K"): eraseLine()
    case UInt8(ascii: "J"):
      eraseLine()
      for below in row + 1..<max(row + 1, Self.rows) { cells[below] = Self.emptyRow }
    // Keypad and graphics modes change nothing that is looked at.
    default: break
    }
  }

  private mutating func write(_ byte: UInt8) {
    switch byte {
    case 0x1B: expected = .command
    case 0x08: column = max(0, column - 1)
    case 0x09: column = clamped(column / 8 * 8 + 8, Self.columns)
    case 0x0A: goDown()
    case 0x0D: column = 0
    case 0..<0x20, 0x7F: break
    case 0x20..<0x7F: put(Character(Unicode.Scalar(byte)))
    default:
      character.append(byte)
      let length = character[0] >= 0xF0 ? 4 : character[0] >= 0xE0 ? 3 : 2
      guard character.count == length else { return }
      for one in String(decoding: character, as: UTF8.self) { put(one) }
      character = []
    }
  }

  private mutating func put(_ one: Character) {
    cells[row][column] = one
    column = clamped(column + 1, Self.columns)
  }

  private mutating func eraseLine() {
    for place in column..<Self.columns { cells[row][place] = " " }
  }

  private mutating func goDown() {
    if row + 1 < Self.rows {
      row += 1
      return
    }
    cells.removeFirst()
    cells.append(Self.emptyRow)
  }

  private mutating func goUp() {
    if row > 0 {
      row -= 1
      return
    }
    cells.removeLast()
    cells.insert(Self.emptyRow, at: 0)
  }

  private func clamped(_ place: Int, _ count: Int) -> Int { min(max(place, 0), count - 1) }
}
