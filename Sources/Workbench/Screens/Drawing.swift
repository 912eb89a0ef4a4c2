import Canvas

/// Draws the screens of a session one after another: the same frames as `WorkbenchState.frame`, of which the rows are
/// taken over from the frame before that a key cannot have changed.
///
/// A person waits for every key with a cold processor: what is not drawn anew needs not be fetched from memory.
public struct Drawing {
  private var marked: MarkedDrawing?

  public init() {}

  /// The screen as it is now.
  public mutating func frame(of state: WorkbenchState) -> Frame {
    guard let backdrop = state.backdrop(orElse: marked?.backdrop), let sheet = state.sheet else {
      marked = nil
      return state.frame
    }
    var drawing = marked.flatMap { $0.backdrop === backdrop ? $0 : nil } ?? MarkedDrawing(backdrop)
    marked = nil
    let frame = drawing.frame(of: state, sheet)
    marked = drawing
    return frame
  }
}

/// Draws a text with a cursor in it before a backdrop that stays the same.
private struct MarkedDrawing {
  /// A line of the text, and how it looks.
  struct Line: Equatable {
    var marked: MarkedLine
    var selected: Range<Int>?
    var inHand: TextMarks.Mark?
  }

  /// What the rule below the text tells.
  struct Rule: Equatable {
    var told: MarkedText.Told?
    var hidden: ReadingColumn.OutOfSight
  }

  let backdrop: Backdrop
  /// The backdrop alone.
  private let empty: Frame
  private var last: Frame
  private var lines: [(line: Line, row: Int)] = []
  private var names = MarkNames.none
  private var rule: Rule?
  private var foot: FootLook?

  init(_ backdrop: Backdrop) {
    self.backdrop = backdrop
    var frame = Frame(size: backdrop.state.size)
    Header(state: backdrop.state).draw(on: &frame)
    if let sheet = backdrop.state.sheet {
      AnswerScreen(state: backdrop.state, sheet: sheet, layout: backdrop.layout).drawAround(on: &frame)
    }
    empty = frame
    last = frame
  }

  mutating func frame(of state: WorkbenchState, _ sheet: Sheet) -> Frame {
    let layout = backdrop.layout
    let screen = AnswerScreen(state: state, sheet: sheet, layout: layout)
    let text = MarkedText(sheet, layout, marks: state.marks, names: names)
    names = text.row.names
    var frame = empty
    draw(text, on: &frame)
    text.placeCursor(in: layout.text, on: &frame)
    let rule = Rule(told: text.told, hidden: text.column.outOfSight(height: layout.text.rows))
    if rule == self.rule {
      frame.take(row: layout.panelRule, from: last, row: layout.panelRule)
    } else {
      screen.drawRule(text, on: &frame)
    }
    let foot = FootLook(state, sheet)
    if foot == self.foot {
      for row in layout.foot.rule..<frame.size.rows { frame.take(row: row, from: last, row: row) }
    } else {
      screen.drawFoot(on: &frame)
    }
    (self.rule, self.foot, last) = (rule, foot, frame)
    return frame
  }

  /// Draws the lines of the text that look otherwise than before; those that only moved are moved.
  private mutating func draw(_ text: MarkedText, on frame: inout Frame) {
    let rect = backdrop.layout.text
    var row = rect.row
    var drawn: [(line: Line, row: Int)] = []
    drawn.reserveCapacity(text.lines.count)
    for marked in text.lines {
      let inHand = marked.segments.contains { $0.mark == text.row.inHand } ? text.row.inHand : nil
      let line = Line(marked: marked, selected: text.column.selectedColumns(marked.line), inHand: inHand)
      if let before = place(of: line), backdrop.layout.beside == nil || before == row {
        for below in 0..<marked.height { frame.take(row: row + below, from: last, row: before + below) }
      } else {
        text.column.draw(marked, row: row, in: rect, text.row, on: &frame)
      }
      drawn.append((line, row))
      row += marked.height
    }
    lines = drawn
  }

  /// Where a line stands that looks the same in the frame before.
  private func place(of line: Line) -> Int? {
    guard let first = lines.first?.line.marked.line, lines.indices.contains(line.marked.line - first) else {
      return nil
    }
    let before = lines[line.marked.line - first]
    return before.line == line ? before.row : nil
  }
}

/// What the foot is made from beside the backdrop: which keys can be used now.
private struct FootLook: Equatable {
  var isResting: Bool
  var hasSelection: Bool
  var hasMarks: Bool
  var canTakeBack: Bool
  var canStepBack: Bool
  var isHeld: Bool
  var unit: Marking.Unit?
  var goesOn: Bool

  init(_ state: WorkbenchState, _ sheet: Sheet) {
    let marking = sheet.marking
    isResting = state.isResting
    hasSelection = marking?.selection != nil
    hasMarks = marking.map { !$0.spans.isEmpty || !$0.unlabelled.isEmpty } ?? false
    canTakeBack = marking?.canTakeBack ?? false
    canStepBack = sheet.canStepBack
    isHeld = marking?.isHeld ?? false
    unit = marking?.unit
    goesOn = sheet.questions.count > 1 && sheet.goesOn
  }
}
