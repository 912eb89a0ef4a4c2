/// Reads the inlines of one block: emphasis, code, links and the like (CommonMark 0.31.2, section 6).
///
/// One pass makes pieces of text; `Emphasis` then turns runs of `*` and `_` into changes of look at the pieces, so that
/// nothing nests and nothing is looked at twice.
struct InlineReader {
  /// Scalars of a link's target and title.
  static let longestTarget = 1000

  private struct Bracket {
    var piece: Int
    /// Delimiters that stand before it.
    var delimiters: Int
    var isImage: Bool
    var isActive = true
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var pieces: [InlinePiece] = []
  private var emphasis = Emphasis()
  private var brackets: [Bracket] = []
  private var codeEnds: CodeEnds
  private let lastCommentEnd: Int

  init(_ scalars: [Unicode.Scalar]) {
    // Spaces at the end of a block break nothing.
    self.scalars = Array(scalars[..<(scalars.lastIndex { $0 != " " && $0 != "\n" }.map { $0 + 1 } ?? 0)])
    codeEnds = CodeEnds(self.scalars)
    lastCommentEnd =
      self.scalars.indices.dropFirst(2).last { [scalars] in
        scalars[$0] == ">" && scalars[$0 - 1] == "-" && scalars[$0 - 2] == "-"
      } ?? -1
  }

  mutating func read() -> [Markdown.Inline] {
    while position < scalars.count { take(scalars[position]) }
    emphasis.settle(after: 0, in: &pieces)
    return InlinePiece.inlines(pieces)
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\\": escape()
    case "`": codeSpan()
    case "*", "_": delimiters(scalar)
    case "[": openBracket(isImage: false)
    case "!" where peek(1) == "[": openBracket(isImage: true)
    case "]": closeBracket()
    case "<": angle()
    case "&": entity()
    case "\n": lineBreak()
    default: text(scalar)
    }
  }

  private func peek(_ distance: Int) -> Unicode.Scalar? {
    scalars.indices.contains(position + distance) ? scalars[position + distance] : nil
  }

  private mutating func text(_ scalar: Unicode.Scalar, length: Int = 1) {
    InlinePiece.append(scalar, to: &pieces)
    position += length
  }

  private mutating func escape() {
    if peek(1) == "\n" {
      text("\n", length: 2)
    } else if let next = peek(1), next.isASCII, next.isPunctuation {
      text(next, length: 2)
    } else {
      text("\\")
    }
  }

  private mutating func lineBreak() {
    let spaces = InlinePiece.trimEnd(of: &pieces)
    if spaces >= 2 {
      text("\n")
    } else if let before = pieces.last?.text.last, let after = peek(1), before.isUnspaced, after.isUnspaced {
      // Chinese and Japanese have no spaces between words.
      position += 1
    } else {
      text(" ")
    }
  }

  private mutating func codeSpan() {
    let count = scalars[position...].prefix { $0 == "`" }.count
    guard let end = codeEnds.next(of: count, after: position + count) else {
      for _ in 0..<count { text("`") }
      return
    }
    var code = scalars[(position + count)..<end].map { $0 == "\n" ? " " : $0 }
    if code.first == " ", code.last == " ", code.contains(where: { $0 != " " }) {
      code = Array(code[1..<(code.count - 1)])
    }
    pieces.append(InlinePiece(code, look: .code))
    position = end + count
  }

  private mutating func delimiters(_ mark: Unicode.Scalar) {
    let end = scalars[position...].firstIndex { $0 != mark } ?? scalars.count
    let before = position > 0 ? scalars[position - 1] : nil
    let run = Emphasis.Run(
      mark: mark, count: end - position, piece: pieces.count, before: before,
      after: end < scalars.count ? scalars[end] : nil)
    pieces.append(InlinePiece(Array(scalars[position..<end]), isSealed: true))
    emphasis.append(run)
    position = end
  }
}

// Links and images.
extension InlineReader {
  private mutating func openBracket(isImage: Bool) {
    brackets.append(Bracket(piece: pieces.count, delimiters: emphasis.count, isImage: isImage))
    pieces.append(InlinePiece(isImage ? ["!", "["] : ["["], isSealed: true))
    position += isImage ? 2 : 1
  }

  private mutating func closeBracket() {
    guard let bracket = brackets.popLast(), bracket.isActive,
      let (target, end) = LinkTarget.read(scalars, at: position + 1, limit: Self.longestTarget)
    else {
      text("]")
      return
    }
    emphasis.settle(after: bracket.delimiters, in: &pieces)
    pieces[bracket.piece].text = []
    position = end
    guard !bracket.isImage else { return }
    append(linkTo: target, from: bracket.piece)
    // Links don't stand in links.
    for index in brackets.indices.reversed() where !brackets[index].isImage {
      if !brackets[index].isActive { break }
      brackets[index].isActive = false
    }
  }

  private mutating func append(linkTo target: [Unicode.Scalar], from first: Int) {
    pieces[first].after.link += 1
    let shown = pieces[first...].flatMap(\.text)
    var end = InlinePiece([], isSealed: true)
    end.before.link -= 1
    pieces.append(end)
    // A place in the same document leads nowhere here.
    let isTold = shown == target || Array("mailto:".unicodeScalars) + shown == target || target.first == "#"
    if !target.isEmpty, !isTold {
      pieces.append(InlinePiece(Array(" (".unicodeScalars) + target + [")"], look: .target))
    }
  }
}

// Autolinks, comments and entities.
extension InlineReader {
  private mutating func angle() {
    if let end = endOfComment() {
      position = end
    } else if let (target, end) = LinkTarget.automatic(scalars, at: position, limit: Self.longestTarget) {
      pieces.append(InlinePiece(target, look: .link))
      position = end
    } else if let end = LinkTarget.endOfBreak(scalars, at: position) {
      InlinePiece.trimEnd(of: &pieces)
      text("\n", length: end - position)
      while peek(0) == " " || peek(0) == "\n" { position += 1 }
    } else {
      text("<")
    }
  }

  private func endOfComment() -> Int? {
    guard scalars[position...].starts(with: "<!--".unicodeScalars), position + 4 <= lastCommentEnd else { return nil }
    var end = position + 4
    while end <= lastCommentEnd {
      if scalars[end] == ">", scalars[end - 1] == "-", scalars[end - 2] == "-" { return end + 1 }
      end += 1
    }
    return nil
  }

  private mutating func entity() {
    // The longest name that is read, and the end.
    let body = scalars[(position + 1)...].prefix(Entities.longest + 1)
    guard let end = body.firstIndex(of: ";"), let scalar = Entities.scalar(of: body[..<end]) else {
      text("&")
      return
    }
    text(scalar, length: end + 1 - position)
  }
}

/// Where runs of backquotes of each length stand, so that the end of a code span is not searched for again and again.
private struct CodeEnds {
  private var starts: [Int: [Int]] = [:]
  private var passed: [Int: Int] = [:]

  init(_ scalars: [Unicode.Scalar]) {
    var index = 0
    while index < scalars.count {
      guard scalars[index] == "`" else {
        index += 1
        continue
      }
      let end = scalars[index...].firstIndex { $0 != "`" } ?? scalars.count
      starts[end - index, default: []].append(index)
      index = end
    }
  }

  /// The start of the next run of `count` at or after a position; positions only grow.
  mutating func next(of count: Int, after position: Int) -> Int? {
    guard let starts = starts[count] else { return nil }
    var place = passed[count] ?? 0
    while place < starts.count, starts[place] < position { place += 1 }
    passed[count] = place
    return place < starts.count ? starts[place] : nil
  }
}

extension Unicode.Scalar {
  /// Punctuation in the sense of CommonMark: the categories P and S.
  var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      true
    default: false
    }
  }

  /// Ideographs, kana and their punctuation.
  fileprivate var isUnspaced: Bool {
    switch value {
    case 0x2E80...0x312F, 0x3190...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF9F, 0x20000...0x3FFFF: true
    default: false
    }
  }
}
