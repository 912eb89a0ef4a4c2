import Canvas
import Labeling
import Text

/// Where the parts of an open case are.
struct ReviewLayout {
  let prompt: Rect
  let promptLines: [WrappedLine]
  let drawing: CaseDrawing
  /// The row of the rule above the decision.
  let rule: Int
  let strip: Rect
  let decision: Rect
  /// The labels that the decision is chosen from; nil where it is marked or written, or may not be made.
  let panel: Panel?
  let foot: ReviewFoot

  static func textWidth(_ size: Size) -> Int { CaseLayout.textWidth(columns: AnswerLayout.room(size)) }

  init(_ state: ReviewState, _ open: OpenCase) {
    let size = state.size
    foot = ReviewFoot(state)
    let body = Rect(row: 2, column: 0, rows: foot.rule - 2, columns: size.columns)
      .inset(columns: AnswerLayout.margin(size))
    let isRoomy = size.rows >= 30
    let sheet = open.bench.sheet
    panel = open.wantsEditing || open.shown.bar != nil ? nil : sheet.map { Panel($0, of: open.bench) }
    let stripRows = (sheet?.shown.count ?? 0) > 1 ? 1 : 0
    let barRows = open.shown.bar.map {
      ReviewScreen.words(of: $0).wrapped(to: body.columns, limit: 2, gap: .text).count
    }
    let decisionRows = max(1, min(panel?.rows ?? barRows ?? 1, max(1, size.rows / 4)))
    let (rest, bottom) = body.splitBottom(decisionRows + stripRows)
    (strip, decision) = bottom.splitTop(stripRows)
    let (above, ruled) = rest.splitBottom(1)
    rule = ruled.row
    let width = min(Reading.widest, above.columns)
    let wrapped = Wrapping.lines(of: Displayable(open.question?.prompt ?? "").oneLine, width: width)
    promptLines = Array(wrapped.prefix(max(1, size.rows / 12)))
    let (top, area) = above.splitTop(promptLines.count)
    prompt = top
    drawing = CaseDrawing(
      open.shown, open.question, open.text, in: isRoomy ? area.inset(top: 1, left: 0, bottom: 1, right: 0) : area,
      hidesNames: state.hidesNames, cursor: open.cursor, difference: open.difference, utcOffset: state.desk.utcOffset)
  }
}

/// The last rows: a rule, and below it a sentence, the reason being typed, or the keys.
struct ReviewFoot {
  let rule: Int
  let notice: [WrappedLine]
  let isError: Bool

  init(_ state: ReviewState) {
    let told = state.notice?.text ?? (state.reasoning == nil ? state.open?.bench.notice?.text : nil)
    notice =
      told.map { Array(Wrapping.lines(of: $0, width: state.size.columns - 2).prefix(max(1, state.size.rows / 4))) }
      ?? []
    if case .error = state.notice { isError = true } else { isError = false }
    // The reason has a row of its own below what is told.
    let isTyping = state.reasoning != nil || state.query?.editor != nil
    let rows = max(1, notice.count + (isTyping && !notice.isEmpty ? 1 : 0))
    rule = state.size.rows - 1 - rows
  }

  func draw(_ state: ReviewState, left: [Run], on frame: inout Frame) {
    let size = frame.size
    frame.captionedRule(row: rule, left: left, right: Self.status(state))
    for (index, line) in notice.enumerated() {
      frame.draw(
        line.glyphs, at: Point(row: rule + 1 + index, column: 1), style: Style(isError ? .error : .warning))
    }
    let bottom = size.rows - 1
    if let reasoning = state.reasoning {
      let title: Displayable = size.columns < 60 ? " Why? " : " Decide so. Why? "
      let used = frame.draw(title, at: Point(row: bottom, column: 0), style: Style(.heading, bold: true))
      let field = Rect(row: bottom, column: used, rows: 1, columns: size.columns - 1 - used)
      let isSaving = state.request != nil
      frame.draw(
        reasoning.editor, hint: "a reason · ↵ decides · esc back", style: isSaving ? Style(.dim) : .text, in: field)
      if isSaving { frame.cursor = nil }
    } else if let editor = state.query?.editor {
      let used = frame.draw(" Find ", at: Point(row: bottom, column: 0), style: Style(.heading, bold: true))
      let field = Rect(row: bottom, column: used, rows: 1, columns: size.columns - 1 - used)
      frame.draw(editor, hint: "words label: by: ui: taxonomy: status: differ: order:", style: .text, in: field)
    } else if notice.isEmpty {
      frame.draw(keys(state, width: size.columns - 2), at: Point(row: bottom, column: 1))
    }
  }

  private static func status(_ state: ReviewState) -> [Run] {
    switch state.request {
    case .list, .open: return [Run("looking …", .dim)]
    case .decide: return [Run("saving …", .dim)]
    case nil: break
    }
    guard let at = state.decidedAt else { return [] }
    let time = at.advanced(bySeconds: Double(state.desk.utcOffset)).timeOfDay
    return [Run("decided \(time)", .saved)]
  }

  /// The keys that there are to offer, as many as fit, the most useful ones first.
  private func keys(_ state: ReviewState, width: Int) -> [Run] {
    if state.help != nil {
      return [
        Run("↑ ↓ pgup pgdn", .key, bold: true), Run(" scroll  ", .dim), Run("any other key", .key, bold: true),
        Run(" back", .dim),
      ]
    }
    let mode: Mode = state.open == nil ? .cases : .reviewing
    let labels = state.open?.wantsEditing == false ? state.open?.bench.shortcuts : nil
    let bindings = state.keymap.bindings
    let offers = bindings.indices.filter {
      bindings[$0].modes.contains(mode) && bindings[$0].rank != nil && state.offers(bindings[$0].command)
    }.sorted { (bindings[$0].rank ?? .max, $0) < (bindings[$1].rank ?? .max, $1) }
    var shown: [(place: Int, runs: [Run])] = []
    var used = 0
    for place in offers {
      guard let key = bindings[place].key(besides: labels) else { continue }
      let runs = [
        Run(state.keymap.title(of: key), .key, bold: true), Run("\(state.word(bindings[place]))  ", .dim),
      ]
      guard used + runs.width <= width + 2 else { continue }
      used += runs.width
      shown.append((place, runs))
    }
    return Array(shown.sorted { $0.place < $1.place }.map(\.runs).joined())
  }
}

extension ReviewState {
  /// True for keys that can be used now.
  func offers(_ command: Command) -> Bool {
    guard let open else {
      return switch command {
      case .accept: entries?.isEmpty == false
      case .undo: earlier != nil
      case .find, .nextOrder: query != nil
      default: true
      }
    }
    let canDecide = open.shown.bar == nil
    return switch command {
    case .submit: canDecide
    case .takeAnswer: canDecide && open.valueAtCursor != nil
    case .editAnswer: canDecide && open.wantsEditing
    case .undo: earlier != nil
    case .skip: only == nil
    case .nextQuestion: (open.bench.sheet?.asked.count ?? 0) > 1
    case .nextDifference:
      open.question.map { question in
        if case .spans = question.kind { !SpanGroups(open.shown, question).differences.isEmpty } else { false }
      } ?? false
    default: true
    }
  }

  /// The decision to go back to: the one before the example that is open, else the last one.
  var earlier: Digest? {
    guard let shown = open?.shown.example, let place = history.firstIndex(of: shown) else { return history.last }
    return place > 0 ? history[place - 1] : nil
  }

  func word(_ binding: Binding) -> Displayable {
    switch binding.command {
    case .names: return hidesNames ? " show names" : " hide names"
    case .skip where open?.shown.bar != nil: return " next"
    default: return binding.footerWord
    }
  }
}
