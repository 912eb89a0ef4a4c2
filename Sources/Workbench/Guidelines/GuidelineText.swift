import Text

/// `guidelines.md` as passages: headings stand out, and paragraphs are wrapped to the screen instead of the file.
///
/// Everything else of Markdown is shown as it was written.
struct GuidelineText {
  private(set) var passages: [Passage] = []
  /// Lines of the body that is being read.
  private var lines: [Substring] = []
  private var isFenced = false

  init(_ markdown: String) {
    // CR LF is one character.
    let lines = markdown.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for line in lines { take(line) }
    finishBody()
  }

  private mutating func take(_ line: Substring) {
    let isFence = line.hasPrefix("```")
    if isFence { isFenced.toggle() }
    if !isFenced, !isFence, let title = Self.heading(line) {
      finishBody()
      passages.append(Passage(kind: .heading(beside: nil), text: Displayable(String(title)).oneLine))
    } else if !isFenced, !isFence, continues(line) {
      let last = lines.removeLast()
      lines.append(last.trimmingEnd() + " " + line.drop(while: \.isWhitespace))
    } else {
      lines.append(line)
    }
  }

  /// True for a line that goes on with the paragraph or the list item before it.
  private func continues(_ line: Substring) -> Bool {
    guard let last = lines.last, !Self.isBlank(last), !last.hasPrefix("```"), !last.hasPrefix("|") else { return false }
    let text = line.drop(while: \.isWhitespace)
    guard let first = text.first else { return false }
    let isItem = "-*+>|".contains(first) || text.prefix { $0.isNumber }.count > 0 && text.contains(". ")
    return !isItem
  }

  private mutating func finishBody() {
    while let last = lines.last, Self.isBlank(last) { lines.removeLast() }
    let body = lines.drop(while: Self.isBlank).joined(separator: "\n")
    lines = []
    if !body.isEmpty { passages += Passage.body(body) }
  }

  private static func heading(_ line: Substring) -> Substring? {
    let marks = line.prefix { $0 == "#" }.count
    guard (1...6).contains(marks), line.dropFirst(marks).first == " " else { return nil }
    return line.dropFirst(marks + 1)
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
}

extension Substring {
  fileprivate func trimmingEnd() -> Substring {
    self[..<(lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex)]
  }
}
