import Labeling
import Text

/// Work on a question that wants spans: a cursor in the text, and what is marked.
///
/// Offsets are Unicode scalars of the raw text. The cursor always stands on whole characters, so nothing can be marked
/// that tears one apart.
struct Marking: Hashable, Sendable {
  enum Unit: Hashable, Sendable { case word, character }

  /// A stretch of a field's text that a label would mark.
  struct Selection: Hashable, Sendable {
    var field: String
    var range: Range<ScalarOffset>
  }

  /// The texts in which a cursor has somewhere to stand.
  let texts: [MarkableText]
  private(set) var marks: SpanSet
  /// Nil where there is no text to mark.
  private(set) var cursor: TextCursor?
  private(set) var unit = Unit.word
  /// True while every movement extends the selection.
  private(set) var isHeld = false

  /// - Parameters:
  ///   - fields: the texts that may be marked, raw, in the order of the screen.
  ///   - spans: what is marked already; what lies outside of the texts is left out.
  init(_ fields: [ShownText], spans: [Span], allowsOverlap: Bool) {
    self.init(fields, spans: spans, unlabelled: [], allowsOverlap: allowsOverlap)
  }

  /// - Parameter unlabelled: stretches of an earlier answer that want another label.
  init(_ fields: [ShownText], spans: [Span], unlabelled: [SpanSet.Unlabelled], allowsOverlap: Bool) {
    var texts: [MarkableText] = []
    for case (let name, let text?) in fields.map({ ($0.name, $0.text) })
    where !texts.contains(where: { $0.field == name }) {
      texts.append(MarkableText(field: name, text, limit: Passage.limit))
    }
    func isInside(_ field: String, _ start: Int, _ end: Int) -> Bool {
      start >= 0 && start < end && texts.contains { $0.field == field && end <= $0.length }
    }
    marks = SpanSet(
      spans.filter { isInside($0.field, $0.start, $0.end) },
      unlabelled: unlabelled.filter { isInside($0.field, $0.start, $0.end) }, allowsOverlap: allowsOverlap)
    self.texts = texts.filter { !$0.pieces(.character).isEmpty }
    goToStart()
  }

  /// To the first stretch that wants a label, else to the first word, else to the first character.
  private mutating func goToStart() {
    if let first = marks.unlabelled.first, select(first.field, first.start..<first.end) { return }
    for unit in [Unit.word, .character] {
      for (index, text) in texts.enumerated() {
        guard let piece = text.pieces(unit).first else { continue }
        self.unit = unit
        cursor = TextCursor(text: index, at: piece)
        return
      }
    }
  }

  /// As they are stored: sorted, each once.
  var spans: [Span] { marks.spans }
  /// Stretches of an earlier answer that want another label.
  var unlabelled: [SpanSet.Unlabelled] { marks.unlabelled }
  var selection: Selection? {
    cursor.map {
      Selection(
        field: texts[$0.text].field, range: ScalarOffset($0.range.lowerBound)..<ScalarOffset($0.range.upperBound))
    }
  }
  /// Where the cursor stands: the start of the piece that moves.
  var head: (field: String, offset: ScalarOffset)? {
    cursor.map { (texts[$0.text].field, ScalarOffset($0.head.lowerBound)) }
  }

  /// True where the selection is more than the word or character that a cursor went to.
  var isSelecting: Bool { isHeld || unit == .character || cursor?.isExtended == true }

  mutating func move(_ change: (inout TextCursor, [MarkableText]) -> Void) {
    guard var cursor else { return }
    change(&cursor, texts)
    self.cursor = cursor
  }

  /// Selects a range, widened to whole characters; false where it can't be reached.
  @discardableResult
  mutating func select(_ field: String, _ range: Range<Int>) -> Bool {
    guard let index = texts.firstIndex(where: { $0.field == field }), let whole = texts[index].whole(range) else {
      return false
    }
    cursor = texts[index].cursor(selecting: whole, by: unit, text: index)
    return true
  }

  /// Holds the start of the selection, or lets it go.
  mutating func toggleHold() { isHeld.toggle() }

  /// Words or characters. What is selected stays so, with its last character in hand; only a cursor that stood on one
  /// character goes to that character's word.
  mutating func toggleUnit() {
    unit = unit == .word ? .character : .word
    guard let cursor else { return }
    let text = texts[cursor.text]
    switch unit {
    case .character:
      self.cursor = text.cursor(selecting: cursor.range, by: unit, text: cursor.text)
      if cursor.isBackwards { self.cursor?.turn() }
    case .word:
      guard !cursor.isExtended, !isHeld, let word = text.pieces(.word).piece(at: cursor.head.lowerBound) else { return }
      self.cursor = TextCursor(text: cursor.text, at: word)
    }
  }

  /// Gives up holding, or shrinks the selection to its cursor; false where there is nothing to give up.
  mutating func letGo() -> Bool {
    if isHeld {
      isHeld = false
      return true
    }
    guard cursor?.isExtended == true else { return false }
    cursor?.collapse()
    return true
  }

  /// Changes what is marked. The selection stays on what was marked, so that the next key can correct it, take it away
  /// or mark its like; the next movement goes on from there, and no key is lost.
  mutating func make(_ change: SpanSet.Change) {
    marks.make(change)
    isHeld = false
  }

  /// The marks without the cursor.
  var atRest: Marking {
    var marking = self
    (marking.cursor, marking.unit, marking.isHeld) = (nil, .word, false)
    return marking
  }

  /// True where a mark can be taken back.
  var canTakeBack: Bool { marks.isChanged }

  /// Takes the last change of the marks back and selects the stretch that it was about; false where there is none.
  mutating func takeBack() -> Bool {
    guard let change = marks.takeBack() else { return false }
    isHeld = false
    let stretches =
      (change.removed + change.added).map { ($0.field, $0.start, $0.end) }
      + change.settled.map { ($0.field, $0.start, $0.end) }
    // After many were taken back the cursor stays: it stands on the span that they are like.
    if let (field, start, end) = stretches.first, stretches.allSatisfy({ $0 == (field, start, end) }) {
      select(field, start..<end)
    }
    return true
  }
}
