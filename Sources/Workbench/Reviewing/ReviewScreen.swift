import Canvas
import Labeling
import Text

/// Draws an open case: the example with all that was said of it, and the decision.
struct ReviewScreen {
  let state: ReviewState
  let open: OpenCase
  let layout: ReviewLayout

  init(_ state: ReviewState, _ open: OpenCase) {
    self.state = state
    self.open = open
    layout = ReviewLayout(state, open)
  }

  func draw(on frame: inout Frame) {
    Header(state: open.bench).draw(on: &frame)
    for (row, line) in layout.promptLines.enumerated() {
      frame.draw(
        line.glyphs, at: Point(row: layout.prompt.row + row, column: layout.prompt.column),
        style: Style(.heading, bold: true), within: layout.prompt)
    }
    layout.drawing.draw(on: &frame)
    drawDecision(on: &frame)
    layout.foot.draw(state, left: layout.drawing.hiddenLines, on: &frame)
  }

  private func drawDecision(on frame: inout Frame) {
    let isBeside = layout.drawing.layout.rule == nil
    frame.captionedRule(row: layout.rule, left: told, right: isBeside ? layout.drawing.hiddenText : [])
    if let sheet = open.bench.sheet { QuestionStrip(sheet, in: layout.strip).draw(on: &frame) }
    if let panel = layout.panel, let sheet = open.bench.sheet {
      panel.draw(sheet, of: open.bench, in: layout.decision, on: &frame)
      return
    }
    if let bar = open.shown.bar {
      for (row, line) in Self.words(of: bar).wrapped(to: layout.decision.columns, limit: 2, gap: .text).enumerated() {
        let point = Point(row: layout.decision.row + row, column: layout.decision.column)
        frame.draw(line, at: point, within: layout.decision)
      }
      return
    }
    let words = [Run(answer, .selected, bold: true), Run("   ", .text)] + editing
    frame.draw(words.truncated(to: layout.decision.columns), at: layout.decision.origin, within: layout.decision)
  }

  static func words(of bar: Displayable) -> [Run] {
    [Run("You may only look: ", .warning, bold: true), Run(bar, .text)]
  }

  /// What the decision is about to be, or was.
  private var told: [Run] {
    if open.shown.bar != nil { return [] }
    let isDecided = open.shown.decision != nil
    let words: Displayable = isDecided ? "Decided; you may decide again" : "Your decision"
    return [Run(layout.panel == nil ? words : "\(words): \(answer)", isDecided ? .warning : .text)]
  }

  private var editing: [Run] {
    [Run(state.keymap.title(of: .editAnswer), .key, bold: true), Run(" changes it", .dim)]
  }

  private var answer: Displayable {
    guard let question = open.question else { return "nothing is asked" }
    guard let value = open.answer[question.id] else { return "open" }
    return ReviewedCase.words(of: value, under: question, open.shown.build).truncated(to: 100)
  }
}

extension ReviewState {
  /// The screen as it is now, of exactly `size`.
  public var frame: Frame {
    var frame = Frame(size: size)
    if isTooSmall {
      frame.drawTooSmall()
    } else if let help {
      ReviewHelp(state: self, reading: help).draw(on: &frame)
    } else if let open, open.isHandedOver, reasoning == nil {
      frame = open.bench.frame
    } else if let open {
      ReviewScreen(self, open).draw(on: &frame)
    } else {
      ReviewListScreen(state: self).draw(on: &frame)
    }
    return frame
  }
}
