import Canvas
import Labeling
import Text

/// Where the text of a case stands, and what was said of it.
struct CaseLayout {
  /// From this width on what was said stands beside the text.
  private static let wide = 110
  /// Rows that what was said has before the text gets more.
  private static let leastSaid = 5

  let text: Rect
  /// The row of the rule between, where what was said stands below.
  let rule: Int?
  /// The column of the rule between, where it stands beside.
  let column: Int?
  /// What the difference is that was stepped to.
  let stepped: Rect
  let said: Rect

  static func textWidth(columns: Int) -> Int {
    columns >= wide ? min(Reading.widest, (columns - 3) * 9 / 20) : columns
  }

  static func tableWidth(columns: Int) -> Int {
    columns >= wide ? columns - textWidth(columns: columns) - 3 : columns
  }

  /// - Parameters:
  ///   - textRows: those that the whole text takes.
  ///   - stepped: those that a difference which was stepped to takes.
  ///   - lines: those that what was said takes.
  init(_ area: Rect, textRows: Int, stepped: Int, lines: Int) {
    if area.columns >= Self.wide {
      let (left, rest) = area.splitLeft(Self.textWidth(columns: area.columns))
      text = left
      (self.stepped, said) = rest.splitLeft(3).rest.splitTop(stepped)
      column = left.columnRange.upperBound + 1
      rule = nil
      return
    }
    let room = area.rows - 1
    let least = max(1, min(textRows, room - min(lines + stepped, max(Self.leastSaid, room * 3 / 5))))
    let (top, rest) = area.splitTop(max(1, min(least, room - 1)))
    text = top
    rule = rest.row
    (self.stepped, said) = rest.splitTop(1).rest.splitTop(stepped)
    column = nil
  }
}

/// An example with all that was said of it: the text with what was marked in it, and who said what. A pure picture, for
/// the review screen and the browser.
struct CaseDrawing {
  let shown: ReviewedCase
  /// The question that is looked at; nil on a screen that asks nothing.
  let question: Question?
  let text: CaseText
  let table: CaseTable
  let groups: SpanGroups?
  let marks: TextMarks
  let layout: CaseLayout
  /// The item of the table that the cursor stands on; nil without a cursor.
  let cursor: Int?
  /// What the difference is that was stepped to, in rows; none without one.
  private let stepped: [[Run]]
  private let difference: SpanGroups.Difference?

  /// - Parameter utcOffset: seconds that local time is ahead of UTC.
  init(
    _ shown: ReviewedCase, _ question: Question?, _ text: CaseText, in area: Rect, hidesNames: Bool, cursor: Int?,
    difference: Int?, utcOffset: Int
  ) {
    self.shown = shown
    self.question = question
    self.text = text
    self.cursor = cursor
    if let question, case .spans = question.kind { groups = SpanGroups(shown, question) } else { groups = nil }
    marks = groups?.marks ?? .none
    let width = CaseLayout.tableWidth(columns: area.columns)
    table =
      question.map {
        CaseTable(
          shown, $0, width: width, hidesNames: hidesNames, cursor: cursor, utcOffset: utcOffset)
      } ?? .none
    if let question, let groups, let difference, groups.differences.indices.contains(difference) {
      let found = groups.differences[difference]
      self.difference = found
      let words = [
        Run("Difference \(difference + 1) of \(groups.differences.count) ", .warning, bold: true),
        Run(groups.words(of: found, shown, question), .text),
      ]
      stepped = words.wrapped(to: width, limit: 3, gap: .text)
    } else {
      (self.difference, stepped) = (nil, [])
    }
    let rows = text.rows(for: question, marks: marks, height: area.rows)
    layout = CaseLayout(area, textRows: rows, stepped: stepped.count, lines: table.lines.count)
  }

  func draw(on frame: inout Frame) {
    drawText(on: &frame)
    if let column = layout.column {
      for row in layout.text.rowRange {
        frame.draw("│", at: Point(row: row, column: column), style: Style(.rule))
      }
    }
    if let rule = layout.rule { frame.captionedRule(row: rule, right: hiddenText) }
    for (place, line) in stepped.prefix(layout.stepped.rows).enumerated() {
      frame.draw(
        line, at: Point(row: layout.stepped.row + place, column: layout.stepped.column), within: layout.stepped)
    }
    let top = top(height: layout.said.rows)
    for (place, line) in table.lines.dropFirst(top).prefix(layout.said.rows).enumerated() {
      frame.draw(
        line.runs, at: Point(row: layout.said.row + place, column: layout.said.column), within: layout.said)
    }
  }

  private func drawText(on frame: inout Frame) {
    if let pair = text.pair(for: question) {
      PairColumns(pair: pair, better: nil, showsDifferences: true).draw(in: layout.text, on: &frame)
      return
    }
    let selection = difference.map { Marking.Selection(field: $0.field, range: $0.range) }
    let row = question.flatMap { question in
      groups.map { MarkRow(names: $0.names(shown, question), focus: 0, inHand: nil) }
    }
    ReadingColumn(reading: text.reading, marks: marks, selection: selection)
      .draw(in: layout.text, marking: row, on: &frame)
  }

  /// How much of the text is out of sight.
  var hiddenText: [Run] {
    if let pair = text.pair(for: question) {
      return PairColumns(pair: pair, better: nil, showsDifferences: true).hidden(
        height: layout.text.rows, isShort: true)
    }
    return ReadingColumn(reading: text.reading, marks: marks).hidden(height: layout.text.rows, isShort: true)
  }

  /// How much of what was said is out of sight.
  var hiddenLines: [Run] {
    let (above, rows) = (top(height: layout.said.rows), layout.said.rows)
    return ReadingColumn.OutOfSight(above: above, below: max(0, table.lines.count - above - rows)).runs(isShort: true)
  }

  /// The first line shown: the cursor's stays in sight, with what hangs on it.
  private func top(height: Int) -> Int {
    let last = max(0, table.lines.count - height)
    guard let cursor, let line = table.lines.firstIndex(where: { $0.item == cursor }) else { return 0 }
    let end = table.lines[(line + 1)...].firstIndex { $0.item != nil } ?? table.lines.count
    return max(0, min(last, max(0, end - height), line))
  }
}
