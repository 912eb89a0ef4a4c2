import Canvas
import Text

/// Draws the list of what there is to review.
struct ReviewListScreen {
  private static let barWidth = 8

  let state: ReviewState

  /// Where the list stands.
  static func list(_ size: Size) -> Rect {
    let top = size.rows < 20 ? 3 : 5
    return Rect(
      row: top, column: AnswerLayout.margin(size), rows: max(1, size.rows - 2 - top),
      columns: AnswerLayout.room(size))
  }

  /// The entries that have room, around the cursor.
  static func shown(of state: ReviewState) -> Range<Int> {
    let (count, rows) = (state.entries?.count ?? 0, list(state.size).rows)
    let top = max(0, min(state.cursor - rows / 2, count - rows))
    return top..<min(count, top + rows)
  }

  func draw(on frame: inout Frame) {
    ReviewHeader(state: state).draw(title: title, on: &frame)
    let list = Self.list(frame.size)
    let entries = state.entries ?? []
    let shown = Self.shown(of: state)
    if entries.isEmpty { drawNothing(in: list, on: &frame) }
    let columns = Columns(entries[shown], isBrowsing: state.query != nil, width: list.columns)
    if !entries.isEmpty { columns.drawTitles(in: list, on: &frame) }
    for (line, index) in shown.enumerated() {
      let row = Rect(row: list.row + line, column: list.column, rows: 1, columns: list.columns)
      draw(entries[index], isChosen: index == state.cursor, in: row, columns, on: &frame)
    }
    let hidden = ReadingColumn.OutOfSight(above: shown.lowerBound, below: entries.count - shown.upperBound)
    ReviewFoot(state).draw(state, left: hidden.runs(isShort: true), on: &frame)
  }

  private var title: Displayable {
    if state.only != nil { return "Looking for the example" }
    if let query = state.query { return Self.title(of: query, found: state.entries?.count) }
    guard let entries = state.entries else { return "Looking for what there is to review" }
    switch entries.count - state.decided.count {
    case ...0: return "Nothing to review"
    case 1: return "1 example to review"
    case let count: return "\(count) examples to review"
    }
  }

  private static func title(of query: ReviewState.Query, found: Int?) -> Displayable {
    guard let found else { return "Looking through the examples" }
    let typed = Displayable(query.typed).oneLine
    let what: Displayable = found == 1 ? "1 example" : "\(found) examples"
    if query.typed.isEmpty { return what }
    return "\(what) of \(query.examples): \(typed)"
  }

  private func drawNothing(in list: Rect, on frame: inout Frame) {
    guard state.entries != nil else { return }
    let sentence: Displayable =
      state.query != nil
      ? "Nothing is found. \(state.keymap.title(of: .find)) changes what is looked for."
      : """
      People agree wherever all have answered, and nothing is flagged, skipped, stuck or contradicted. \
      \(state.keymap.title(of: .tryAgain, in: .cases)) looks again.
      """
    for (row, line) in Wrapping.lines(of: sentence, width: min(72, list.columns)).enumerated() {
      frame.draw(line.glyphs, at: Point(row: list.row + row, column: list.column), style: .text, within: list)
    }
  }

  private func draw(
    _ entry: ReviewEntry, isChosen: Bool, in row: Rect, _ columns: Columns, on frame: inout Frame
  ) {
    let isDone = state.decided.contains(entry.example)
    let style = isChosen ? Style(.selected, bold: true) : isDone ? Style(.dim) : .text
    if isChosen { frame.fill(row, style) }
    func look(_ role: Role) -> Style { isChosen || isDone ? style : Style(role) }
    let mark: Displayable = isChosen ? "▸" : " "
    let done: Displayable = isDone ? "✓" : " "
    var runs = [Run("\(mark)\(done) ", style: isDone && !isChosen ? Style(.saved) : style)]
    runs.append(
      Run(columns.reasons(of: entry).padded(to: columns.reason), style: look(Self.role(entry.reasons.first))))
    runs.append(Run("  \(Columns.right("\(entry.people)", columns.people))  ", style: style))
    runs += bar(entry, style)
    let own: Displayable = entry.isOwn ? "yours" : ""
    runs.append(Run("  \(own.padded(to: columns.own))", style: look(.warning)))
    if columns.own > 0 { runs.append(Run("  ", style: style)) }
    let words = state.words[entry.example].map { Displayable($0).oneLine } ?? ""
    runs.append(Run(words, style: style))
    frame.draw(runs.truncated(to: row.columns), at: row.origin, within: row)
  }

  /// How far from unanimous they are.
  private func bar(_ entry: ReviewEntry, _ style: Style) -> [Run] {
    guard let disagreement = entry.disagreement else {
      return [Run(Displayable(String(repeating: " ", count: Self.barWidth)), style: style)]
    }
    let full = Int((min(1, max(0, disagreement)) * Double(Self.barWidth)).rounded(.up))
    func cells(_ cell: String, _ count: Int) -> Displayable { Displayable(String(repeating: cell, count: count)) }
    let isPlain = style.role == .text
    return [
      Run(cells("█", full), style: isPlain ? Style(.bar) : style),
      Run(cells("░", Self.barWidth - full), style: isPlain ? Style(.barEmpty) : style),
    ]
  }

  /// What stops work or is wrong stands out.
  private static func role(_ reason: String?) -> Role {
    switch reason {
    case "contradicted", "reopened", "flagged", "stuck": .warning
    default: .text
    }
  }

  private struct Columns {
    let reason: Int
    let people: Int
    let own: Int
    private let isShort: Bool
    private let isBrowsing: Bool

    init(_ entries: ArraySlice<ReviewEntry>, isBrowsing: Bool, width: Int) {
      self.isBrowsing = isBrowsing
      isShort = width < 96
      people = 6
      own = entries.contains(where: \.isOwn) ? 5 : 0
      let isShort = isShort
      reason = max(6, entries.map { Self.reasons(of: $0, isShort: isShort).width }.max() ?? 0)
    }

    func reasons(of entry: ReviewEntry) -> Displayable { Self.reasons(of: entry, isShort: isShort) }

    private static func reasons(of entry: ReviewEntry, isShort: Bool) -> Displayable {
      guard isShort, entry.reasons.count > 1 else {
        return entry.reasons.map { Displayable($0).oneLine }.joined(separator: ", ")
      }
      return "\(Displayable(entry.reasons[0]).oneLine) +\(entry.reasons.count - 1)"
    }

    static func right(_ text: Displayable, _ width: Int) -> Displayable {
      "\(Displayable("").padded(to: max(0, width - text.width)))\(text)"
    }

    func drawTitles(in list: Rect, on frame: inout Frame) {
      guard frame.size.rows >= 20 else { return }
      let first: Displayable = isBrowsing ? "status" : "why"
      let owner: Displayable = own > 0 ? "       " : ""
      let titles: Displayable =
        "   \(first.padded(to: reason))  \(Self.right("people", people))  \(Displayable("differ").padded(to: ReviewListScreen.barWidth))  \(owner)example"
      frame.draw(
        titles, at: Point(row: list.row - 1, column: list.column), style: Style(.dim), within: list.withRowAbove)
    }
  }
}

extension Rect {
  fileprivate var withRowAbove: Rect { Rect(row: row - 1, column: column, rows: rows + 1, columns: columns) }
}

/// The first rows of the list and the help.
struct ReviewHeader {
  let state: ReviewState

  func draw(title: Displayable, on frame: inout Frame) {
    let columns = frame.size.columns
    let person = Displayable(state.desk.annotator).oneLine.truncated(to: columns >= 80 ? 24 : 14)
    var runs = [
      Run(Displayable(state.desk.task.rawValue).oneLine, .heading, bold: true),
      Run(state.query == nil ? " · review" : " · browse", .text),
    ]
    if case .named(let channel) = state.desk.channels {
      runs.insert(contentsOf: [Run(" · ", .dim), Run(Displayable(channel.rawValue).oneLine, .text)], at: 1)
    }
    if columns >= 90 { runs = [Run("scholium", .accent, bold: true), Run("   ", .text)] + runs }
    frame.draw(runs.truncated(to: columns - person.width - 4), at: Point(row: 0, column: 1))
    frame.draw(person, at: Point(row: 0, column: columns - 1 - person.width), style: .text)
    frame.rule(row: 1)
    frame.draw(title, at: Point(row: 2, column: AnswerLayout.margin(frame.size)), style: Style(.heading, bold: true))
  }
}
