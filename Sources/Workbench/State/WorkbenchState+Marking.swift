import Labeling
import Text

// Marking spans.
extension WorkbenchState {
  mutating func mark(_ command: Command) {
    guard marked != nil else { return }
    switch command {
    case .right: marked?.right()
    case .left: marked?.left()
    case .up: goOnLine(by: -1)
    case .down: goOnLine(by: 1)
    case .lineStart: goInLine { $0.goToStart(of: $1) }
    case .lineEnd: goInLine { $0.goToEnd(of: $1) }
    case .extendRight: marked?.extendRight()
    case .extendLeft: marked?.extendLeft()
    case .anchor: marked?.toggleHold()
    case .unit: marked?.toggleUnit()
    case .toPunctuation: marked?.extendToPunctuation()
    case .nextSame: goToSame(by: 1)
    case .previousSame: goToSame(by: -1)
    case .nextSpan: marked?.goToSpan(by: 1)
    case .previousSpan: marked?.goToSpan(by: -1)
    case .deleteSpan:
      if case .refused(let why)? = sheet?.deleteSpan() { notice = .hint(why) }
      marksChanged()
    case .markAll:
      if let told = sheet?.markAll() { notice = .hint(told) }
      marksChanged()
    default: break
    }
    showCursor()
  }

  /// The marks of the focused question.
  private var marked: Marking? {
    get { sheet?.marking }
    set { sheet?.marking = newValue }
  }

  /// The draft of an open example is due after its marks changed.
  mutating func marksChanged() {
    let now = now
    if revising == nil { sheet?.answerChanged(at: now) }
  }

  /// Scrolls the cursor into sight, where there is one.
  mutating func showCursor() {
    guard let sheet, sheet.mode == .marking, let head = sheet.marking?.head else { return }
    let (layout, marks) = layOut()
    self.sheet?.reading.show(head.offset, in: head.field, height: layout.text.rows, marks: marks)
  }

  /// A sentence at the foot takes rows away from the text, but not the one with the cursor. Where the text was scrolled
  /// away from the cursor, it stays there.
  mutating func keepCursorInSight() {
    guard notice != nil, shownMode == .marking, !isTooSmall else { return }
    var without = self
    without.notice = nil
    if without.isCursorInSight { showCursor() }
  }

  private var isCursorInSight: Bool {
    guard let sheet, let head = sheet.marking?.head else { return false }
    let rows = AnswerLayout(self).text.rows
    let line = sheet.reading.line(showing: head.offset, in: head.field)
    return sheet.reading.visible(height: rows, marks: marks).contains { $0.line == line }
  }

  private mutating func goOnLine(by step: Int) {
    guard let sheet, let marking = sheet.marking, let head = marking.head,
      let place = sheet.reading.offset(
        onLineBy: step, from: head.offset, in: head.field, among: Set(marking.texts.map(\.field)))
    else { return }
    marked?.go(to: place.field, at: place.offset)
  }

  private mutating func goInLine(_ go: (inout Marking, Range<ScalarOffset>) -> Void) {
    guard let sheet, var marking = sheet.marking, let head = marking.head,
      let line = sheet.reading.lineRange(around: head.offset, in: head.field)
    else { return }
    go(&marking, line)
    marked = marking
  }

  private mutating func goToSame(by step: Int) {
    guard var marking = marked else { return }
    let count = marking.goToSame(by: step)
    marked = marking
    notice = .hint(count.map { "Place \($0.place) of \($0.all) with this text." } ?? "No other place has this text.")
  }

  /// Selects the place that was found last, where one wants to mark it.
  mutating func goToFound() {
    guard let sheet, sheet.mode == .marking, let current = sheet.reading.current,
      sheet.reading.found.indices.contains(current)
    else { return }
    let place = sheet.reading.found[current]
    guard let field = sheet.reading.passages[place.passage].field else { return }
    marked?.reach(field, place.range.lowerBound.rawValue..<place.range.upperBound.rawValue)
  }
}

// Why a command can't be used right now.
extension WorkbenchState {
  static func refusalOfMarking(_ state: WorkbenchState) -> Displayable? {
    state.sheet?.marking?.selection == nil ? "There is no text to mark here." : nil
  }

  static func refusalOfSpans(_ state: WorkbenchState) -> Displayable? {
    guard let marking = state.sheet?.marking, marking.selection != nil else { return refusalOfMarking(state) }
    return marking.spans.isEmpty && marking.unlabelled.isEmpty
      ? "Nothing is marked yet: select words and press a label's key." : nil
  }

  static func refusalOfMarkAll(_ state: WorkbenchState) -> Displayable? {
    if let refusal = refusalOfSpanInHand(state) { return refusal }
    return state.sheet?.marking?.inHand == nil ? "Give this place a label first, with its key." : nil
  }

  static func refusalOfSpanInHand(_ state: WorkbenchState) -> Displayable? {
    if let refusal = refusalOfSpans(state) { return refusal }
    guard let marking = state.sheet?.marking, marking.inHand == nil, marking.unlabelledInHand == nil else { return nil }
    return
      "No span is at the cursor: \(state.keymap.title(of: .nextSpan, besides: state.shortcuts)) goes to the next one."
  }
}
