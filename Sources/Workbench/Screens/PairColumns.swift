import Canvas
import Labeling
import Text

/// Draws texts that are compared, scrolled, with what was found and where they differ.
struct PairColumns {
  let pair: PairReading
  /// The side that was said to be better.
  let better: PairReading.Part?
  let showsDifferences: Bool

  func draw(in rect: Rect, on frame: inout Frame) {
    let top = pair.top(height: rect.rows)
    let pinned = pair.pinned(height: rect.rows)
    for (index, row) in (top..<max(top, min(top + rect.rows, pair.rowCount))).enumerated() {
      let line = Rect(row: rect.row + index, column: rect.column, rows: 1, columns: rect.columns)
      draw(index == 0 ? pinned ?? pair.row(row) : pair.row(row), in: line, on: &frame)
    }
  }

  private func draw(_ row: PairReading.Row, in rect: Rect, on frame: inout Frame) {
    switch row {
    case .space: break
    case .above(let index): draw(index, of: .above, in: rect, on: &frame)
    case .line(let part, let index): draw(index, of: part, in: rect, on: &frame)
    case .name(let part): draw(nameOf: part, in: rect, on: &frame)
    case .names:
      let (left, right) = columns(rect)
      draw(nameOf: .left, in: left, on: &frame)
      frame.draw(
        "─┬─", at: Point(row: rect.row, column: left.columnRange.upperBound), style: Style(.rule), within: rect)
      draw(nameOf: .right, in: right, on: &frame)
    case .lines(let index):
      let (left, right) = columns(rect)
      draw(index, of: .left, in: left, on: &frame)
      frame.draw(
        "│", at: Point(row: rect.row, column: left.columnRange.upperBound + 1), style: Style(.rule), within: rect)
      draw(index, of: .right, in: right, on: &frame)
    }
  }

  private func columns(_ rect: Rect) -> (Rect, Rect) {
    let left = rect.splitLeft(pair.sideWidth).left
    return (left, rect.splitLeft(pair.sideWidth + PairReading.gap).rest.splitLeft(pair.sideWidth).left)
  }

  /// The name of a side on a rule; the better one is marked, as its label is, before the column.
  private func draw(nameOf part: PairReading.Part, in rect: Rect, on frame: inout Frame) {
    frame.rule(row: rect.row, within: rect)
    let name: Displayable = part == .left ? "A" : "B"
    let isBetter = part == better
    let style = Style(isBetter ? .selected : .heading, bold: true)
    frame.draw("\(name) ", at: rect.origin, style: style, within: rect)
    if isBetter { frame.draw("▸", at: Point(row: rect.row, column: rect.column - 1), style: style) }
  }

  private func draw(_ index: Int, of part: PairReading.Part, in rect: Rect, on frame: inout Frame) {
    let reading = pair[part]
    guard reading.lines.indices.contains(index) else { return }
    let line = reading.lines[index]
    if let beside = line.beside {
      let column = rect.column + reading.width - beside.width
      frame.draw(beside, at: Point(row: rect.row, column: column), style: Style(.dim), within: rect)
    }
    let style = style(of: line.kind)
    let differences = differences(of: line, in: part)
    let current = pair.current.map { pair.found[$0] }
    var column = rect.column
    for glyph in line.glyphs {
      var look = style
      if let place = line.passage.flatMap({ reading.place(of: glyph.source, in: $0) }) {
        // Marked by reverse and underline, so that it shows without colour.
        let isCurrent = current == PairReading.Place(part: part, index: place)
        look = Style(.span, bold: isCurrent, underline: true, reverse: isCurrent)
      } else if differences.contains(where: { $0.contains(glyph.source.rawValue) }) {
        look = Style(.accent, bold: true, underline: true)
      }
      column += frame.draw(glyph, at: Point(row: rect.row, column: column), style: look, within: rect)
    }
  }

  /// Where a line of a side differs from the other side.
  private func differences(of line: Reading.Line, in part: PairReading.Part) -> ArraySlice<Range<Int>> {
    guard showsDifferences, line.kind == .body, let first = line.glyphs.first?.source.rawValue,
      let last = line.glyphs.last?.source.rawValue
    else { return [] }
    let all =
      switch part {
      case .above: [Range<Int>]()
      case .left: pair.differences?.left ?? []
      case .right: pair.differences?.right ?? []
      }
    let start = all.partition { $0.upperBound > first }
    return all[start...].prefix { $0.lowerBound <= last }
  }

  private func style(of kind: Passage.Kind) -> Style {
    switch kind {
    case .heading: Style(.heading, bold: true)
    case .meta, .notice: Style(.dim)
    case .caption: Style(.dim, italic: true)
    case .body, .set: .text
    }
  }

  /// How much is out of sight, for the rule below.
  func hidden(height: Int, isShort: Bool) -> [Run] {
    let (above, below) = pair.hidden(height: height)
    let side: Displayable =
      switch pair.longer(height: height) {
      case .left: " of A"
      case .right: " of B"
      default: ""
      }
    let more: Displayable = isShort ? "more" : below == 1 ? "more line\(side)" : "more lines\(side)"
    switch (above, below) {
    case (0, 0): return []
    case (0, _): return [Run("↓ \(below) \(more)", .accent)]
    case (_, 0): return [Run("↑ \(above) · \(isShort ? "end" : "end of text")", .accent)]
    default: return [Run("↑ \(above) · ↓ \(below)\(isShort ? "" : " \(more)")", .accent)]
    }
  }
}

extension [Range<Int>] {
  /// The first index whose range passes, where all after it do too.
  fileprivate func partition(_ passes: (Range<Int>) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if passes(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
