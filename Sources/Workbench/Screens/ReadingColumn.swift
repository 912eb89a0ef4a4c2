import Canvas
import Text

/// Draws laid out text, scrolled, with what was found and what is marked in it.
struct ReadingColumn {
  let reading: Reading
  var marks = TextMarks.none
  var selection: Marking.Selection?
  /// The scalar of the selection at which the terminal's cursor stands.
  var head: ScalarOffset?
  /// The lines on the screen, where they were looked up already.
  var visible: [MarkedLine]?

  private func visible(height: Int) -> [MarkedLine] { visible ?? reading.visible(height: height, marks: marks) }

  /// - Parameter marking: how marks are drawn; without it there are none.
  func draw(in rect: Rect, marking: MarkRow? = nil, on frame: inout Frame) {
    var row = rect.row
    for line in visible(height: rect.rows) {
      draw(line, row: row, in: rect, marking, on: &frame)
      row += line.height
    }
  }

  /// Lines out of sight.
  struct OutOfSight: Hashable {
    var above: Int
    var below: Int

    func runs(isShort: Bool) -> [Run] {
      let more: Displayable = isShort ? "more" : below == 1 ? "more line" : "more lines"
      switch (above, below) {
      case (0, 0): return []
      case (0, _): return [Run("↓ \(below) \(more)", .accent)]
      case (_, 0): return [Run("↑ \(above) · \(isShort ? "end" : "end of text")", .accent)]
      default: return [Run("↑ \(above) · ↓ \(below)\(isShort ? "" : " \(more)")", .accent)]
      }
    }
  }

  func outOfSight(height: Int) -> OutOfSight {
    let visible = visible(height: height)
    return OutOfSight(
      above: visible.first?.line ?? 0, below: max(0, reading.lines.count - 1 - (visible.last?.line ?? -1)))
  }

  /// How much text is out of sight, for the rule below it.
  func hidden(height: Int, isShort: Bool) -> [Run] { outOfSight(height: height).runs(isShort: isShort) }

  /// A place in the text, or one of its marks.
  enum Spot: Hashable {
    case text(field: String, offset: ScalarOffset)
    case mark(field: String, TextMarks.Mark)
  }

  /// What is drawn at a point. Below the last line it is the end of the text.
  func spot(at point: Point, in rect: Rect) -> Spot? {
    guard rect.contains(point) else { return nil }
    let visible = visible(height: rect.rows)
    let column = point.column - rect.column
    var row = rect.row
    for line in visible {
      if point.row == row { return text(atLine: line.line, column: column) }
      if point.row < row + line.height {
        let below = point.row - row - 1
        let segments = below < line.rows.count ? line.rows[below] : []
        let segment = segments.first { $0.columns.contains(column) }
        guard let segment, let field = reading.field(ofLine: line.line) else {
          return text(atLine: line.line, column: column)
        }
        return .mark(field: field, segment.mark)
      }
      row += line.height
    }
    return visible.last.flatMap { text(atLine: $0.line, column: reading.width) }
  }

  /// The scalar nearest to a point, the rows of marks counting as the text above them.
  func place(at point: Point, in rect: Rect) -> (field: String, offset: ScalarOffset)? {
    var row = rect.row
    let visible = visible(height: rect.rows)
    let line = visible.first { line in
      row += line.height
      return point.row < row
    }
    return (line ?? visible.last).flatMap { reading.spot(atLine: $0.line, column: point.column - rect.column) }
  }

  private func text(atLine line: Int, column: Int) -> Spot? {
    reading.spot(atLine: line, column: column).map { .text(field: $0.field, offset: $0.offset) }
  }

  /// Draws a line, and below it what is marked on it.
  func draw(_ marked: MarkedLine, row: Int, in rect: Rect, _ marking: MarkRow?, on frame: inout Frame) {
    let line = reading.lines[marked.line]
    let point = Point(row: row, column: rect.column)
    drawText(marked, at: point, within: rect, marking, on: &frame)
    if let beside = line.beside {
      let column = rect.columnRange.upperBound - beside.width
      frame.draw(beside, at: Point(row: row, column: column), style: Style(.dim), within: rect)
    }
    guard let marking else { return }
    for (below, segments) in marked.rows.enumerated() {
      for segment in segments {
        marking.draw(segment, row: row + 1 + below, left: rect.column, within: rect, on: &frame)
      }
    }
    if !marked.hidden.isEmpty {
      marking.draw(
        hidden: marked.hidden, row: row + 1 + marked.rows.count, left: rect.column, within: rect, on: &frame)
    }
  }

  private func drawText(
    _ marked: MarkedLine, at point: Point, within rect: Rect, _ marking: MarkRow?, on frame: inout Frame
  ) {
    let line = reading.lines[marked.line]
    let style = style(of: line.kind)
    let selected = selectedColumns(marked.line)
    let lead = frame.draw(line.lead, at: point, style: Style(.dim), within: rect)
    let point = Point(row: point.row, column: point.column + lead)
    var typeset: Typeset?
    if case .set(let set) = line.kind { typeset = set }
    guard typeset != nil || !reading.found.isEmpty || !marked.segments.isEmpty || selected != nil else {
      frame.draw(line.glyphs, at: point, style: style, within: rect)
      return
    }
    // The innermost mark decides: it is the shortest.
    let segments = marked.segments.filter { $0.mark.kind.question == marking?.focus }
      .sorted { $0.mark.range.count < $1.mark.range.count }
    var column = 0
    for glyph in line.glyphs {
      var style = typeset?.style(of: glyph) ?? style
      // The selection looks the same everywhere: what is marked there is told by the row below.
      let isSelected = selected?.contains(column) == true
      if !isSelected, let segment = segments.first(where: { $0.columns.contains(column) }), let marking {
        style = marking.style(of: segment.mark)
        style.underline = true
      }
      if let passage = line.passage, let place = reading.place(of: glyph.source, in: passage) {
        // Told from marks, which are underlined, and from each other without colour too.
        style = Style(.span, bold: true, underline: true, reverse: place == reading.current)
      }
      if isSelected { style.reverse = true }
      frame.draw(
        glyph, at: Point(row: point.row, column: point.column + column), style: style, within: rect)
      column += glyph.width
    }
    if let selected, selected.upperBound > column {
      // What is selected has no place of its own, such as a line break.
      let start = point.column + min(max(column, selected.lowerBound), rect.columns - 1)
      frame.draw(" ", at: Point(row: point.row, column: start), style: Style(.text, reverse: true), within: rect)
    }
  }

  /// The columns of a line that the selection covers.
  func selectedColumns(_ index: Int) -> Range<Int>? {
    let line = reading.lines[index]
    guard let selection, reading.field(ofLine: index) == selection.field,
      selection.range.lowerBound < line.range.upperBound, line.range.lowerBound < selection.range.upperBound
    else { return nil }
    return LineColumns(line, isCounted: reading.isCounted(index)).columns(of: selection.range)
  }

  /// Where the terminal's cursor stands, so that screen readers and braille lines follow; nil where it is out of sight.
  func cursor(in rect: Rect) -> Point? {
    guard let selection, let head, let index = reading.line(showing: head, in: selection.field) else { return nil }
    var row = rect.row
    for line in visible(height: rect.rows) {
      if line.line == index {
        let columns = LineColumns(reading.lines[index], isCounted: reading.isCounted(index)).columns(of: head)
        return Point(row: row, column: rect.column + min(columns.lowerBound, rect.columns - 1))
      }
      row += line.height
    }
    return nil
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
