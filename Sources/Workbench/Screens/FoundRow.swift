import Canvas
import Labeling
import Text

/// A label in the list of those found: its title with the letters that were looked for, and beside it what tells it from
/// others.
struct FoundRow {
  private let isAtCursor: Bool
  private let mark: Displayable
  private let title: Displayable
  private let matched: Set<Int>
  private let id: Displayable
  private let matchedID: Set<Int>
  /// Words that stand before the path.
  private let words: [Displayable]
  private let path: [String]

  /// - Parameter index: its place among the results.
  init(_ finder: LabelFinder, at index: Int, _ sheet: Sheet, _ kind: Question.Kind) {
    let place = finder.results[index]
    let entry = finder.catalog.entries[place]
    let isChosen = sheet.isChosen(entry.label.id)
    isAtCursor = finder.cursor == index
    title = Displayable(entry.label.title).oneLine
    matched = finder.query.matched(inTitleOf: entry)
    matchedID = finder.query.matched(inIDOf: entry)
    id = matchedID.isEmpty ? "" : Displayable(entry.label.id.rawValue).oneLine
    path = finder.catalog.path(of: place)
    let isTicked = if case .choices = kind { true } else { false }
    mark = (isAtCursor ? "▸" : " ") + (isTicked ? (isChosen ? "[x] " : "[ ] ") : "")
    var words: [Displayable] = []
    if isChosen, !isTicked { words.append("chosen") }
    if finder.query.isEmpty, finder.recent.indices.contains(index) { words.append("used lately") }
    self.words = words
  }

  var titleWidth: Int { mark.width + title.width }
  var hasAside: Bool { !id.isEmpty || !words.isEmpty || !path.isEmpty }

  func draw(in rect: Rect, titleColumns: Int, gap: Int, on frame: inout Frame) {
    if isAtCursor { frame.fill(rect, style(.text)) }
    var column = rect.column + frame.draw(mark, at: rect.origin, style: style(.text, bold: isAtCursor), within: rect)
    let cut = title.truncated(to: titleColumns - mark.width)
    draw(cut, matched, role: .text, at: Point(row: rect.row, column: column), within: rect, on: &frame)
    column = rect.column + titleColumns + gap
    let end = rect.columnRange.upperBound
    guard hasAside, end - column >= 8 else { return }
    if !id.isEmpty {
      draw(id, matchedID, role: .dim, at: Point(row: rect.row, column: column), within: rect, on: &frame)
      column += id.width + 2
    }
    for word in words {
      column += 2 + frame.draw(word, at: Point(row: rect.row, column: column), style: style(.dim), within: rect)
    }
    let path = Hierarchy.path(path, width: end - column)
    frame.draw(path, at: Point(row: rect.row, column: column), style: style(.dim), within: rect)
  }

  /// Draws a text with the glyphs of some raw scalars made to stand out.
  private func draw(
    _ text: Displayable, _ matched: Set<Int>, role: Role, at point: Point, within rect: Rect, on frame: inout Frame
  ) {
    var column = point.column
    for glyph in text.lines.joined() {
      let stands = matched.contains(glyph.source.rawValue)
      column += frame.draw(
        [glyph], at: Point(row: point.row, column: column),
        style: stands ? style(.text, bold: true, underline: true) : style(role), within: rect)
    }
  }

  private func style(_ role: Role, bold: Bool = false, underline: Bool = false) -> Style {
    Style(isAtCursor ? .selected : role, bold: bold, underline: underline)
  }
}
