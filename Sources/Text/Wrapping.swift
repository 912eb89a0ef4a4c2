/// A line of wrapped text as it stands on the screen.
public struct WrappedLine: Hashable, Sendable {
  /// What to draw; the spaces at which the line was broken are left out.
  public let glyphs: [Glyph]
  /// The raw scalars that belong to this line, with the spaces and the line break that ended it. The ranges of all
  /// lines follow each other and cover the raw text.
  public let range: Range<ScalarOffset>
  /// The raw scalar after the last one that is drawn.
  public let drawnEnd: ScalarOffset
  /// True when the line was broken for want of room, so that the next one goes on with the same source line.
  public let isContinued: Bool
}

/// Breaks text into lines of a given width.
public enum Wrapping {
  /// Breaks at spaces and around wide glyphs; a word longer than the line is broken where it has to be.
  ///
  /// No line is wider than `width` columns (one at least); a wide glyph in a line of one column shows as `…`.
  /// Takes time linear in the length of the text.
  public static func lines(of text: Displayable, width: Int) -> [WrappedLine] {
    var lines: [WrappedLine] = []
    for (index, row) in text.rows.enumerated() {
      let isLast = index + 1 == text.rows.count
      let end = isLast ? text.scalarCount : text.rows[index + 1].range.lowerBound
      append(row, until: end, width: max(1, width), to: &lines)
    }
    return lines
  }

  private static func append(
    _ row: Displayable.Row, until end: Int, width: Int, to lines: inout [WrappedLine]
  ) {
    let glyphs = width > 1 ? row.glyphs : row.glyphs.map(narrowed)
    var start = row.range.lowerBound
    var first = 0
    while true {
      let line = nextLine(of: glyphs, from: first, width: width)
      let isContinued = line.next < glyphs.count
      let lineEnd = isContinued ? glyphs[line.next].source.rawValue : end
      lines.append(
        WrappedLine(
          glyphs: Array(glyphs[first..<line.end]), range: ScalarOffset(start)..<ScalarOffset(lineEnd),
          drawnEnd: line.end < glyphs.count ? glyphs[line.end].source : ScalarOffset(row.range.upperBound),
          isContinued: isContinued))
      guard isContinued else { return }
      (first, start) = (line.next, lineEnd)
    }
  }

  private static func narrowed(_ glyph: Glyph) -> Glyph {
    glyph.width == 1 ? glyph : Glyph(GlyphText("…"), width: 1, source: glyph.source.rawValue, isSubstitute: true)
  }

  /// The line that starts at glyph `first`: the glyphs before `end` are drawn, the next line starts at `next`.
  ///
  /// What follows the last break is looked at twice at most, as the next line starts with it.
  private static func nextLine(of glyphs: [Glyph], from first: Int, width: Int) -> (end: Int, next: Int) {
    var used = 0
    var lastBreak: Int?
    var index = first
    while index < glyphs.count {
      let glyph = glyphs[index]
      if index > first, canBreak(before: index, in: glyphs) { lastBreak = index }
      if used + glyph.width > width {
        let next =
          glyph.isSpace
          ? endOfSpaces(glyphs, from: index) : lastBreak ?? forcedBreak(at: index, from: first, in: glyphs)
        return (endOfWords(glyphs, first: first, before: min(index, next)), next)
      }
      used += glyph.width
      index += 1
    }
    return (glyphs.count, glyphs.count)
  }

  private static func canBreak(before index: Int, in glyphs: [Glyph]) -> Bool {
    let (left, right) = (glyphs[index - 1], glyphs[index])
    guard left.source != right.source, !right.isSpace else { return false }
    return left.isSpace || left.width == 2 || right.width == 2
  }

  /// Keeps the glyphs of one substitute together where they fit.
  private static func forcedBreak(at index: Int, from first: Int, in glyphs: [Glyph]) -> Int {
    var start = index
    while start > first, glyphs[start - 1].source == glyphs[index].source { start -= 1 }
    return start > first ? start : index
  }

  private static func endOfSpaces(_ glyphs: [Glyph], from index: Int) -> Int {
    glyphs[index...].firstIndex { !$0.isSpace } ?? glyphs.count
  }

  /// Leaves out the spaces before the break, but never all of an indented line.
  private static func endOfWords(_ glyphs: [Glyph], first: Int, before next: Int) -> Int {
    glyphs[first..<next].lastIndex { !$0.isSpace }.map { $0 + 1 } ?? next
  }
}
