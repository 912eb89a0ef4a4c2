/// What comes after `ESC` and one of `] P _ ^ X` until BEL or `ESC \` (ECMA-48, 5.6): orders to a terminal, and its answers.
struct ControlString: Hashable {
  /// Characters that are kept; the longest that means something to us, a colour, has 27.
  private static let limit = 64

  /// The character that began it.
  let opening: Unicode.Scalar
  private var text = ""
  private var length = 0
  /// True after an Escape, which may be the start of its end.
  private var isEnding = false

  init(opening: Unicode.Scalar) { self.opening = opening }

  var isEmpty: Bool { length == 0 }

  /// What it answers; nil where it is no answer.
  var reply: TerminalReply? {
    // The Escape that begins its end is no part of it.
    opening == "]" && length <= Self.limit
      ? TerminalReply(command: String(isEnding ? text.dropLast() : text[...])) : nil
  }

  /// - Returns: true where the character ends it.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\u{7}" || isEnding && scalar == "\\" { return true }
    isEnding = scalar == "\u{1B}"
    length += 1
    if length <= Self.limit { text.unicodeScalars.append(scalar) }
    return false
  }
}
