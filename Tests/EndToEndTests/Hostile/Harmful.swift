/// What bytes on their way to a terminal must never hold, whoever wrote them.
enum Harmful {
  /// A text with everything in it that has fooled terminals and their readers.
  static let text =
    "start \u{1B}]0;owned\u{07} \u{1B}]52;c;b3duZWQ=\u{1B}\\ \u{1B}[31mPWNED\u{1B}[0m \u{1B}[2J\u{1B}c \u{9B}31m \u{9D}0;x\u{9C}"
    + " \u{202E}desrever\u{202C} \u{2066}iso\u{2069} zero\u{200B}width\u{FEFF} tag\u{E0041}\u{E007F} nul\u{0} bell\u{7}"
    + " back\u{8}\u{8}\u{8} over\rwrite del\u{7F} line\u{2028}sep\u{85}next end"

  /// The first harmful scalar of text that holds no escape sequences of our own; nil if it is clean.
  static func first(in bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return "bytes that are not UTF-8" }
    let scalars = text.unicodeScalars
    guard let index = scalars.firstIndex(where: { isHarmful($0.value) }) else { return nil }
    let following = scalars[index...].prefix(8).map { $0.escaped(asASCII: true) }.joined()
    return "U+\(String(scalars[index].value, radix: 16)) in '\(following)'"
  }

  /// The same for bytes of the terminal layer: CSI sequences, character set selections, keypad modes, the colours as they
  /// were and the question for the background are its own.
  static func first(inTerminalBytes bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.contains(/\u{1B}\[[0-9;]*mPWNED/) { return "a colour of the data" }
    let rest = text.replacing(/\u{1B}(\[[0-9;?>]*[@-~]|[()][AB0]|[=>78M]|\]104\u{7}|\]11;\?\u{7})/, with: "")
    return first(in: Array(rest.filter { !["\u{8}", "\u{E}", "\u{F}", "\r", "\r\n"].contains($0) }.utf8))
  }

  private static func isHarmful(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0A: false
    case 0...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidi
    case 0x00AD, 0x200B...0x200D, 0x2060...0x2064, 0xFEFF: true  // nothing to see
    case 0x2028, 0x2029: true  // line ends of their own
    case 0xE0000...0xE007F: true  // tags
    default: false
    }
  }
}
