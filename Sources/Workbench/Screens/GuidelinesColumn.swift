import Canvas
import Text

/// Where the guidelines stand beside the example: a title, and below it what is read.
struct BesideLayout {
  /// The least columns of a screen that has room for both.
  static let leastColumns = 116
  private static let leastRows = 16
  /// Two margins, and the rule with a space before it and two behind.
  private static let chrome = 8
  private static let widest = 80

  let title: Rect
  let text: Rect

  init(_ rect: Rect) {
    let parts = rect.splitTop(1)
    title = parts.top
    text = parts.rest.inset(top: 1)
  }

  static func fits(_ size: Size) -> Bool { lacking(in: size) == nil }

  /// The room that a screen would need and has not; nil where there is room for both.
  static func lacking(in size: Size) -> Displayable? {
    if size.columns < leastColumns { return "\(leastColumns) columns" }
    return size.rows < leastRows ? "\(leastRows) rows" : nil
  }

  /// Columns of the guidelines: three tenths, and what the example leaves on wide screens. Texts that are compared beside
  /// each other leave nothing.
  static func columns(_ size: Size, compares: Bool) -> Int {
    let share = (size.columns - chrome) * 3 / 10
    return compares ? share : max(share, min(size.columns - chrome - Reading.widest, widest))
  }

  /// Columns of the example beside them.
  static func textColumns(_ size: Size, compares: Bool) -> Int {
    let room = size.columns - chrome - columns(size, compares: compares)
    return compares ? room : min(Reading.widest, room)
  }
}

/// The guidelines beside the example.
struct BesideColumn {
  private let state: WorkbenchState
  private let guide: Guide
  private let reading: Reading
  private let rect: Rect

  init?(state: WorkbenchState, layout: AnswerLayout) {
    guard let guide = state.guide, let reading = guide.beside, let rect = layout.beside else { return nil }
    self.state = state
    self.guide = guide
    self.reading = reading
    self.rect = rect
  }

  func draw(on frame: inout Frame) {
    let layout = BesideLayout(rect)
    drawRule(on: &frame)
    let column = ReadingColumn(reading: reading)
    let hidden = column.hidden(height: layout.text.rows, isShort: true).map { Run($0.text, .dim) }
    var title: [Run] = [Run("guidelines", .heading), Run(" · ui \(state.sheet?.build.ui.version ?? 0)", .dim)]
    // The header tells the version too.
    if title.width + 2 + hidden.width > layout.title.columns { title.removeLast() }
    frame.draw(title, at: layout.title.origin, within: layout.title)
    if title.width + 2 + hidden.width <= layout.title.columns {
      let start = layout.title.columnRange.upperBound - hidden.width
      frame.draw(hidden, at: Point(row: layout.title.row, column: start), within: layout.title)
    }
    column.draw(in: layout.text, on: &frame)
    column.mark(guide.section, in: layout.text, on: &frame)
  }

  private func drawRule(on frame: inout Frame) {
    let column = rect.column - 2
    for row in rect.rowRange { frame.draw("│", at: Point(row: row, column: column), style: Style(.rule)) }
    joinRule(row: rect.row - 1, "┬", on: &frame)
  }

  /// Lets the rule between example and guidelines meet one above or below it, unless words stand in that one there.
  func joinRule(row: Int, _ join: Displayable, on frame: inout Frame) {
    let place = Point(row: row, column: rect.column - 2)
    if frame[place.row, place.column].text == "─" { frame.draw(join, at: place, style: Style(.rule)) }
  }
}

/// The guidelines on a screen of their own.
struct GuidelinesScreen {
  let state: WorkbenchState
  let reading: Reading

  func draw(on frame: inout Frame) {
    let rect = ReadingLayout(state).text
    let column = ReadingColumn(reading: reading)
    column.draw(in: rect, on: &frame)
    column.mark(state.guide?.section, in: rect, on: &frame)
    var left = column.hidden(height: rect.rows, isShort: frame.size.columns < 60)
    if let current = reading.current {
      if !left.isEmpty { left.append(Run(" · ", .dim)) }
      left.append(Run("\(current + 1) of \(reading.found.count) found", .text))
    }
    Footer(state).draw(left: left, on: &frame)
  }
}

extension ReadingColumn {
  /// Points at the first line in sight of some passages, in the column before the text.
  func mark(_ passages: Range<Int>?, in rect: Rect, on frame: inout Frame) {
    guard let passages, rect.column > 0 else { return }
    let top = reading.top(height: rect.rows)
    let shown = reading.lines.dropFirst(top).prefix(rect.rows)
    guard let line = shown.firstIndex(where: { $0.passage.map(passages.contains) ?? false }) else { return }
    frame.draw("▸", at: Point(row: rect.row + line - top, column: rect.column - 1), style: Style(.accent, bold: true))
  }
}
