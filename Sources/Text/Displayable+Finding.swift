extension Displayable {
  /// Where a text stands in this one, as it is shown: in any case and width, with accents or without (`Folding`), any
  /// spaces between words. The places are whole glyphs within a line, apart from each other and in order.
  public func places(of wanted: Displayable) -> [Range<ScalarOffset>] {
    let wanted = wanted.oneLine.rows.map { FoldedRow($0).letters }.joined()
    return rows.flatMap { FoldedRow($0).places(of: Array(wanted)) }
  }
}

/// A line as searching sees it.
private struct FoldedRow {
  private let row: Displayable.Row
  private(set) var letters: [UInt32] = []
  /// The glyph that each letter came from. Glyphs that have no letter belong to the one before: further spaces, and
  /// what makes one letter with it.
  private var glyphs: [Int32] = []

  init(_ row: Displayable.Row) {
    self.row = row
    letters.reserveCapacity(row.glyphs.count)
    glyphs.reserveCapacity(row.glyphs.count)
    for (index, glyph) in row.glyphs.enumerated() {
      let count = letters.count
      glyph.content.forEachScalar { Folding.append($0, to: &letters) }
      if count > 0, letters[count - 1] == 0x20, letters.last == 0x20 { letters.removeLast(letters.count - count) }
      while glyphs.count < letters.count { glyphs.append(Int32(index)) }
    }
  }

  func places(of wanted: [UInt32]) -> [Range<ScalarOffset>] {
    var places: [Range<ScalarOffset>] = []
    for start in Occurrences.of(wanted, in: letters) {
      let last = start + wanted.count - 1
      let isWhole =
        (start == 0 || glyphs[start - 1] != glyphs[start])
        && (last + 1 == letters.count || glyphs[last + 1] != glyphs[last])
      let place = row.glyphs[Int(glyphs[start])].source..<end(ofLetter: last)
      guard isWhole, places.last.map({ $0.upperBound <= place.lowerBound }) ?? true else { continue }
      places.append(place)
    }
    return places
  }

  /// The raw scalar after the last one that a letter came from. Glyphs of a substitute show the same one.
  private func end(ofLetter place: Int) -> ScalarOffset {
    let source = row.glyphs[Int(glyphs[place])].source
    let after = place + 1 < glyphs.count ? Int(glyphs[place + 1]) : row.glyphs.endIndex
    let next = row.glyphs[after...].first { $0.source > source }
    return next?.source ?? ScalarOffset(row.range.upperBound)
  }
}
