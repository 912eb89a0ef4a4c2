import Canvas
import Text

/// Keys with what they do, as many lines as the words take: the help of a screen that has few.
struct KeyList {
  typealias Row = (keys: Displayable, help: Displayable)

  let rows: [Row]

  init(_ bindings: [Binding], after first: [Row] = []) {
    rows = first + bindings.map { ($0.listedKeys.map(\.title).joined(separator: " "), $0.help) }
  }

  func draw(in rect: Rect, on frame: inout Frame) {
    let left = (rows.map(\.keys.width).max() ?? 0) + 2
    let width = max(1, rect.columns - left)
    let wrapped = rows.map { Wrapping.lines(of: $0.help, width: width) }
    // Where there is no room for all lines, no key is pushed out by the words of another.
    let fits = wrapped.reduce(0) { $0 + $1.count } <= rect.rows
    var line = rect.row
    for (row, lines) in zip(rows, wrapped) where line < rect.rowRange.upperBound {
      frame.draw(row.keys, at: Point(row: line, column: rect.column), style: Style(.key, bold: true), within: rect)
      let help = fits ? lines.map(\.glyphs) : Array(row.help.truncated(to: width).lines.prefix(1))
      for (below, glyphs) in help.enumerated() {
        frame.draw(
          glyphs, at: Point(row: line + below, column: rect.column + left), style: .text, within: rect)
      }
      line += max(1, help.count)
    }
  }
}
