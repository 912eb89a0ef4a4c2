import Canvas
import Labeling
import Text

/// The last rows: a rule with what became of the last answer, then a line being typed, a sentence, or the keys.
struct Footer {
  let state: WorkbenchState
  let layout: FootLayout

  init(_ state: WorkbenchState) {
    self.state = state
    layout = FootLayout(state)
  }

  /// - Parameter left: what the rule says at its start.
  func draw(left: [Run] = [], on frame: inout Frame) {
    let status = status
    let room = frame.size.columns - 2
    let all = entries(limit: .max)
    let statusFits = layout.keys != nil && all.width + 3 + status.width <= room
    frame.captionedRule(row: layout.rule, left: left, right: statusFits ? [] : status)
    for (index, line) in layout.notice.enumerated() {
      frame.draw(line.glyphs, at: Point(row: layout.rule + 1 + index, column: 1), style: noticeStyle)
    }
    if layout.isCut {
      let end = Point(row: layout.rule + layout.notice.count, column: frame.size.columns - 1)
      frame.draw("…", at: end, style: noticeStyle)
    }
    if let row = layout.line, case .line(let line) = state.overlay { draw(line, row: row, on: &frame) }
    guard let row = layout.keys else { return }
    frame.draw(statusFits ? all : entries(limit: room), at: Point(row: row, column: 1))
    if statusFits { frame.draw(status, at: Point(row: row, column: frame.size.columns - 1 - status.width)) }
  }

  private var noticeStyle: Style {
    if case .error = state.notice { Style(.error) } else { Style(.warning) }
  }

  private func draw(_ line: PromptLine, row: Int, on frame: inout Frame) {
    let title: Displayable = "\(line.title(isShort: frame.size.columns < 60)): "
    let used = frame.draw(title, at: Point(row: row, column: 1), style: Style(.heading, bold: true))
    let field = Rect(row: row, column: 1 + used, rows: 1, columns: frame.size.columns - 2 - used)
    frame.draw(line.editor, hint: line.placeholder, in: field)
  }

  /// The keys that fit into `limit` columns, the most useful ones first, in the order of the table.
  private func entries(limit: Int) -> [Run] {
    let labels = state.shownMode == .answering || state.shownMode == .marking ? state.shortcuts : nil
    let offered = state.keymap.bindings.filter { binding in
      binding.rank != nil && binding.modes.contains(state.shownMode) && binding.refusal(state) == nil
        && (binding.command != .findLabel || state.hasMoreLabels && !state.wantsFinder)
    }
    var runs: [(place: Int, runs: [Run])] = []
    var used = 0
    let byRank = offered.indices.sorted { (offered[$0].rank ?? .max, $0) < (offered[$1].rank ?? .max, $1) }
    for index in byRank {
      guard let key = offered[index].title(besides: labels) else { continue }
      let entry = [Run(key, .key, bold: true), Run(" \(word(offered[index]))", .dim)]
      let gap = runs.isEmpty ? 0 : 2
      guard used + gap + entry.width <= limit else { continue }
      used += gap + entry.width
      runs.append((index, entry))
    }
    return Array(runs.sorted { $0.place < $1.place }.map(\.runs).joined(separator: [Run("  ", .text)]))
  }

  private func word(_ binding: Binding) -> Displayable {
    switch binding.command {
    case .accept:
      if case .line(let line) = state.overlay { return line.action }
      if state.shownMode == .finding, case .choices = state.sheet?.question?.kind { return "tick" }
    case .submit:
      if state.wantsFinder { return "find label" }
      if state.revising != nil { return "submit change" }
    case .back:
      if state.shownMode == .writing { return "stop writing" }
      if state.shownMode == .finding, case .choices = state.sheet?.question?.kind { return "done" }
    case .undo: if state.revising != nil { return "further back" }
    case .unit: if state.sheet?.marking?.unit == .character { return "by word" }
    case .anchor: if state.sheet?.marking?.isHeld == true { return "let go" }
    case .differences: if state.showsDifferences { return "hide differences" }
    case .goOn: if !state.isNewsRead { return "read on" }
    case .fullList:
      if state.sheet?.candidates == nil { return "fewer labels" }
      if state.sheet?.question?.kind.takesOneLabel == true { return "none of these" }
    default: break
    }
    return binding.footer
  }

  private var status: [Run] {
    switch state.request {
    case .claim: return [Run("looking …", .dim)]
    case .submit, .end, .correct, .note: return [Run("saving …", .dim)]
    case .reopen: return [Run("looking …", .dim)]
    case nil: break
    }
    if state.isResting { return [Run("resting, time not counted", .dim)] }
    guard let standing = state.standing else { return [] }
    let time = standing.at.advanced(bySeconds: Double(state.desk.utcOffset)).timeOfDay
    return switch standing.what {
    case .saved: [Run("saved \(time)", .saved)]
    case .savedLate: [Run("saved \(time), not needed any more", .saved)]
    case .changed: [Run("change saved \(time)", .saved)]
    case .skipped: [Run("skipped \(time)", .saved)]
    case .flagged: [Run("flagged \(time)", .saved)]
    case .commented: [Run("comment saved \(time)", .saved)]
    case .notSaved: [Run("NOT RECORDED", .error, bold: true)]
    }
  }
}
