import Canvas
import Labeling
import Text

// Words of one's own by lines.
extension PlainConversation {
  /// Bytes of an answer that goes on line after line: the longest that a question can allow has a million scalars.
  private static let mostWritten = 4 << 20

  /// A line takes the place of what was written, and answers; a backslash at its end goes on with another line. A colon
  /// before it gives a key instead, and two colons begin a text with one.
  mutating func write(_ line: String, _ told: inout [Displayable]) -> [Effect] {
    if line.hasPrefix(":"), !line.hasPrefix("::"), written.isEmpty {
      let words = PlainLine(String(line.dropFirst()))
      state.sheet?.isWriting = false
      defer { if state.request == nil, state.overlay == nil { state.sheet?.isWriting = true } }
      return words.isEmpty ? [] : command(words, &told)
    }
    if line.isEmpty, written.isEmpty { return state.act(on: .enter) }
    let text = line.hasPrefix("::") ? String(line.dropFirst()) : line
    if text.hasSuffix("\\") {
      guard written.reduce(text.utf8.count, { $0 + $1.utf8.count }) <= Self.mostWritten else {
        written = []
        state.notice = .hint("That is longer than any answer may be, so it was not taken: begin again.")
        return []
      }
      written.append(String(text.dropLast()))
      return []
    }
    let whole = (written + [text]).joined(separator: "\n")
    written = []
    guard state.replaceWords(with: whole) else { return [] }
    return state.act(on: .enter)
  }
}
