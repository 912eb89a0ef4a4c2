import Canvas
import Labeling
import Text

/// What the button was pressed on, until it is let go.
struct Drag: Hashable, Sendable {
  var start: Point
}

// The mouse.
extension WorkbenchState {
  static func refusalOfMouse(_ state: WorkbenchState) -> Displayable? {
    state.hasMouse ? nil : "This terminal tells nothing of a mouse: every key does without."
  }

  /// What the mouse does: a press chooses what it is on, a drag over text selects, the wheel scrolls what is under it.
  mutating func point(_ pointer: Pointer) -> [Effect] {
    guard isMouseOn, !isTooSmall else { return [] }
    switch pointer {
    case .press(let point):
      drag = nil
      return press(point)
    case .drag(let point):
      if drag != nil { dragSelection(to: point) }
      return []
    case .release:
      drag = nil
      return []
    case .wheel(let lines, let point):
      turnWheel(by: lines, at: point)
      return []
    }
  }

  /// A press is taken when a key would be. After one that went on to another screen or question the next is looked
  /// at as keys are after an unusual screen, so that the second half of a double click answers nothing.
  private mutating func press(_ point: Point) -> [Effect] {
    guard !isGlancing(with: "click") else { return [] }
    // The key in doubt was not being held, as the hand is on the mouse.
    let earlier = held.settle().map { act(on: $0) } ?? []
    guard request == nil else { return earlier }
    let before = whatIsAsked
    let effects = act(onPressAt: point)
    if request != nil || whatIsAsked != before { glance = Glance(from: now) }
    return earlier + effects
  }

  private struct WhatIsAsked: Equatable {
    var assignment: AssignmentID?
    var question: Int?
    var mode: Mode
    var revising: Int?
  }

  private var whatIsAsked: WhatIsAsked {
    WhatIsAsked(
      assignment: sheet?.presented.assignment.id, question: sheet?.focus, mode: shownMode, revising: revising?.index)
  }

  private mutating func act(onPressAt point: Point) -> [Effect] {
    if let key = Footer(self).key(at: point) { return act(on: key) }
    let foot = FootLayout(self)
    if foot.keys == nil, point.row > foot.rule {
      // The keys are below the sentence, and hands at the mouse have no other way to them.
      notice = nil
      return []
    }
    if shownMode == .finding { return pressFinder(at: point) }
    guard shownMode.isAtWork, let sheet else { return [] }
    let layout = AnswerLayout(self)
    if let question = QuestionStrip(sheet, in: layout.strip).question(at: point) {
      sawActivity()
      self.sheet?.moveFocus(to: question)
      return []
    }
    if let (label, key) = layout.panel?.label(at: point, onPage: sheet.labelPage, in: layout.labels, of: size) {
      sawActivity()
      // What can't be chosen has no key: choosing says why.
      return choose(label, with: .character(key ?? " "))
    }
    pressText(at: point, layout)
    return []
  }

  /// Selects what is at a place of the text: a word or character, or the stretch of a mark.
  private mutating func pressText(at point: Point, _ layout: AnswerLayout) {
    guard shownMode == .marking, let sheet,
      let spot = MarkedText(sheet, layout, marks: marks).column.spot(at: point, in: layout.text)
    else { return }
    sawActivity()
    switch spot {
    case .text(let field, let offset):
      self.sheet?.marking?.select(field, at: offset)
      drag = Drag(start: point)
    case .mark(let field, let mark):
      // Those of another question are looked at there.
      if mark.kind.question == sheet.focus {
        self.sheet?.marking?.select(field, mark.range.lowerBound.rawValue..<mark.range.upperBound.rawValue)
      }
    }
  }

  /// Extends the selection to the place under the mouse; above and below the text it scrolls a line at a time.
  private mutating func dragSelection(to point: Point) {
    guard request == nil, shownMode == .marking, let sheet, sheet.marking?.selection != nil else { return }
    sawActivity()
    let (layout, marks) = layOut()
    let rect = layout.text
    guard !rect.isEmpty else { return }
    let step = point.row < rect.row ? -1 : point.row >= rect.rowRange.upperBound ? 1 : 0
    if step != 0 { self.sheet?.reading.scroll(by: step, height: rect.rows, marks: marks) }
    let inside = Point(
      row: min(max(point.row, rect.row), rect.rowRange.upperBound - 1),
      column: min(max(point.column, rect.column), rect.columnRange.upperBound - 1))
    guard let sheet = self.sheet else { return }
    let column = MarkedText(sheet, layout, marks: marks).column
    guard let place = column.place(at: inside, in: rect) else { return }
    if place.field == sheet.marking?.selection?.field { self.sheet?.marking?.extend(to: place.offset) }
  }

  /// Scrolls the guidelines beside the example; false where they are not under the mouse.
  private mutating func turnGuidelines(by lines: Int, at point: Point) -> Bool {
    guard overlay == nil, shownMode.isAtWork, let rect = AnswerLayout(self).beside, rect.contains(point) else {
      return false
    }
    guide?.beside?.scroll(by: lines, height: BesideLayout(rect).text.rows)
    return true
  }

  private mutating func turnWheel(by lines: Int, at point: Point) {
    guard request == nil else { return }
    if shownMode == .choosing {
      moveInToday(by: lines)
    } else if turnGuidelines(by: lines, at: point) {
      return
    } else if shownMode == .finding {
      moveInFinder(by: lines)
    } else if overlay == nil, sheet?.pair != nil {
      // No turn goes further than a page.
      for _ in 0..<min(lines.magnitude, UInt(size.rows)) where !moveInPair(lines < 0 ? .lineUp : .lineDown) { break }
    } else {
      scroll { $0.scroll(by: lines, height: $1, marks: $2) }
    }
  }
}
