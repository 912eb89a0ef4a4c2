/// A cursor in one text, in scalars: the piece that it stands on, and the one that a selection began with. What lies
/// between them, both included, is selected.
struct TextCursor: Hashable, Sendable {
  /// The place of its text among those that can be marked.
  var text: Int
  private(set) var anchor: Range<Int>
  private(set) var head: Range<Int>

  init(text: Int, at piece: Range<Int>) {
    self.text = text
    anchor = piece
    head = piece
  }

  /// A cursor that selects whole characters, with its head at their end.
  ///
  /// - Parameter part: the piece around an offset.
  init(text: Int, selecting range: Range<Int>, by part: (Int) -> Range<Int>) {
    self.text = text
    anchor = part(range.lowerBound).clamped(to: range)
    head = part(range.upperBound - 1).clamped(to: range)
  }

  var range: Range<Int> {
    min(anchor.lowerBound, head.lowerBound)..<max(anchor.upperBound, head.upperBound)
  }

  /// True where more than the piece that it stands on is selected.
  var isExtended: Bool { anchor != head }
  var isBackwards: Bool { head.lowerBound < anchor.lowerBound }

  mutating func collapse() { anchor = head }

  /// Makes the start of the selection its moving end, and the other way round.
  mutating func turn() { swap(&anchor, &head) }

  /// Moves the head to a piece. Where the anchor is only a part of that piece, as it can be after characters were
  /// selected, the selection still begins with the anchor.
  mutating func extend(to piece: Range<Int>) {
    if piece.upperBound > anchor.upperBound {
      head = max(piece.lowerBound, anchor.lowerBound)..<piece.upperBound
    } else if piece.lowerBound < anchor.lowerBound {
      head = piece.lowerBound..<min(piece.upperBound, anchor.upperBound)
    } else {
      head = anchor
    }
  }

  /// Takes the next piece in, or gives the first one back where the head is before the anchor.
  mutating func extendRight(by pieces: Stops) {
    guard let next = pieces.first(endingAfter: head.upperBound) else {
      if isBackwards { head = anchor }
      return
    }
    if !isBackwards {
      head = max(next.lowerBound, anchor.lowerBound)..<next.upperBound
    } else if head.upperBound >= anchor.upperBound || next.lowerBound >= anchor.lowerBound {
      head = anchor
    } else {
      head = next.lowerBound..<min(next.upperBound, anchor.upperBound)
    }
  }

  /// Gives the last piece back, or takes the one before in where the head is not behind the anchor.
  mutating func extendLeft(by pieces: Stops) {
    let isForwards = head.upperBound > anchor.upperBound
    guard let before = pieces.last(startingBefore: head.lowerBound) else {
      if isForwards { head = anchor }
      return
    }
    if !isForwards {
      head = before.lowerBound..<min(before.upperBound, anchor.upperBound)
    } else if head.lowerBound <= anchor.lowerBound || before.upperBound <= anchor.upperBound {
      head = anchor
    } else {
      head = max(before.lowerBound, anchor.lowerBound)..<before.upperBound
    }
  }
}
