import Text

// From offsets in a field's raw text to places on the screen, and back.
extension Reading {
  /// The line on which a scalar of a passage stands.
  func line(showing offset: ScalarOffset, in passage: Int) -> Int? {
    guard blocks.indices.contains(passage) else { return nil }
    let block = blocks[passage]
    var (low, high) = (block.lowerBound, block.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low > block.lowerBound ? low - 1 : block.isEmpty ? nil : block.lowerBound
  }

  /// The line on which a scalar of a field stands; for what is only counted, the line that counts it.
  func line(showing offset: ScalarOffset, in field: String) -> Int? {
    let showing = passages.indices.filter { passages[$0].field == field }
    let passage = showing.first { passages[$0].counted?.contains(offset) == true } ?? showing.first
    return passage.flatMap { line(showing: offset, in: $0) }
  }

  /// The field that a line shows.
  func field(ofLine index: Int) -> String? { lines[index].passage.flatMap { passages[$0].field } }

  /// The raw scalars of the line around an offset, without the spaces or the line break that end it.
  func lineRange(around offset: ScalarOffset, in field: String) -> Range<ScalarOffset>? {
    guard let index = line(showing: offset, in: field) else { return nil }
    let line = lines[index]
    return line.range.lowerBound..<max(line.range.lowerBound, line.drawnEnd)
  }

  /// The place some lines below or above an offset, in the same column as far as that line goes.
  ///
  /// - Parameter fields: those that count as lines to go to; nil for all fields.
  func offset(
    onLineBy step: Int, from offset: ScalarOffset, in field: String, among fields: Set<String>? = nil
  ) -> (field: String, offset: ScalarOffset)? {
    guard let start = line(showing: offset, in: field) else { return nil }
    let column = LineColumns(lines[start], isCounted: isCounted(start)).columns(of: offset).lowerBound
    let direction = step.signum()
    var (index, left, reached) = (start, abs(step), start)
    while left > 0, lines.indices.contains(index + direction) {
      index += direction
      // A line without words is no place to stand on.
      guard let other = self.field(ofLine: index), fields?.contains(other) ?? true,
        lines[index].glyphs.contains(where: { $0.text != " " })
      else { continue }
      reached = index
      left -= 1
    }
    return reached == start ? nil : spot(atLine: reached, column: column)
  }

  /// The field and the scalar at a column of a line; after its end, the last one that is drawn.
  func spot(atLine index: Int, column: Int) -> (field: String, offset: ScalarOffset)? {
    guard lines.indices.contains(index), let field = field(ofLine: index) else { return nil }
    let line = lines[index]
    guard !isCounted(index) else { return (field, line.range.lowerBound) }
    var right = 0
    for glyph in line.glyphs {
      right += glyph.width
      if column < right { return (field, glyph.source) }
    }
    return (field, line.glyphs.last?.source ?? line.range.lowerBound)
  }

  /// True for a line that only counts what is not shown.
  func isCounted(_ index: Int) -> Bool { lines[index].passage.flatMap { passages[$0].counted } != nil }
}

/// The columns of a line's glyphs, for looking up raw offsets.
struct LineColumns {
  private let glyphs: [Glyph]
  private let drawnEnd: ScalarOffset
  private let isCounted: Bool

  /// - Parameter isCounted: true for a line that counts scalars which are not shown: it stands for each of them.
  init(_ line: Reading.Line, isCounted: Bool = false) {
    glyphs = line.glyphs
    drawnEnd = line.drawnEnd
    self.isCounted = isCounted
  }

  /// The columns that the line uses.
  var width: Int { width(of: glyphs.indices) }

  private func width(of glyphs: Range<Int>) -> Int { self.glyphs[glyphs].reduce(0) { $0 + $1.width } }

  /// The columns that show a scalar: the one after the line's end for one that is not drawn, such as a line break.
  func columns(of offset: ScalarOffset) -> Range<Int> { columns(of: offset..<ScalarOffset(offset.rawValue + 1)) }

  /// The columns that show any of these scalars: never none, as what is not drawn stands after the line's end.
  func columns(of range: Range<ScalarOffset>) -> Range<Int> {
    if isCounted { return 0..<max(1, width) }
    guard range.lowerBound < drawnEnd, !glyphs.isEmpty else { return width..<width + 1 }
    // All glyphs of a substitute have the same source: the first of them begins it.
    let source = glyphs[max(0, count { $0 <= range.lowerBound } - 1)].source
    let first = count { $0 < source }
    let start = width(of: 0..<first)
    return start..<max(start + 1, start + width(of: first..<max(first, count { $0 < range.upperBound })))
  }

  /// How many glyphs begin early.
  private func count(while isEarly: (ScalarOffset) -> Bool) -> Int {
    var (low, high) = (0, glyphs.count)
    while low < high {
      let middle = (low + high) / 2
      if isEarly(glyphs[middle].source) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
