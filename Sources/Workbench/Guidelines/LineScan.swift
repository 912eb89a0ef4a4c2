/// What a line of Markdown starts with. Lines have no tabs any more.
enum LineScan {
  typealias Scalars = ArraySlice<Unicode.Scalar>

  private static let tabStop = 4

  /// Lines without their ends (LF, CR LF or CR), tabs as spaces.
  static func lines(of text: [Unicode.Scalar]) -> [Scalars] {
    var lines: [Scalars] = []
    var line: [Unicode.Scalar] = []
    for (index, scalar) in text.enumerated() {
      switch scalar {
      case "\n" where index > 0 && text[index - 1] == "\r": break
      case "\n", "\r":
        lines.append(line[...])
        line = []
      case "\t": line += repeatElement(" ", count: tabStop - line.count % tabStop)
      default: line.append(scalar)
      }
    }
    if !line.isEmpty { lines.append(line[...]) }
    return lines
  }

  static func indent(_ line: Scalars) -> Int { (line.firstIndex { $0 != " " } ?? line.endIndex) - line.startIndex }
  static func isBlank(_ line: Scalars) -> Bool { line.allSatisfy { $0 == " " } }

  /// What follows the mark of a quote.
  static func quote(_ line: Scalars) -> Scalars? {
    let indent = indent(line)
    let body = line.dropFirst(indent)
    guard indent < 4, body.first == ">" else { return nil }
    let inner = body.dropFirst()
    return inner.first == " " ? inner.dropFirst() : inner
  }

  struct Item {
    var marker: Markdown.Marker
    /// Columns from the start of the line to the item's text.
    var indent: Int
    var rest: Scalars
    /// True where the item may follow the line of a paragraph.
    var mayInterrupt: Bool
  }

  /// A list item with up to nine digits, or a bullet.
  static func item(_ line: Scalars) -> Item? {
    let body = line.drop { $0 == " " }
    guard let first = body.first else { return nil }
    let marker: Markdown.Marker
    let width: Int
    if first == "-" || first == "*" || first == "+" {
      (marker, width) = (.bullet, 1)
    } else {
      let digits = body.prefix(10).prefix { ("0"..."9").contains($0) }
      let end = body.dropFirst(digits.count).first
      guard (1...9).contains(digits.count), let end, end == "." || end == ")" else { return nil }
      let number = digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
      (marker, width) = (.number(number, end), digits.count + 1)
    }
    let after = body.dropFirst(width)
    guard after.isEmpty || after.first == " " else { return nil }
    let isFirst = if case .number(let number, _) = marker { number == 1 } else { true }
    if isBlank(after) {
      return Item(
        marker: marker, indent: body.startIndex - line.startIndex + width + 1, rest: [], mayInterrupt: false)
    }
    // What is indented by five and more is a code block in the item.
    let spaces = indent(after) > 4 ? 1 : indent(after)
    return Item(
      marker: marker, indent: body.startIndex - line.startIndex + width + spaces, rest: after.dropFirst(spaces),
      mayInterrupt: isFirst)
  }

  static func isThematicBreak(_ line: Scalars) -> Bool {
    guard indent(line) < 4, let mark = line.first(where: { $0 != " " }), mark == "*" || mark == "-" || mark == "_"
    else { return false }
    var count = 0
    for scalar in line {
      if scalar == mark { count += 1 } else if scalar != " " { return false }
    }
    return count >= 3
  }

  /// The level of the heading that a line makes of the paragraph above it.
  static func underline(_ line: Scalars) -> Int? {
    guard indent(line) < 4 else { return nil }
    let body = line.drop { $0 == " " }
    guard let mark = body.first, mark == "=" || mark == "-" else { return nil }
    return isBlank(body.drop { $0 == mark }) ? (mark == "=" ? 1 : 2) : nil
  }

  static func heading(_ line: Scalars) -> (level: Int, text: Scalars)? {
    let body = line.drop { $0 == " " }
    let level = body.prefix(7).prefix { $0 == "#" }.count
    let after = body.dropFirst(level)
    guard indent(line) < 4, (1...6).contains(level), after.isEmpty || after.first == " " else { return nil }
    var text = trimmed(after)
    let open = text.lastIndex { $0 != "#" }.map { text.index(after: $0) } ?? text.startIndex
    // Closing marks need a space before them.
    if open == text.startIndex || text[open - 1] == " " { text = trimmed(text[..<open]) }
    return (level, text)
  }

  struct Fence {
    var mark: Unicode.Scalar
    var count: Int
    /// True where nothing follows, so that it can close.
    var isBare: Bool
  }

  static func fence(_ line: Scalars) -> Fence? {
    let body = line.drop { $0 == " " }
    guard indent(line) < 4, let mark = body.first, mark == "`" || mark == "~" else { return nil }
    let info = body.drop { $0 == mark }
    let count = info.startIndex - body.startIndex
    guard count >= 3, mark == "~" || !info.contains("`") else { return nil }
    return Fence(mark: mark, count: count, isBare: isBlank(info))
  }

  static func opensComment(_ line: Scalars) -> Bool {
    let body = line.drop { $0 == " " }
    return body.starts(with: "<!--".unicodeScalars) && endOfComment(in: body.dropFirst(4)) == nil
  }

  /// The index after the first `-->`.
  static func endOfComment(in line: Scalars) -> Int? {
    line.indices.dropFirst(2).first { line[$0] == ">" && line[$0 - 1] == "-" && line[$0 - 2] == "-" }.map { $0 + 1 }
  }

  /// True for a line that starts a leaf other than a paragraph.
  static func startsLeaf(_ line: Scalars) -> Bool {
    isThematicBreak(line) || heading(line) != nil || fence(line) != nil
  }

  static func trimmed(_ line: Scalars) -> Scalars {
    let start = line.drop { $0 == " " }
    return start[..<(start.lastIndex { $0 != " " }.map { $0 + 1 } ?? start.startIndex)]
  }
}
