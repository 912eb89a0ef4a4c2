extension Displayable {
  /// Puts two texts together. Offsets of the second follow those of the first, as if the raw texts had been joined.
  public static func + (left: Displayable, right: Displayable) -> Displayable {
    var text = left
    text += right
    return text
  }

  public static func += (left: inout Displayable, right: Displayable) {
    let distance = left.scalarCount
    var rows = right.rows.map { row in
      Row(
        glyphs: distance == 0 ? row.glyphs : row.glyphs.map { $0.moved(by: distance) },
        range: (row.range.lowerBound + distance)..<(row.range.upperBound + distance))
    }
    let first = rows.removeFirst()
    let last = left.rows.count - 1
    left.rows[last].glyphs += first.glyphs
    left.rows[last].range = left.rows[last].range.lowerBound..<first.range.upperBound
    left.rows += rows
    left.scalarCount += right.scalarCount
  }

  /// The text on one line, with `⏎` where lines broke.
  public var oneLine: Displayable {
    var glyphs = rows[0].glyphs
    for (previous, row) in zip(rows, rows.dropFirst()) {
      glyphs += Glyph.substitutes("⏎", at: previous.range.upperBound)
      glyphs += row.glyphs
    }
    return Displayable(rows: [Row(glyphs: glyphs, range: 0..<scalarCount)], scalarCount: scalarCount)
  }
}

extension Sequence<Displayable> {
  /// The texts one after another with `separator` between them.
  public func joined(separator: Displayable = "") -> Displayable {
    var result: Displayable?
    for text in self { result = result.map { $0 + separator + text } ?? text }
    return result ?? ""
  }
}
