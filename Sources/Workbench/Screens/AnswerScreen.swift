import Canvas
import Labeling
import Text

/// The example, what is asked of it, and the labels.
struct AnswerScreen {
  let state: WorkbenchState
  let sheet: Sheet

  func draw(on frame: inout Frame) {
    let layout = AnswerLayout(state)
    for (row, line) in layout.promptLines.enumerated() {
      frame.draw(
        line.glyphs, at: Point(row: layout.prompt.row + row, column: layout.prompt.column),
        style: Style(.heading, bold: true), within: layout.prompt)
    }
    let isShort = frame.size.columns < 60
    let column = ReadingColumn(reading: sheet.reading)
    column.draw(in: layout.text, on: &frame)
    let hidden = column.hidden(height: layout.text.rows, isShort: isShort)
    frame.captionedRule(row: layout.panelRule, left: instruction(isShort: isShort), right: hidden)
    drawStrip(in: layout.strip, on: &frame)
    layout.grid?.draw(sheet, in: layout.labels, on: &frame)
    Footer(state).draw(left: pages(layout.grid), on: &frame)
  }

  /// What the labels want, in words.
  private func instruction(isShort: Bool) -> [Run] {
    var runs: [Run] = []
    if let revising = state.revising {
      let back = state.history.count - revising.index
      let which: Displayable = back == 1 ? "your last answer" : "your answer \(back) back"
      runs = [Run(isShort ? which : "changing \(which)", .warning, bold: true)]
    }
    guard let question = sheet.question, case .choices(let min, let max) = question.kind else { return runs }
    var chosen = 0
    if case .labels(let ids) = sheet.answer[question.id] { chosen = ids.count }
    let bounds: Displayable =
      switch (min, max) {
      case (0, nil): isShort ? "any or none" : "choose any number, or none"
      case (0, let max?): isShort ? "0 to \(max)" : "choose up to \(max), or none"
      case (let min, nil): isShort ? "\(min) or more" : "choose at least \(min)"
      case (let min, let max?) where min == max: isShort ? "just \(min)" : "choose exactly \(min)"
      case (let min, let max?): "choose \(min) to \(max)"
      }
    if !runs.isEmpty { runs.append(Run(" · ", .dim)) }
    return runs + [Run(bounds, .text), Run(" · \(chosen) chosen", .dim)]
  }

  private func pages(_ grid: LabelGrid?) -> [Run] {
    guard let pages = grid?.shortcuts.pages, pages.count > 1 else { return [] }
    let page = min(sheet.labelPage, pages.count - 1)
    let first = pages[..<page].reduce(1) { $0 + $1.count }
    let last = first + pages[page].count - 1
    let all = pages.reduce(0) { $0 + $1.count }
    return [Run("labels \(first)–\(last) of \(all) ", .text), Run("← →", .key, bold: true)]
  }

  /// All questions of the screen in one row: the focused one marked, the others with what was answered.
  private func drawStrip(in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    var runs: [Run] = []
    for (index, question) in sheet.questions.enumerated() {
      let isFocused = index == sheet.focus
      let name = Displayable(question.id.rawValue).oneLine
      if index > 0 { runs.append(Run("   ", .text)) }
      runs.append(Run("\(isFocused ? "▸" : " ")\(index + 1) \(name)", isFocused ? .heading : .dim, bold: isFocused))
      runs.append(Run(": \(summary(of: question))", isFocused ? .text : .dim))
    }
    frame.draw(runs.truncated(to: rect.columns), at: rect.origin, within: rect)
  }

  private func summary(of question: Question) -> Displayable {
    func title(_ id: LabelID) -> Displayable {
      Displayable(sheet.build.taxonomy[id]?.title ?? id.rawValue).oneLine.truncated(to: 20)
    }
    return switch sheet.answer[question.id] {
    case .label(let id): title(id)
    case .labels(let ids) where ids.isEmpty: "none"
    case .labels(let ids): ids.map(title).joined(separator: ", ")
    case nil: question.isOptional ? "open, optional" : "open"
    }
  }
}
