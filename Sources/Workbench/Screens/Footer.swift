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
    let statusFits = statusFits
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
    let shown = entries(limit: statusFits ? .max : room)
    frame.draw(Array(shown.map(\.runs).joined()), at: Point(row: row, column: 1))
    if statusFits { frame.draw(status, at: Point(row: row, column: frame.size.columns - 1 - status.width)) }
  }

  /// The key of the entry that is drawn at a point.
  func key(at point: Point) -> Key? {
    guard point.row == layout.keys else { return nil }
    var end = 1
    for entry in entries(limit: statusFits ? .max : room) {
      end += entry.runs.width
      // The gap before an entry is nobody's.
      if point.column < end { return point.column >= end - entry.own ? entry.key : nil }
    }
    return nil
  }

  private var room: Int { state.size.columns - 2 }

  /// True where the keys leave room for what became of the last answer.
  private var statusFits: Bool {
    layout.keys != nil && entries(limit: .max).reduce(0) { $0 + $1.runs.width } + 3 + status.width <= room
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

  /// A key with what it does.
  private struct Entry {
    var key: Key
    /// With the gap before it, where it is not the first.
    var runs: [Run]
    /// Columns without that gap.
    var own: Int
  }

  /// The keys that fit into `limit` columns: the most useful ones, in the order of the table.
  private func entries(limit: Int) -> [Entry] {
    let labels = state.shownMode == .answering || state.shownMode == .marking ? state.shortcuts : nil
    let offered = state.keymap.bindings.filter { binding in
      binding.rank != nil && binding.modes.contains(state.shownMode)
        && (isSteady(binding) || binding.refusal(state) == nil)
        && (binding.command != .findLabel || state.hasMoreLabels && !state.wantsFinder)
    }
    var entries: [(place: Int, entry: Entry)] = []
    var used = 0
    let byRank = offered.indices.sorted { (offered[$0].rank ?? .max, $0) < (offered[$1].rank ?? .max, $1) }
    for index in byRank {
      guard let key = offered[index].key(besides: labels) else { continue }
      let isRefused = offered[index].refusal(state) != nil
      let runs = [
        Run(key.title, isRefused ? .dim : .key, bold: !isRefused), Run(" \(word(offered[index]))", .dim),
      ]
      let gap = entries.isEmpty ? 0 : 2
      guard used + gap + runs.width <= limit else { continue }
      used += gap + runs.width
      entries.append((index, Entry(key: key, runs: runs, own: runs.width)))
    }
    return entries.sorted { $0.place < $1.place }.enumerated().map { place, item in
      var entry = item.entry
      if place > 0 { entry.runs.insert(Run("  ", .text), at: 0) }
      return entry
    }
  }

  /// True for a key that keeps its place while it can't be used for a moment: what comes and goes with every movement of
  /// a cursor disturbs, and costs a slow line.
  private func isSteady(_ binding: Binding) -> Bool {
    guard state.shownMode == .marking else { return false }
    return switch binding.command {
    case .undo, .deleteSpan, .markAll: true
    default: false
    }
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
    case .undo:
      if state.revising != nil { return "further back" }
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
