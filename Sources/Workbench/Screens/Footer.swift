import Canvas
import Labeling
import Text

/// The last rows: a rule with what became of the last answer, then a line being typed, a sentence, or the keys.
struct Footer {
  let state: WorkbenchState
  let layout: FootLayout

  private var offers: [(place: Int, entry: Entry)] = []

  init(_ state: WorkbenchState) {
    self.state = state
    layout = FootLayout(state)
    // Made once: refusals are sentences. While a line is being kept, keys do nothing.
    if layout.keys != nil, !isKeepingLine { offers = allOffers() }
  }

  /// - Parameter left: what the rule says at its start.
  func draw(left: [Run] = [], on frame: inout Frame) {
    let status = status
    let statusFits = statusFits
    if case .line(let line) = state.overlay {
      frame.rule(row: layout.rule)
      draw(line, row: layout.rule, on: &frame)
    } else {
      frame.captionedRule(row: layout.rule, left: left, right: statusFits ? [] : status)
    }
    for (index, line) in layout.notice.enumerated() {
      frame.draw(line.glyphs, at: Point(row: layout.rule + 1 + index, column: 1), style: noticeStyle)
    }
    if layout.isCut {
      let end = Point(row: layout.rule + layout.notice.count, column: frame.size.columns - 1)
      frame.draw("…", at: end, style: noticeStyle)
    }
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
  private var isShort: Bool { state.size.columns < 60 }

  /// True where the keys leave room for what became of the last answer.
  private var statusFits: Bool {
    let gaps = 2 * max(0, offers.count - 1)
    return layout.keys != nil && offers.reduce(gaps) { $0 + $1.entry.own } + 3 + status.width <= room
  }

  private var noticeStyle: Style {
    if case .error = state.notice { Style(.error) } else { Style(.warning) }
  }

  private func draw(_ line: PromptLine, row: Int, on frame: inout Frame) {
    let title: Displayable = " \(line.title(isShort: isShort)): "
    let used = frame.draw(title, at: Point(row: row, column: 0), style: Style(.heading, bold: true))
    let field = Rect(row: row, column: used, rows: 1, columns: frame.size.columns - 1 - used)
    let hint: Displayable = line.editor.text.isEmpty ? line.placeholder : ""
    let words = max(hint.width, line.editor.beforeCursor.width + line.editor.afterCursor.width)
    // The cursor stands clear of the rule.
    frame.fill(field.splitLeft(words + 2).left, .text)
    frame.draw(line.editor, hint: hint, style: isKeepingLine ? Style(.dim) : .text, in: field)
    if isKeepingLine { frame.cursor = nil }
  }

  /// True while what was typed in the line is on its way into the store.
  private var isKeepingLine: Bool {
    if case .line = state.overlay { state.request != nil } else { false }
  }

  /// A key with what it does.
  private struct Entry {
    var key: Key
    /// With the gap before it, where it is not the first.
    var runs: [Run]
    /// Columns without that gap.
    var own: Int
  }

  /// The keys that there are to offer, the most useful ones first; each with its place in the table. What can't be used
  /// now takes no room from what can.
  private func allOffers() -> [(place: Int, entry: Entry)] {
    let labels = state.shownMode == .answering || state.shownMode == .marking ? state.shortcuts : nil
    let mode = state.shownMode
    let bindings = state.keymap.bindings
    var (offers, refused): ([(place: Int, entry: Entry)], [(place: Int, entry: Entry)]) = ([], [])
    for place in bindings.indices where bindings[place].rank != nil && bindings[place].modes.contains(mode) {
      let binding = bindings[place]
      guard let key = binding.key(besides: labels), binding.command != .back || !isSelecting,
        binding.command != .findLabel || state.hasMoreLabels && !state.wantsFinder,
        binding.command != .accept || canAccept
      else { continue }
      let isRefused = binding.refusal(state) != nil
      if isRefused, !isSteady(binding) { continue }
      let isDim = isRefused && !isNear(binding)
      let runs = [
        Run(state.keymap.title(of: key), isDim ? .dim : .key, bold: !isDim),
        Run(word(binding).map { " \($0)" } ?? binding.footerWord, .dim),
      ]
      let offer = (place, Entry(key: key, runs: runs, own: runs.width))
      if isDim { refused.append(offer) } else { offers.append(offer) }
    }
    return [offers, refused].flatMap { offers in
      offers.sorted { (bindings[$0.place].rank ?? .max, $0.place) < (bindings[$1.place].rank ?? .max, $1.place) }
    }
  }

  /// The keys that fit into `limit` columns, in the order of the table.
  private func entries(limit: Int) -> [Entry] {
    var entries: [(place: Int, entry: Entry)] = []
    var used = 0
    for offer in offers {
      let gap = entries.isEmpty ? 0 : 2
      guard used + gap + offer.entry.own <= limit else { continue }
      used += gap + offer.entry.own
      entries.append(offer)
    }
    return entries.sorted { $0.place < $1.place }.enumerated().map { place, item in
      var entry = item.entry
      if place > 0 { entry.runs.insert(Run("  ", .text), at: 0) }
      return entry
    }
  }

  /// False where enter would say only that there is nothing to choose.
  private var canAccept: Bool {
    switch state.overlay {
    case .today(let today): !today.rows.isEmpty
    case nil: state.sheet?.finder.map { $0.entryAtCursor != nil } ?? true
    default: true
    }
  }

  /// While a selection only grows and shrinks, the way to give it up would come and go in the foot: help tells it.
  private var isSelecting: Bool { state.shownMode == .marking && state.revising == nil }

  /// True for a key that keeps its place while it can't be used for a moment: what comes and goes with every movement of
  /// a cursor disturbs, and costs a slow line.
  private func isSteady(_ binding: Binding) -> Bool {
    guard state.shownMode == .marking else { return false }
    return switch binding.command {
    case .undo, .deleteSpan, .markAll: true
    default: false
    }
  }

  /// True for a key that only wants the cursor on a mark, where there are some: its look would change with every mark
  /// that a cursor goes over.
  private func isNear(_ binding: Binding) -> Bool {
    switch binding.command {
    case .deleteSpan, .markAll: WorkbenchState.refusalOfSpans(state) == nil
    default: false
    }
  }

  /// What a key is called where it is not the table's word.
  private func word(_ binding: Binding) -> Displayable? {
    switch binding.command {
    case .accept:
      if state.shownMode == .choosing, isShort { return "change" }
      if case .line(let line) = state.overlay { return line.action }
      if state.shownMode == .finding, case .choices = state.sheet?.question?.kind { return "tick" }
    case .submit:
      if state.wantsFinder { return "find label" }
      if state.sheet?.goesOn == true { return "go on" }
      if state.revising != nil { return "submit change" }
    case .back:
      if state.shownMode == .writing { return "stop writing" }
      if state.shownMode == .choosing, isShort { return "back" }
      if state.shownMode == .reading || state.shownMode == .choosing, state.sheet == nil { return "back" }
      if state.shownMode == .finding, case .choices = state.sheet?.question?.kind { return "done" }
    case .undo:
      if state.revising != nil { return "further back" }
    case .unit: if state.sheet?.marking?.unit == .character { return "by word" }
    case .anchor: if state.sheet?.marking?.isHeld == true { return "let go" }
    case .differences: if state.showsDifferences { return "hide differences" }
    case .guidelines: if state.sheet?.build.hasGuidelines == false { return "labels" }
    case .goOn: if !state.isInterludeRead { return "read on" }
    case .fullList:
      if let sheet = state.sheet, sheet.candidates == nil {
        return "fewer \(sheet.question?.kind.nounOfLabels ?? "labels")"
      }
      if state.sheet?.question?.kind.takesOneLabel == true { return "none of these" }
    default: break
    }
    return nil
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
    let known: Displayable = standing.isAsKnown ? ", as known" : ""
    return switch standing.what {
    case .saved: [Run("saved \(time)\(known)", .saved)]
    case .savedLate: [Run("saved \(time), not needed any more", .saved)]
    case .changed: [Run("change saved \(time)\(known)", .saved)]
    case .skipped: [Run("skipped \(time)", .saved)]
    case .flagged: [Run("flagged \(time)", .saved)]
    case .commented: [Run("comment saved \(time)", .saved)]
    case .notSaved: [Run("NOT RECORDED", .error, bold: true)]
    }
  }
}
