import Canvas
import Text

/// A piece of a row in one style.
struct Run: Hashable {
  var text: Displayable
  var style: Style

  init(_ text: Displayable, _ role: Role, bold: Bool = false) {
    self.text = text
    style = Style(role, bold: bold)
  }

  init(_ text: Displayable, style: Style) {
    self.text = text
    self.style = style
  }
}

extension [Run] {
  var width: Int { reduce(0) { $0 + $1.text.width } }

  /// Cut at the end to a width.
  func truncated(to width: Int) -> [Run] {
    guard self.width > width else { return self }
    var left = width
    var runs: [Run] = []
    for run in self where left > 0 {
      let text = run.text.truncated(to: left)
      runs.append(Run(text, style: run.style))
      left -= Swift.max(1, text.width)
      if text.width < run.text.width { break }
    }
    return runs
  }
}

extension Frame {
  /// Draws runs one after another.
  mutating func draw(_ runs: [Run], at point: Point, within clip: Rect? = nil) {
    var column = point.column
    for run in runs {
      column += draw(run.text, at: Point(row: point.row, column: column), style: run.style, within: clip)
    }
  }

  /// A rule with words in it: `left` near its start, `right` near its end; `left` gives way where both don't fit.
  mutating func captionedRule(row: Int, left: [Run] = [], right: [Run] = []) {
    rule(row: row)
    let right = right.truncated(to: size.columns - 6)
    let start = size.columns - right.width - 3
    if !right.isEmpty { draw([Run(" ", .rule)] + right + [Run(" ", .rule)], at: Point(row: row, column: start)) }
    let room = (right.isEmpty ? size.columns : start) - 5
    guard !left.isEmpty, room > 8 else { return }
    draw([Run(" ", .rule)] + left.truncated(to: room) + [Run(" ", .rule)], at: Point(row: row, column: 1))
  }
}
