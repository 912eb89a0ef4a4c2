import Canvas
import Labeling
import Text

/// The example, what is asked of it, and the labels.
struct AnswerScreen {
  let state: WorkbenchState
  let sheet: Sheet
  let layout: AnswerLayout

  private var isShort: Bool { state.size.columns < 60 }

  func draw(on frame: inout Frame) {
    drawAround(on: &frame)
    if let pair = sheet.pair {
      let columns = PairColumns(pair: pair, better: sheet.better, showsDifferences: state.showsDifferences)
      columns.draw(in: layout.text, on: &frame)
      drawRule([], hidden: columns.hidden(height: layout.text.rows, isShort: isShort), on: &frame)
    } else {
      let text = MarkedText(sheet, layout, marks: state.marks)
      text.draw(in: layout.text, on: &frame)
      drawRule(text, on: &frame)
    }
    drawFoot(on: &frame)
  }

  /// Draws what stands around the text, but for the header, the rule below the text and the foot.
  func drawAround(on frame: inout Frame) {
    for (row, line) in layout.promptLines.enumerated() {
      frame.draw(
        line.glyphs, at: Point(row: layout.prompt.row + row, column: layout.prompt.column),
        style: Style(.heading, bold: true), within: layout.prompt)
    }
    for (row, line) in layout.reasonLines.enumerated() {
      frame.draw(
        line.glyphs, at: Point(row: layout.reason.row + row, column: layout.reason.column), style: Style(.dim),
        within: layout.reason)
    }
    if layout.isReasonCut, !layout.reason.isEmpty {
      let used = layout.reasonLines.last?.glyphs.reduce(0) { $0 + $1.width } ?? 0
      let column = layout.reason.column + min(used, layout.reason.columns - 1)
      frame.draw("…", at: Point(row: layout.reason.rowRange.upperBound - 1, column: column), style: Style(.dim))
    }
    BesideColumn(state: state, layout: layout)?.draw(on: &frame)
    QuestionStrip(sheet, in: layout.strip).draw(on: &frame)
    layout.panel?.draw(sheet, of: state, in: layout.labels, on: &frame)
  }

  /// Draws the rule below a text in which something may be marked.
  func drawRule(_ text: MarkedText, on frame: inout Frame) {
    let release = state.keymap.title(of: .anchor, besides: layout.panel?.shortcuts)
    drawRule(
      text.state(isShort: isShort, release: release),
      hidden: text.column.hidden(height: layout.text.rows, isShort: isShort), on: &frame)
  }

  /// Draws the rule below the text: what is asked, and how much of the text is out of sight.
  ///
  /// - Parameter marking: what is to be told of a cursor and of marks.
  private func drawRule(_ marking: [Run], hidden: [Run], on frame: inout Frame) {
    let asked = instruction(layout.panel, marking, isShort: isShort)
    var right = hidden
    if isAsideAbove {
      let aside = aside(layout)
      right = aside + (aside.isEmpty || hidden.isEmpty ? [] : [Run(" · ", .dim)]) + hidden
    }
    frame.captionedRule(row: layout.panelRule, left: asked, right: right)
    BesideColumn(state: state, layout: layout)?.joinRule(row: layout.panelRule, "┴", on: &frame)
  }

  func drawFoot(on frame: inout Frame) { Footer(state).draw(left: isAsideAbove ? [] : aside(layout), on: &frame) }

  /// True where the foot is too far below the labels to tell which of them are shown.
  private var isAsideAbove: Bool { layout.labels.rows > (layout.panel?.rows ?? 0) + 3 }

  /// What the labels want, in words.
  private func instruction(_ panel: Panel?, _ marking: [Run], isShort: Bool) -> [Run] {
    var runs: [Run] = []
    if let revising = state.revising {
      let back = state.history.count - revising.index
      let which: Displayable = back == 1 ? "last answer" : "answer \(back) back"
      runs = [Run(isShort ? which : "changing your \(which)", .warning, bold: true)]
    }
    if let narrowed = narrowing(isShort: isShort) {
      runs = runs.isEmpty ? narrowed : runs + [Run(" · ", .dim)] + narrowed
      if isShort, marking.isEmpty { return runs }
    }
    if !marking.isEmpty { return runs.isEmpty ? marking : runs + [Run(" · ", .dim)] + marking }
    guard let question = sheet.question else { return runs }
    let own: [Run]? =
      switch panel {
      case .writing(let panel): panel.instruction(question, isShort: isShort)
      case .scale(let scale): scale.instruction(isShort: isShort)
      case .labels, .finder, nil: nil
      }
    if let own { return runs.isEmpty || own.isEmpty ? runs + own : runs + [Run(" · ", .dim)] + own }
    guard case .choices(let min, let max) = question.kind else { return runs }
    let kept = sheet.fixed.count
    let chosen = Swift.max(0, (sheet.answer[question.id]?.labels.count ?? 0) - kept)
    let bounds: Displayable =
      switch (min, max) {
      case (0, nil): isShort ? "any or none" : "choose any number, or none"
      case (0, let max?): isShort ? "0 to \(max)" : "choose up to \(max), or none"
      case (let min, nil): isShort ? "\(min) or more" : "choose at least \(min)"
      case (let min, let max?) where min == max: isShort ? "just \(min)" : "choose exactly \(min)"
      case (let min, let max?): "choose \(min) to \(max)"
      }
    if !runs.isEmpty { runs.append(Run(" · ", .dim)) }
    // Where not all labels are in sight, those that were chosen are named: on short screens in place of the bounds.
    let isAllShown = sheet.finder == nil && panel?.shortcuts?.pages.count == 1
    let named = isAllShown || chosen == 0 ? nil : sheet.answer[question.id]
    // Nor are bounds told that what stays ticked keeps already.
    let isKept = kept > 0 && kept >= min && max == nil
    if !isKept, !isShort || named == nil { runs += [Run(bounds, .text), Run(" · ", .dim)] }
    if kept > 0 { runs.append(Run("\(kept) kept · ", .dim)) }
    runs.append(Run("\(chosen) chosen", .dim))
    guard let named else { return runs }
    return runs + [Run(": \(sheet.presented.summary(of: named, under: question, widestTitle: .max))", .text)]
  }

  /// That only some labels are asked about, and how to come to the others.
  private func narrowing(isShort: Bool) -> [Run]? {
    guard let question = sheet.question, let asked = sheet.form.candidates(of: question.id) else { return nil }
    let isOpened = sheet.candidates == nil
    // What a place may be is told at the place.
    if isShort, sheet.marking != nil, !isOpened { return nil }
    let key = state.keymap.title(of: .fullList, besides: state.shortcuts)
    let labels = question.kind.nounOfLabels
    let what: Displayable =
      if isOpened {
        isShort ? "all \(sheet.offered.count)" : "all \(labels) are shown"
      } else if question.kind.takesOneLabel {
        asked.count == 1 ? "just this?" : "one of these \(asked.count)"
      } else { isShort ? "of these \(asked.count)" : "only these \(asked.count) are asked" }
    // Letters are looked for while a label is; where there is no room, the keys below tell the rest.
    let isCramped = sheet.marking != nil || isShort && !isOpened && question.kind.takesOneLabel
    if sheet.finder != nil || isCramped { return [Run(what, .text)] }
    let action: Displayable =
      isOpened
      ? isShort ? "the \(asked.count) asked" : "back to the \(asked.count) asked"
      : question.kind.takesOneLabel ? "none of these" : isShort ? "others" : "the other labels"
    return [Run("\(what) · ", .text), Run(key, .key, bold: true), Run(" \(action)", .text)]
  }

  /// What of the panel is out of sight, and how to come to it.
  private func aside(_ layout: AnswerLayout) -> [Run] {
    switch layout.panel {
    case .labels(let grid): pages(grid.shortcuts)
    case .finder(let panel): panel.aside(rows: layout.labels.rows)
    case .writing(let panel): panel.hidden(height: layout.labels.rows, isShort: isShort)
    case .scale, nil: []
    }
  }

  private func pages(_ shortcuts: Shortcuts) -> [Run] {
    let pages = shortcuts.pages
    guard pages.count > 1 else { return [] }
    let page = min(sheet.labelPage, pages.count - 1)
    let first = pages[..<page].reduce(1) { $0 + $1.count }
    let last = first + pages[page].count - 1
    let all = pages.reduce(0) { $0 + $1.count }
    let runs = [Run("labels \(first)–\(last) of \(all) ", .text), Run("← →", .key, bold: true)]
    guard state.size.columns >= 60, WorkbenchState.refusalOfFindLabel(state) == nil else { return runs }
    let key = state.keymap.title(of: .findLabel, besides: shortcuts)
    return runs + [Run(" · ", .dim), Run(key, .key, bold: true), Run(" finds by words", .text)]
  }
}
