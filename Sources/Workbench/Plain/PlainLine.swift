/// A line that was typed, as words.
struct PlainLine {
  let text: Substring
  let words: [Substring]

  init(_ line: String) {
    let end = line.lastIndex { !$0.isWhitespace }.map(line.index(after:)) ?? line.startIndex
    text = line[..<end].drop(while: \.isWhitespace)
    words = text.split(whereSeparator: \.isWhitespace)
  }

  var isEmpty: Bool { words.isEmpty }

  /// What stands after the first character.
  var afterFirstCharacter: String { String(text.dropFirst().drop(while: \.isWhitespace)) }

  /// What stands after the first word, exactly as it was typed.
  var afterFirstWord: String {
    words.first.map { String(text.dropFirst($0.count).drop(while: \.isWhitespace)) } ?? ""
  }
}
