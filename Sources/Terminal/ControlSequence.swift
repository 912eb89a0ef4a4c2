import Canvas

/// What came after `ESC [` before the byte that ends it (ECMA-48, 5.4).
struct ControlSequence: Hashable {
  /// Bytes that are kept; the longest that means something to us, a report of the mouse, has 18 at most.
  private static let limit = 24

  private var bytes: [UInt8] = []
  private var isWhole = true

  var isEmpty: Bool { bytes.isEmpty }

  /// Takes a byte from space to `?`.
  mutating func append(_ scalar: Unicode.Scalar) {
    guard bytes.count < Self.limit, let byte = UInt8(exactly: scalar.value) else {
      isWhole = false
      return
    }
    bytes.append(byte)
  }

  /// What it stands for with its last byte. Nothing where it tells of something that has no meaning here.
  func gestures(endingWith last: Unicode.Scalar) -> [Gesture] {
    guard isWhole else { return [.key(.unknown(27))] }
    if bytes.first == UInt8(ascii: "<"), last == "M" || last == "m", let fields = Self.numbers(bytes.dropFirst()),
      fields.count == 3
    {
      let report = MouseReport(code: fields[0], column: fields[1], row: fields[2], isRelease: last == "m")
      return report.pointer.map { [.pointer($0)] } ?? []
    }
    if bytes.first == UInt8(ascii: "?"), last == "c" { return [.reply(.attributes)] }
    return [.key(key(endingWith: last) ?? .unknown(27))]
  }

  private func key(endingWith last: Unicode.Scalar) -> Key? {
    if bytes.isEmpty { return Self.cursorKeys[last] }
    guard let fields = Self.numbers(bytes[...]), fields.count <= 2 else { return nil }
    let key = last == "~" ? Self.editingKeys[fields[0]] : fields == [1] || fields[0] != 1 ? nil : Self.cursorKeys[last]
    guard let key, fields.count == 2 else { return key }
    return (2...16).contains(fields[1]) && key != .backtab ? key.held(with: Modifiers(rawValue: fields[1] - 1)) : nil
  }

  /// What terminals send for these after `ESC [` or `ESC O`, whichever of the two their description names.
  static let cursorKeys: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backtab,
  ]

  /// The numbers before `~`: those of the VT220, and of rxvt.
  private static let editingKeys: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
  ]

  /// The sequences that this reader knows better than the descriptions of terminals do: some name a few of them, and
  /// each under a code of its own.
  static let all: [String] =
    (2...16).flatMap { held in
      "ABCDHF".map { "\u{1B}[1;\(held)\($0)" } + [3, 5, 6].map { "\u{1B}[\($0);\(held)~" }
    } + "abcd".flatMap { ["\u{1B}O\($0)", "\u{1B}[\($0)"] }

  /// Digits between semicolons; nil where anything else is among them. Numbers too large for any screen are cut.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    var numbers = [0]
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        numbers[numbers.count - 1] = min(numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0")), 1 << 16)
      case UInt8(ascii: ";"): numbers.append(0)
      default: return nil
      }
    }
    return numbers
  }
}
