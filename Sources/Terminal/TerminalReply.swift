import Canvas

/// What a terminal answers when it is asked about itself.
enum TerminalReply: Hashable {
  /// What it can do (DA1; ECMA-48, 8.3.24). All terminals answer this, so that nothing is waited for after it.
  case attributes
  /// The colour behind what has none of its own (OSC 11 of xterm's control sequences).
  case background(RGB)

  /// The question for the background, and the one that every terminal answers after it.
  static let question = "\u{1B}]11;?\u{7}\u{1B}[c"

  /// Reads what stood between `ESC ]` and its end. Nil where it is none of the answers that are asked for.
  init?(command: String) {
    let fields = command.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.count == 2, fields[0] == "11", let color = Self.color(fields[1]) else { return nil }
    self = .background(color)
  }

  /// A colour as XParseColor(3) reads it, and as terminals write it that know of opacity: `rgb:` and `rgba:` with one to
  /// four digits to a part.
  private static func color(_ text: Substring) -> RGB? {
    let halves = text.split(separator: ":", maxSplits: 1)
    guard halves.count == 2, let count = ["rgb": 3, "rgba": 4][String(halves[0])] else { return nil }
    let parts = halves[1].split(separator: "/", omittingEmptySubsequences: false).map(share)
    guard parts.count == count, let red = parts[0], let green = parts[1], let blue = parts[2] else { return nil }
    return RGB(red, green, blue)
  }

  /// A part of the most that its digits can say, 0...255.
  private static func share(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit), let part = Int(digits, radix: 16)
    else { return nil }
    return UInt8(part * 255 / (1 << (4 * digits.utf8.count) - 1))
  }
}
