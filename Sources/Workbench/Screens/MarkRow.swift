import Canvas
import Text

/// Draws a mark below the text that it covers: `└p Person──┘`, or `└p Person──→` where it goes on in the next line.
///
/// Key and corners tell marks apart without colour; all characters are in the fonts of text consoles.
struct MarkRow {
  let names: MarkNames
  /// The question whose marks are the person's matter now; those of others are dim.
  let focus: Int
  /// The mark that keys work on, where it has to be told from others in the same place.
  let inHand: TextMarks.Mark?

  func style(of mark: TextMarks.Mark) -> Style {
    let isOwn = mark.kind.question == focus
    return Style(isOwn ? names[mark.kind].role : .dim, bold: mark == inHand)
  }

  func draw(_ segment: MarkedLine.Segment, row: Int, left: Int, within clip: Rect, on frame: inout Frame) {
    let name = names[segment.mark.kind]
    let style = style(of: segment.mark)
    let start = left + segment.columns.lowerBound
    let columns = segment.columns.count
    let key = name.key ?? (columns == 1 ? "·" : "")
    let field = Rect(row: row, column: start, rows: 1, columns: columns).intersection(clip)
    func draw(_ text: Displayable, at column: Int) {
      frame.draw(text, at: Point(row: row, column: column), style: style, within: field)
    }

    guard columns > 1 else { return draw(key.isEmpty ? "·" : key.truncated(to: 1), at: start) }
    frame.rule(row: row, style: style, within: field)
    draw(segment.goesOnBefore ? Self.before : Self.start, at: start)
    let end = key.width + 1 < columns ? 1 : 0
    if end > 0 { draw(segment.goesOnAfter ? Self.after : Self.end, at: start + columns - 1) }
    draw(key, at: start + 1)
    let gap = key.isEmpty ? 0 : 1
    let room = columns - 1 - key.width - gap - end
    guard name.title.width <= room || room >= Self.shortestTitle else { return }
    draw("\(gap == 0 ? "" : " ")\(name.title.truncated(to: room))", at: start + 1 + key.width)
  }

  // Made once: they are drawn for every mark.
  private static let start: Displayable = "└"
  private static let end: Displayable = "┘"
  private static let before: Displayable = "←"
  private static let after: Displayable = "→"

  /// Columns of a title below which it says nothing.
  private static let shortestTitle = 4

  /// Tells how many marks there is no row for, where the first of them would stand.
  func draw(hidden: [MarkedLine.Segment], row: Int, left: Int, within clip: Rect, on frame: inout Frame) {
    let sentence: Displayable = "+\(hidden.count)"
    let first = hidden.map(\.columns.lowerBound).min() ?? 0
    let column = left + max(0, min(first, clip.columns - sentence.width))
    frame.draw(sentence, at: Point(row: row, column: column), style: Style(.warning), within: clip)
  }
}
