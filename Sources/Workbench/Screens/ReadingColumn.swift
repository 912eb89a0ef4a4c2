import Canvas
import Text

/// Draws laid out text, scrolled, with what was found marked.
struct ReadingColumn {
  let reading: Reading

  func draw(in rect: Rect, on frame: inout Frame) {
    let top = reading.top(height: rect.rows)
    for (row, line) in reading.lines.dropFirst(top).prefix(rect.rows).enumerated() {
      let point = Point(row: rect.row + row, column: rect.column)
      draw(line, at: point, within: rect, on: &frame)
      if let beside = line.beside {
        let column = rect.columnRange.upperBound - beside.width
        frame.draw(beside, at: Point(row: point.row, column: column), style: Style(.dim), within: rect)
      }
    }
  }

  /// How much text is out of sight, for the rule below it.
  func hidden(height: Int, isShort: Bool) -> [Run] {
    let above = reading.top(height: height)
    let below = max(0, reading.lines.count - above - height)
    let more: Displayable = isShort ? "more" : below == 1 ? "more line" : "more lines"
    switch (above, below) {
    case (0, 0): return []
    case (0, _): return [Run("↓ \(below) \(more)", .accent)]
    case (_, 0): return [Run("↑ \(above) · \(isShort ? "end" : "end of text")", .accent)]
    default: return [Run("↑ \(above) · ↓ \(below) \(more)", .accent)]
    }
  }

  private func draw(_ line: Reading.Line, at point: Point, within rect: Rect, on frame: inout Frame) {
    var column = point.column + frame.draw(line.lead, at: point, style: Style(.dim), within: rect)
    let style = style(of: line.kind)
    var typeset: Typeset?
    if case .set(let set) = line.kind { typeset = set }
    guard let passage = line.passage, typeset != nil || !reading.found.isEmpty else {
      frame.draw(line.glyphs, at: Point(row: point.row, column: column), style: style, within: rect)
      return
    }
    for glyph in line.glyphs {
      var style = typeset?.style(of: glyph) ?? style
      if let place = reading.place(of: glyph.source, in: passage) {
        // Marked by reverse and underline, so that it shows without colour.
        style = Style(.span, bold: place == reading.current, underline: true, reverse: place == reading.current)
      }
      column += frame.draw(
        CollectionOfOne(glyph), at: Point(row: point.row, column: column), style: style, within: rect)
    }
  }

  private func style(of kind: Passage.Kind) -> Style {
    switch kind {
    case .heading: Style(.heading, bold: true)
    case .meta, .notice: Style(.dim)
    case .caption: Style(.dim, italic: true)
    case .body, .set: .text
    }
  }
}
