import Canvas
import Labeling
import Text

/// What is typed to find a label, the labels that have it, and what the one at the cursor means.
struct FinderPanel {
  /// More labels than this are not taken in at a glance: lists that fit into half of the screen are shown whole all the
  /// same.
  private static let mostRows = 20
  private static let fewestRows = 3
  private static let gap = 3

  let finder: LabelFinder
  /// The keys that the labels have outside of this list: marks in the text are told by them.
  let shortcuts: Shortcuts
  private let size: Size
  private let kind: Question.Kind
  /// The rows that explain the label at the cursor; none where no label has a description.
  private let descriptionRows: Int
  /// The rows that it takes where there is room: the same whatever is typed.
  let rows: Int

  init(_ finder: LabelFinder, _ sheet: Sheet, _ shortcuts: Shortcuts, size: Size) {
    self.shortcuts = shortcuts
    self.finder = finder
    self.size = size
    kind = sheet.question?.kind ?? .choice
    descriptionRows = finder.catalog.hasDescriptions ? (size.rows < 20 ? 1 : size.rows < 40 ? 2 : 3) : 0
    let count = max(1, finder.catalog.entries.count)
    let half = max(Self.fewestRows, size.rows / 2 - 2 - descriptionRows)
    rows = 1 + (count <= half ? count : min(half, Self.mostRows)) + descriptionRows
  }

  /// Rows of labels where the panel has this many rows: a description gives way to labels.
  func listRows(of rows: Int) -> Int {
    let most = self.rows - 1 - descriptionRows
    return max(1, min(most, max(rows - 1 - descriptionRows, min(rows - 1, Self.fewestRows))))
  }

  func draw(_ sheet: Sheet, in rect: Rect, on frame: inout Frame) {
    let (line, rest) = rect.splitTop(1)
    drawLine(in: line, on: &frame)
    let (list, below) = rest.splitTop(listRows(of: rect.rows))
    let column = AnswerLayout.margin(size) - 1
    drawList(
      sheet, in: Rect(row: list.row, column: column, rows: list.rows, columns: size.columns - 2 * column), on: &frame)
    drawDescription(in: below, on: &frame)
  }

  /// The place among the results of the label that is drawn at a point.
  func index(at point: Point, in rect: Rect) -> Int? {
    let height = listRows(of: rect.rows)
    let row = point.row - rect.row - 1
    let index = finder.top(height: height) + row
    return (0..<height).contains(row) && finder.results.indices.contains(index) ? index : nil
  }

  /// Where in the list the screen is.
  func aside(rows: Int) -> [Run] {
    let height = listRows(of: rows)
    let top = finder.top(height: height)
    guard finder.results.count > height else { return [] }
    let last = min(top + height, finder.results.count)
    return [Run("labels \(top + 1)–\(last) of \(finder.results.count) ", .text), Run("↑ ↓", .key, bold: true)]
  }

  private func drawLine(in rect: Rect, on frame: inout Frame) {
    let all = finder.catalog.entries.count
    let count: Displayable = finder.query.isEmpty ? "\(all) labels" : "\(finder.results.count) of \(all)"
    let rect = rect.splitLeft(AnswerLayout.readingWidth(size)).left
    frame.draw(
      count, at: Point(row: rect.row, column: rect.columnRange.upperBound - count.width), style: Style(.dim),
      within: rect)
    let title: Displayable = size.columns < 60 ? "Label: " : "Find a label: "
    let used = frame.draw(title, at: rect.origin, style: Style(.heading, bold: true), within: rect)
    let field = rect.inset(left: used, right: count.width + 2)
    let hint: Displayable = size.columns < 60 ? "words or code" : "its words, letters of them, or its code"
    frame.draw(finder.line, hint: hint.truncated(to: field.columns), in: field)
  }

  private func drawList(_ sheet: Sheet, in rect: Rect, on frame: inout Frame) {
    guard !finder.results.isEmpty else {
      let sentence: Displayable = "No label has these letters."
      frame.draw(sentence, at: Point(row: rect.row, column: rect.column + 1), style: Style(.dim), within: rect)
      return
    }
    let top = finder.top(height: rect.rows)
    let shown = top..<min(top + rect.rows, finder.results.count)
    let rows = shown.map { FoundRow(finder, at: $0, sheet, kind) }
    let widest = rows.map(\.titleWidth).max() ?? 0
    // Titles first; on wide screens what stands beside them keeps some room.
    let aside = size.columns >= 60 && rows.contains(where: \.hasAside) ? min(40, rect.columns * 2 / 5) : 0
    let titles = min(widest, rect.columns - aside)
    for (place, row) in rows.enumerated() {
      let line = Rect(row: rect.row + place, column: rect.column, rows: 1, columns: rect.columns)
      row.draw(in: line, titleColumns: titles, gap: Self.gap, on: &frame)
    }
  }

  private func drawDescription(in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    let text: Displayable =
      finder.query.isEmpty && finder.cursor == nil
      ? "↓ goes to the list" : Displayable(finder.entryAtCursor?.label.description ?? "").oneLine
    let width = min(Reading.widest, rect.columns)
    let lines = Wrapping.lines(of: text, width: width)
    for (row, line) in lines.prefix(rect.rows).enumerated() {
      let start = Point(row: rect.row + row, column: rect.column)
      let end = frame.draw(line.glyphs, at: start, style: Style(.dim), within: rect)
      guard row + 1 == rect.rows, lines.count > rect.rows else { continue }
      frame.draw("…", at: Point(row: start.row, column: start.column + min(end, rect.columns - 1)), style: Style(.dim))
    }
  }
}
