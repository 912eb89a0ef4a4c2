import Canvas
import Text

/// How a passage is set that is more than plain lines: what stands before its lines, and the looks of its parts.
struct Typeset: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    case paragraph
    /// Lines that were broken for want of room go on behind a mark.
    case code
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
    let lines: [(glyphs: [Glyph], isBroken: Bool)] =
      switch form {
      case .paragraph: Wrapping.lines(of: text, width: room).map { ($0.glyphs, false) }
      case .code: Self.code(text, width: room)
      case .row(let columns): columns.lines(of: text, width: room).map { ($0, false) }
      }
    return lines.enumerated().map { index, line in
      let before = index == 0 ? first : others
      guard lead > 0 else { return Line(lead: "", glyphs: line.glyphs) }
      return Line(lead: line.isBroken ? "\(before.truncated(to: lead - 2))… " : before, glyphs: line.glyphs)
    }
  }

  private static func code(_ text: Displayable, width: Int) -> [(glyphs: [Glyph], isBroken: Bool)] {
    var isBroken = false
    return Wrapping.lines(of: text, width: width).map { line in
      defer { isBroken = line.isContinued }
      return (line.glyphs, isBroken)
    }
  }
}
