import Canvas
import Text

/// How a passage is set that is more than plain lines: what stands before its lines, and the looks of its parts.
struct Typeset: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    case paragraph
    /// Lines that were broken for want of room go on behind a mark, as wide as what stands before the others.
    case code(broken: Displayable)
    /// Each line of the text is a cell of one table row.
    case row(TableColumns)
  }

  /// A look, and the scalar that it ends before.
  struct Stretch: Hashable, Sendable {
    var end: ScalarOffset
    var style: Style
  }

  var form = Form.paragraph
  /// Before the first line, and before the others; as wide as each other.
  var first: Displayable = ""
  var others: Displayable = ""
  /// One after another from the start of the text; what comes after the last is plain.
  var stretches: [Stretch] = []
  /// True where an empty line stands before it.
  var isApart = true
  /// What that line still shows, such as the bar of a quote.
  var between: Displayable = ""

  /// A line without its place.
  struct Line {
    var lead: Displayable
    var glyphs: [Glyph]
    /// The scalars of the text that belong to it.
    var range: Range<ScalarOffset>

    init(lead: Displayable, _ line: WrappedLine) {
      self.lead = lead
      (glyphs, range) = (line.glyphs, line.range)
    }

    init(lead: Displayable, glyphs: [Glyph], range: Range<ScalarOffset>) {
      (self.lead, self.glyphs, self.range) = (lead, glyphs, range)
    }
  }

  func style(of glyph: Glyph) -> Style {
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].end <= glyph.source { low = middle + 1 } else { high = middle }
    }
    return low < stretches.count ? stretches[low].style : .text
  }

  func lines(of text: Displayable, width: Int) -> [Line] {
    // In a very narrow column the text needs the room more.
    let lead = first.width + 8 <= width ? first.width : 0
    let room = max(1, width - lead)
    var lines: [Line]
    switch form {
    case .paragraph: lines = Wrapping.lines(of: text, width: room).map { Line(lead: others, $0) }
    case .row(let columns):
      // Cells stand beside each other: what is looked for in one of them is at the first line of the row.
      let end = Wrapping.lines(of: text, width: .max).last?.range.upperBound ?? ScalarOffset(0)
      lines = columns.lines(of: text, width: room).enumerated().map { place, glyphs in
        Line(lead: others, glyphs: glyphs, range: (place == 0 ? ScalarOffset(0) : end)..<end)
      }
    case .code(let broken):
      var isBroken = false
      lines = Wrapping.lines(of: text, width: room).map { line in
        defer { isBroken = line.isContinued }
        return Line(lead: isBroken ? broken : others, line)
      }
    }
    if !lines.isEmpty { lines[0].lead = first }
    if lead == 0 { for index in lines.indices { lines[index].lead = "" } }
    return lines
  }
}
