extension Displayable {
  /// Cuts every line that is wider than `width` columns and ends it with `…`. Never wider than `width`; a width of
  /// zero or less gives empty lines.
  public func truncated(to width: Int) -> Displayable { mapRows { Self.truncated($0, to: width) } }

  /// Fills every line with spaces up to `width` columns; wider lines stay as they are.
  public func padded(to width: Int) -> Displayable {
    mapRows { row in
      let missing = width - row.width
      return missing > 0 ? row.glyphs + Array(repeating: .space(at: row.range.upperBound), count: missing) : row.glyphs
    }
  }

  private func mapRows(_ change: (Row) -> [Glyph]) -> Displayable {
    Displayable(rows: rows.map { Row(glyphs: change($0), range: $0.range) }, scalarCount: scalarCount)
  }

  private static func truncated(_ row: Row, to width: Int) -> [Glyph] {
    guard width > 0 else { return [] }
    var used = 0
    var cut: Int?
    for (index, glyph) in row.glyphs.enumerated() {
      // Where the line has to end if it turns out to be too wide.
      if cut == nil, used + glyph.width > width - 1 { cut = index }
      used += glyph.width
      if used > width, let cut {
        return row.glyphs[..<cut] + Glyph.substitutes("…", at: row.glyphs[cut].source.rawValue)
      }
    }
    return row.glyphs
  }
}
