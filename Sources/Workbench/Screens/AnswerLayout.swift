import Canvas
import Text

/// Where the parts of the answering screen are.
struct AnswerLayout {
  /// The smallest screen that is drawn on.
  static let smallest = Size(columns: 40, rows: 12)
  /// On tall screens short texts get this many rows, so that the labels don't stand far below them.
  private static let tallest = 34

  let prompt: Rect
  let promptLines: [WrappedLine]
  /// Why the question is asked as it is; no lines where it is asked as usual.
  let reason: Rect
  let reasonLines: [WrappedLine]
  let isReasonCut: Bool
  let text: Rect
  /// The guidelines beside the example, where they are shown; a rule stands two columns before them.
  let beside: Rect?
  let panelRule: Int
  /// One row where the screen asks several questions.
  let strip: Rect
  let labels: Rect
  let panel: Panel?
  let foot: FootLayout

  /// The labels, where the question is answered with some.
  var grid: LabelGrid? { if case .labels(let grid)? = panel { grid } else { nil } }

  /// True where the rows that a text takes with its marks decide where the parts are.
  static func follows(_ text: Reading, on size: Size) -> Bool {
    size.rows > tallest && text.lines.count < size.rows
  }

  static func margin(_ size: Size) -> Int { size.columns < 60 ? 1 : 2 }
  /// The columns that there are for text.
  static func room(_ size: Size) -> Int { max(1, size.columns - 2 * margin(size)) }
  static func readingWidth(_ size: Size) -> Int { min(Reading.widest, room(size)) }
  private static func isCompact(_ size: Size) -> Bool { size.rows < 20 }

  init(_ state: WorkbenchState) {
    let size = state.size
    let sheet = state.sheet
    let margin = Self.margin(size)
    let air = Self.isCompact(size) ? 0 : 1
    foot = FootLayout(state)
    panel = sheet.map { Panel($0, of: state) }
    let body = Rect(row: 2, column: 0, rows: foot.rule - 2, columns: size.columns).inset(columns: margin)

    let columns = sheet.map { state.textWidth(of: $0.build) } ?? Self.room(size)
    let width = min(Reading.widest, columns)
    let wrapped = Wrapping.lines(of: Displayable(sheet?.question?.prompt ?? "").oneLine, width: width)
    promptLines = Array(wrapped.prefix(max(1, size.rows / 6)))
    let top = body.splitTop(promptLines.count)
    prompt = top.top
    let stripRows = (sheet?.shown.count ?? 0) > 1 ? 1 : 0
    let leastRows = 1 + stripRows + (panel?.leastRows ?? 0)
    // The labels and a line of the text need their room first; so do spans that are settled.
    var isCramped = false
    if case .spans? = sheet?.question?.kind { isCramped = Self.isCompact(size) }
    let reasonRows = max(0, min(isCramped ? 1 : max(3, size.rows / 8), top.rest.rows - leastRows - 1))
    var why = sheet?.reason.map { Wrapping.lines(of: $0, width: width) } ?? []
    if why.count > reasonRows, let short = sheet?.shortReason { why = Wrapping.lines(of: short, width: width) }
    reasonLines = Array(why.prefix(reasonRows))
    isReasonCut = reasonLines.count < why.count
    let below = top.rest.splitTop(reasonLines.count)
    reason = below.top

    let most = below.rest.rows - leastRows
    let more = (panel?.rows ?? 0) - (panel?.leastRows ?? 0)
    // The rows of marks are looked at only where there is a choice.
    let isOpen = more > 0 || most > Self.tallest
    let lines = isOpen ? (sheet?.rowsOfText(height: most - 2 * air) ?? 0) + 2 * air : 0
    // What a short text leaves goes to words that need it.
    let room = most - max(0, min(more, most - lines))
    let guide = sheet.flatMap { state.isBeside($0.build) ? state.guide?.beside : nil }
    let wanted = max(Self.tallest, lines, (guide?.lines.count ?? 0) + 2 * air)
    let (middle, rest) = below.rest.splitTop(max(1, min(room, wanted)))
    text = Rect(
      row: middle.row + air, column: middle.column, rows: max(1, middle.rows - 2 * air),
      columns: sheet?.pair?.width ?? width)
    let (rule, answering) = rest.splitTop(1)
    panelRule = rule.row
    beside = guide.map { guide in
      Rect(row: body.row, column: margin + columns + 4, rows: rule.row - body.row, columns: guide.width)
    }
    (strip, labels) = answering.splitTop(stripRows)
  }
}

/// The foot of every screen: a rule, and below it what is typed, told or offered.
struct FootLayout {
  /// The row of the rule.
  let rule: Int
  /// The rows of a sentence; none without one.
  let notice: [WrappedLine]
  /// True where there was no room for all of the sentence.
  let isCut: Bool
  /// The row of the line that is being typed: it stands in the rule, so that nothing above moves.
  let line: Int?
  /// The row of the keys; nil where a sentence takes their place.
  let keys: Int?

  init(_ state: WorkbenchState) {
    let size = state.size
    let width = size.columns - 2
    let sentence = state.notice.map { Wrapping.lines(of: $0.text, width: width) } ?? []
    notice = Array(sentence.prefix(max(2, size.rows / 3)))
    isCut = notice.count < sentence.count
    var isTyping = false
    if case .line = state.overlay { isTyping = true }
    let hasKeys = notice.isEmpty || isTyping
    keys = hasKeys ? size.rows - 1 : nil
    rule = size.rows - 1 - notice.count - (hasKeys ? 1 : 0)
    line = isTyping ? rule : nil
  }
}

/// A screen for reading: header, text, foot.
struct ReadingLayout {
  let text: Rect

  init(_ size: Size) { self.init(size, rule: size.rows - 2) }

  /// Above what the foot says now.
  init(_ state: WorkbenchState) { self.init(state.size, rule: FootLayout(state).rule) }

  private init(_ size: Size, rule: Int) {
    let margin = AnswerLayout.margin(size)
    text = Rect(row: 2, column: margin, rows: max(1, rule - 2), columns: AnswerLayout.readingWidth(size))
  }
}
