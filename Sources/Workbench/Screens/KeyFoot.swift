import Canvas
import Text

/// The last rows of a screen: a rule, and below it a sentence or, where nothing is told, the keys.
struct KeyFoot {
  let notice: Displayable?
  /// At the left of the rule.
  let left: [Run]
  let keys: [Run]

  func draw(on frame: inout Frame) {
    let size = frame.size
    let width = size.columns - 2
    let lines = notice.map { Array(Wrapping.lines(of: $0, width: width).prefix(max(1, size.rows / 4))) } ?? []
    frame.captionedRule(row: size.rows - 1 - max(1, lines.count), left: left)
    for (index, line) in lines.enumerated() {
      frame.draw(
        line.glyphs, at: Point(row: size.rows - lines.count + index, column: 1), style: Style(.warning))
    }
    guard lines.isEmpty else { return }
    frame.draw(keys.truncated(to: width), at: Point(row: size.rows - 1, column: 1))
  }
}
