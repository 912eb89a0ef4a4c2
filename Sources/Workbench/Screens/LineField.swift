import Canvas
import Text

extension Frame {
  /// Draws a line that is being typed, with its cursor.
  ///
  /// - Parameters:
  ///   - hint: what may be typed, while nothing is.
  ///   - style: of what was typed.
  mutating func draw(_ editor: TextEditor, hint: Displayable, style: Style = .text, in field: Rect) {
    let (before, after) = (editor.beforeCursor, editor.afterCursor)
    let width = before.width + after.width
    guard width > 0 else {
      draw(hint, at: field.origin, style: Style(.dim), within: field)
      cursor = field.origin
      return
    }
    // The cursor stays inside, with some of what comes after it; what is before it moves out on the left.
    let hidden = max(0, min(before.width - field.columns * 3 / 4, width + 1 - field.columns))
    let end = field.column - hidden + before.width
    draw(before, at: Point(row: field.row, column: field.column - hidden), style: style, within: field)
    draw(after, at: Point(row: field.row, column: end), style: style, within: field)
    for (isCut, column) in [
      (hidden > 0, field.column), (width - hidden > field.columns, field.columnRange.upperBound - 1),
    ]
    where isCut && column != end {
      draw("…", at: Point(row: field.row, column: column), style: Style(.dim), within: field)
    }
    cursor = Point(row: field.row, column: end)
  }
}
