import Text

// Going through the text.
extension Marking {
  /// To the next piece, over the end of a text into the one after it.
  mutating func right() {
    if isHeld { return extendRight() }
    let unit = unit
    move { cursor, texts in
      if let next = texts[cursor.text].pieces(unit).first(startingAfter: cursor.head.lowerBound) {
        cursor = TextCursor(text: cursor.text, at: next)
      } else if let later = texts.indices.first(where: { $0 > cursor.text && !texts[$0].pieces(unit).isEmpty }),
        let first = texts[later].pieces(unit).first
      {
        cursor = TextCursor(text: later, at: first)
      } else {
        cursor.collapse()
      }
    }
  }

  /// To the piece before, over the start of a text into the one before it.
  mutating func left() {
    if isHeld { return extendLeft() }
    let unit = unit
    move { cursor, texts in
      if let before = texts[cursor.text].pieces(unit).last(startingBefore: cursor.head.lowerBound) {
        cursor = TextCursor(text: cursor.text, at: before)
      } else if let earlier = texts.indices.last(where: { $0 < cursor.text && !texts[$0].pieces(unit).isEmpty }),
        let last = texts[earlier].pieces(unit).last
      {
        cursor = TextCursor(text: earlier, at: last)
      } else {
        cursor.collapse()
      }
    }
  }

  /// The anchor stays, the head goes a piece on; behind the anchor that makes the selection shorter.
  mutating func extendRight() {
    let unit = unit
    move { $0.extendRight(by: $1[$0.text].pieces(unit)) }
  }

  mutating func extendLeft() {
    let unit = unit
    move { $0.extendLeft(by: $1[$0.text].pieces(unit)) }
  }

  /// Puts the cursor on the piece at an offset, or the nearest one.
  mutating func select(_ field: String, at offset: ScalarOffset) {
    guard let index = texts.firstIndex(where: { $0.field == field }),
      let piece = texts[index].pieces(unit).nearest(to: offset.rawValue)
    else { return }
    move { cursor, _ in cursor = TextCursor(text: index, at: piece) }
  }

  /// Takes everything up to the piece at an offset of the same text into the selection.
  mutating func extend(to offset: ScalarOffset) {
    let unit = unit
    move { cursor, texts in
      if let piece = texts[cursor.text].pieces(unit).nearest(to: offset.rawValue) { cursor.extend(to: piece) }
    }
  }

  /// Goes to an offset as movements do: extending where the selection is held, which stays in its text.
  mutating func go(to field: String, at offset: ScalarOffset) {
    guard isHeld else { return select(field, at: offset) }
    if field == selection?.field { extend(to: offset) }
  }

  /// Goes to the first piece of a stretch of the cursor's text, such as a line.
  mutating func goToStart(of range: Range<ScalarOffset>) {
    goToPiece(in: range) { $0.first(endingAfter: range.lowerBound.rawValue) }
  }

  mutating func goToEnd(of range: Range<ScalarOffset>) {
    goToPiece(in: range) { $0.last(startingBefore: range.upperBound.rawValue) }
  }

  private mutating func goToPiece(in range: Range<ScalarOffset>, _ find: (Stops) -> Range<Int>?) {
    guard let cursor, let piece = find(texts[cursor.text].pieces(unit)),
      piece.overlaps(range.lowerBound.rawValue..<range.upperBound.rawValue)
    else { return }
    go(to: texts[cursor.text].field, at: ScalarOffset(piece.lowerBound))
  }

  /// Selects from the start of the selection up to the next punctuation, which stays outside; again goes on to the
  /// punctuation after that one.
  mutating func extendToPunctuation() {
    let unit = unit
    move { cursor, texts in
      let text = texts[cursor.text]
      guard let end = text.endBeforePunctuation(after: cursor.range.upperBound) else { return }
      cursor = text.cursor(selecting: cursor.range.lowerBound..<end, by: unit, text: cursor.text)
    }
  }
}
