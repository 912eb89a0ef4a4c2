/// A stretch of text on its way to become inlines, with what changes around it.
struct InlinePiece {
  /// How many of each look begin, or end where negative.
  struct Change {
    var emphasis = 0
    var strong = 0
    var link = 0
  }

  var text: [Unicode.Scalar]
  /// What it is by itself.
  var look: Markdown.Look
  /// True where text that follows needs a piece of its own.
  var isSealed: Bool
  var before = Change()
  var after = Change()

  init(_ text: [Unicode.Scalar], look: Markdown.Look = [], isSealed: Bool = false) {
    self.text = text
    self.look = look
    self.isSealed = isSealed || !look.isEmpty
  }

  static func append(_ scalar: Unicode.Scalar, to pieces: inout [InlinePiece]) {
    if let last = pieces.last, !last.isSealed {
      pieces[pieces.count - 1].text.append(scalar)
    } else {
      pieces.append(InlinePiece([scalar]))
    }
  }

  /// Takes the spaces at the end away, and says how many there were.
  @discardableResult
  static func trimEnd(of pieces: inout [InlinePiece]) -> Int {
    guard let last = pieces.last, !last.isSealed else { return 0 }
    var count = 0
    while pieces[pieces.count - 1].text.last == " " {
      pieces[pieces.count - 1].text.removeLast()
      count += 1
    }
    return count
  }

  /// Text of one look together; the looks are counted from piece to piece.
  static func inlines(_ pieces: [InlinePiece]) -> [Markdown.Inline] {
    var inlines: [Markdown.Inline] = []
    var open = Change()
    for piece in pieces {
      open += piece.before
      if !piece.text.isEmpty {
        var look = piece.look
        if open.emphasis > 0 { look.insert(.emphasis) }
        if open.strong > 0 { look.insert(.strong) }
        if open.link > 0 { look.insert(.link) }
        let text = String(String.UnicodeScalarView(piece.text))
        if let last = inlines.last, last.look == look, !look.contains(.code) {
          inlines[inlines.count - 1].text += text
        } else {
          inlines.append(Markdown.Inline(text: text, look: look))
        }
      }
      open += piece.after
    }
    return inlines
  }
}

extension InlinePiece.Change {
  fileprivate static func += (left: inout InlinePiece.Change, right: InlinePiece.Change) {
    left.emphasis += right.emphasis
    left.strong += right.strong
    left.link += right.link
  }
}
