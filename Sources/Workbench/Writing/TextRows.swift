import Text

/// The rows around the cursor of a text, as a field of some width shows them.
///
/// Only what is near the cursor is cleaned and wrapped, so that a key in a long text costs no more than in a short one.
struct TextRows: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    /// What to draw: the spaces at which the row was broken are left out.
    var drawn: [Glyph]
    /// The glyphs with those spaces. Their sources count from the start of a piece.
    var glyphs: ArraySlice<Glyph>
    /// Where it is in the raw text, in UTF-8, without a line break.
    var range: Range<Int>
    /// The scalar of the piece that the row starts with.
    var firstScalar: Int
    /// True where the next row goes on with the same line.
    var isContinued: Bool
  }

  private(set) var rows: [Row] = []
  /// The row of the cursor, among `rows`.
  private(set) var cursorRow = 0
  /// Where the cursor stands in its row: the width of the field at most, which is one more than the last column.
  private(set) var cursorColumn = 0
  /// True where these are all rows up to the start of the text, or to its end.
  private(set) var reachesStart = true
  private(set) var reachesEnd = true

  /// - Parameters:
  ///   - columns: the width at which lines are wrapped.
  ///   - above: how many rows are wanted before the cursor's row, where there are so many.
  ///   - below: how many after it.
  init(of text: String, around cursor: Int, columns: Int, above: Int, below: Int) {
    let pieces = Pieces(of: text, around: cursor)
    rows = Self.rows(of: pieces, in: text, columns: columns)
    cursorRow = rows.lastIndex { $0.range.lowerBound <= cursor } ?? 0
    var first = pieces
    while cursorRow < above, first.stepBack(in: text) {
      let new = Self.rows(of: first, in: text, columns: columns)
      rows = new + rows
      cursorRow += new.count
    }
    var last = pieces
    while rows.count - 1 - cursorRow < below, last.stepOn(in: text) {
      rows += Self.rows(of: last, in: text, columns: columns)
    }
    reachesStart = rows.first?.range.lowerBound == 0
    reachesEnd = !last.stepOn(in: text)
    cursorColumn = min(columns, column(of: cursor, inRow: cursorRow, of: text))
  }

  private func column(of offset: Int, inRow index: Int, of text: String) -> Int {
    let row = rows[index]
    let distance = text.unicodeScalars.distance(from: text.place(row.range.lowerBound), to: text.place(offset))
    let end = ScalarOffset(row.firstScalar + distance)
    return row.glyphs.prefix { $0.source < end }.reduce(0) { $0 + $1.width }
  }

  /// The border of clusters in a row that stands at a column, or before it where a glyph covers it.
  func offset(inRow index: Int, column: Int, of text: String) -> Int {
    let row = rows[index]
    var used = 0
    let covering = row.glyphs.first { glyph in
      used += glyph.width
      return used > column
    }
    // The end of a broken row is where the next one starts: its last glyph is as far as one gets.
    guard let glyph = covering ?? (row.isContinued ? row.glyphs.last : nil) else { return row.range.upperBound }
    let start = text.place(row.range.lowerBound)
    let place = text.unicodeScalars.index(start, offsetBy: glyph.source.rawValue - row.firstScalar)
    let offset = text.offset(of: place)
    let border = text.border(atOrBefore: offset)
    return border >= row.range.lowerBound ? border : text.border(atOrAfter: offset)
  }

  private static func rows(of pieces: Pieces, in text: String, columns: Int) -> [Row] {
    let range = pieces.current
    let shown = Displayable(String(text[text.place(range.lowerBound)..<text.place(range.upperBound)]))
    let glyphs = shown.lines.flatMap { $0 }
    var rows: [Row] = []
    var place = text.place(range.lowerBound)
    var glyph = 0
    for line in Wrapping.lines(of: shown, width: columns) {
      let (start, firstGlyph) = (place, glyph)
      let count = line.range.upperBound.rawValue - line.range.lowerBound.rawValue
      place = text.unicodeScalars.index(place, offsetBy: count)
      while glyph < glyphs.count, glyphs[glyph].source < line.range.upperBound || !line.isContinued { glyph += 1 }
      rows.append(
        Row(
          drawn: line.glyphs, glyphs: glyphs[firstGlyph..<glyph],
          range: text.offset(of: start)..<text.offset(of: place),
          firstScalar: line.range.lowerBound.rawValue, isContinued: line.isContinued || !pieces.isLineEnd))
    }
    return rows
  }
}

/// A walk over a text in pieces that are wrapped one by one: lines, of which long ones fall into several pieces.
///
/// Where the pieces of a line meet does not depend on the cursor, so rows stay where they are as it moves.
private struct Pieces {
  /// A row may be short where two pieces meet, so only lines that nobody writes by hand are cut, in UTF-8.
  private static let length = 4096

  private var line: SourceLine
  private var cuts: [Range<Int>]
  private var index: Int

  init(of text: String, around offset: Int) {
    line = text.sourceLine(around: offset)
    cuts = Self.cuts(of: line.range, in: text)
    index = cuts.lastIndex { $0.lowerBound <= offset } ?? 0
  }

  var current: Range<Int> { cuts[index] }
  var isLineEnd: Bool { index == cuts.count - 1 }

  mutating func stepBack(in text: String) -> Bool {
    if index > 0 {
      index -= 1
    } else {
      guard line.range.lowerBound > 0 else { return false }
      self = Pieces(of: text, around: line.range.lowerBound - 1)
    }
    return true
  }

  mutating func stepOn(in text: String) -> Bool {
    if index + 1 < cuts.count {
      index += 1
    } else {
      guard let next = line.next else { return false }
      self = Pieces(of: text, around: next)
      index = 0
    }
    return true
  }

  /// Cuts a long line after spaces, or between clusters where there is none for long. Never empty.
  private static func cuts(of line: Range<Int>, in text: String) -> [Range<Int>] {
    var cuts: [Range<Int>] = []
    var start = line.lowerBound
    while line.upperBound - start > 2 * length {
      let (least, most) = (text.place(start + length), text.place(start + 2 * length))
      let space = text.utf8[least..<most].firstIndex(of: UInt8(ascii: " "))
      let end = text.border(atOrAfter: space.map { text.offset(of: $0) + 1 } ?? start + length)
      guard end < line.upperBound else { break }
      cuts.append(start..<end)
      start = end
    }
    return cuts + [start..<line.upperBound]
  }
}
