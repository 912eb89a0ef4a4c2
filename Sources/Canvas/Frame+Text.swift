extension Frame {
  /// The rows as plain text with trailing spaces cut off, joined by line breaks: what golden files hold.
  public var text: String {
    lines(cutting: " ") { row in row.map(\.text).joined() }
  }

  /// One role letter for each cell, with the letters of plain text cut off at the end of a row.
  public var styles: String {
    lines(cutting: Role.text.letter) { row in String(row.map(\.style.role.letter)) }
  }

  private func lines(cutting blank: Character, _ line: ([Cell]) -> String) -> String {
    (0..<size.rows).map { index in
      let text = line(row(index))
      return String(text[..<(text.lastIndex { $0 != blank }.map(text.index(after:)) ?? text.startIndex)])
    }.joined(separator: "\n")
  }
}
