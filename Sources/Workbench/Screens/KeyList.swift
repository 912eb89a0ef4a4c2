import Canvas
import Text

/// Keys with what they do, a line each: the help of a screen that has few.
struct KeyList {
  typealias Row = (keys: Displayable, help: Displayable)

  let rows: [Row]

  init(_ bindings: [Binding], after first: [Row] = []) {
    rows = first + bindings.map { ($0.listedKeys.map(\.title).joined(separator: " "), $0.help) }
  }

  func draw(in rect: Rect, on frame: inout Frame) {
    let left = (rows.map(\.keys.width).max() ?? 0) + 2
    for (line, row) in rows.prefix(rect.rows).enumerated() {
      let place = Point(row: rect.row + line, column: rect.column)
      frame.draw(row.keys, at: place, style: Style(.key, bold: true), within: rect)
      frame.draw(
        row.help.truncated(to: rect.columns - left), at: Point(row: place.row, column: place.column + left),
        style: .text, within: rect)
    }
  }
}
