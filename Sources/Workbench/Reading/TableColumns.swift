import Text

/// The columns of a table, which all its rows share.
struct TableColumns: Hashable, Sendable {
  private static let gap = 2
  /// A column that gives way to the others is at least this wide.
  private static let narrowest = 16
  /// What cells below each other are indented by.
  private static let indent = 2

  /// Columns that the widest cell of each takes.
  var widths: [Int]
  var alignments: [Markdown.Table.Alignment]

  /// The lines of a row whose cells are the lines of `text`: beside each other where they fit, with the widest column
  /// wrapped where that makes them fit, else below each other.
  ///
  /// Filling has the source of a cell's end, which is no part of any text.
  func lines(of text: Displayable, width: Int) -> [[Glyph]] {
    fittedWidths(width).map { beside(text, $0) } ?? below(text, width)
  }

  private func fittedWidths(_ width: Int) -> [Int]? {
    let gaps = Self.gap * (widths.count - 1)
    let all = widths.reduce(0, +) + gaps
    if all <= width { return widths }
    guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) else { return nil }
    let room = width - (all - widths[widest])
    guard room >= max(Self.narrowest, width / 3) else { return nil }
    var fitted = widths
    fitted[widest] = room
    return fitted
  }

  private func beside(_ text: Displayable, _ fitted: [Int]) -> [[Glyph]] {
    let fillings = text.padded(to: text.width + 1).lines.map { $0.last }
    let cells = zip(text.lines.indices, fitted).map { index, width in
      fitted[index] < widths[index]
        ? Self.wrapped(text, line: index, width: width) : [text.lines[index]]
    }
    let height = cells.map(\.count).max() ?? 1
    return (0..<height).map { row in
      var line: [Glyph] = []
      for (index, cell) in cells.enumerated() {
        guard let filling = fillings[index] else { continue }
        let glyphs = row < cell.count ? cell[row] : []
        let missing = max(0, fitted[index] - glyphs.reduce(0) { $0 + $1.width })
        let before =
          switch alignments[index] {
          case .left: 0
          case .center: missing / 2
          case .right: missing
          }
        line += repeatElement(filling, count: before) + glyphs
        if index + 1 < cells.count { line += repeatElement(filling, count: missing - before + Self.gap) }
      }
      return line
    }
  }

  private func below(_ text: Displayable, _ width: Int) -> [[Glyph]] {
    let fillings = text.padded(to: text.width + 1).lines.map { $0.last }
    return text.lines.indices.flatMap { index -> [[Glyph]] in
      let indent = index == 0 || width < Self.narrowest ? 0 : Self.indent
      let lines = Self.wrapped(text, line: index, width: width - indent)
      // A cell without text needs no line below others.
      if index > 0, lines.allSatisfy(\.isEmpty) { return [] }
      return lines.map { glyphs in (fillings[index].map { Array(repeating: $0, count: indent) } ?? []) + glyphs }
    }
  }

  /// One line of the text, wrapped.
  private static func wrapped(_ text: Displayable, line wanted: Int, width: Int) -> [[Glyph]] {
    var index = 0
    var lines: [[Glyph]] = []
    for line in Wrapping.lines(of: text, width: max(1, width)) {
      if index == wanted { lines.append(line.glyphs) }
      if !line.isContinued { index += 1 }
    }
    return lines
  }
}
