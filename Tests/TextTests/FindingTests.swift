import Testing

@testable import Text

@Suite("Finding a text in another")
struct FindingTests {
  private func places(_ wanted: String, in text: String) -> [Range<Int>] {
    Displayable(text).places(of: Displayable(wanted)).map { $0.lowerBound.rawValue..<$0.upperBound.rawValue }
  }

  @Test(
    "Places are raw scalars, with all that belongs to their letters",
    arguments: [
      ("cafe", "A café, a cafe\u{301}.", [2..<6, 10..<15]), ("CAFÉ", "cafe", [0..<4]), ("strasse", "Straße", [0..<6]),
      ("s", "ß", []), ("and then", "and\t then", [0..<9]), ("x", "\u{202E}x\r\nX", [1..<2, 4..<5]), ("", "abc", []),
      ("u+202e", "\u{202E}\u{202E}", [0..<1, 1..<2]), ("0", "\u{200B}00", [0..<1, 1..<2, 2..<3]),
      ("aa", "aaaaa", [0..<2, 2..<4]), ("東京", "東京タワー、東京", [0..<2, 6..<8]), ("か", "か\u{3099}か", [2..<3]),
      ("de", "🇩🇪 de", [0..<2, 3..<5]), ("👩", "👩\u{200D}👧!", [0..<3]), ("a b", "a\nb", []),
      ("a ", "a\u{A0} \u{2003}b", [0..<4]), ("கொ", "க\u{BC6}\u{BBE}", [0..<3]), ("கெ", "க\u{BC6}\u{BBE}", []),
    ])
  func samples(_ wanted: String, _ text: String, _ expected: [Range<Int>]) {
    #expect(places(wanted, in: text) == expected)
  }

  @Test("In hostile text, everything is found that comparing folded glyphs one by one finds, and nothing else")
  func naive() {
    var random = Seeded(11)
    var found = 0
    for _ in 0..<1000 {
      let text = Displayable(NastyStrings.make(using: &random))
      let wanted = wanted(in: text, using: &random)
      let places = text.places(of: wanted)
      #expect(places == text.rows.flatMap { Self.naive(Self.fold(wanted.oneLine.rows[0].glyphs[...]), in: $0) })
      found += places.count
    }
    #expect(found > 800, "\(found)")
  }

  @Test("Whatever is copied from a line is found where it stands, in capitals and without its accents too")
  func copied() throws {
    var random = Seeded(12)
    var copied = 0
    for _ in 0..<1000 {
      let text = Displayable(NastyStrings.make(using: &random))
      guard let row = text.rows.randomElement(using: &random), !row.glyphs.isEmpty else { continue }
      let start = Int.random(in: row.glyphs.indices, using: &random)
      let end = Int.random(in: start..<min(row.glyphs.count, start + 4), using: &random) + 1
      // Half a letter is another one.
      if ([start, end].contains { $0 < row.glyphs.count && row.glyphs[$0].text == "\u{BBE}" }) { continue }
      let shown = row.glyphs[start..<end].map(\.text).joined()
      for wanted in [shown, shown.uppercased(), String(String.UnicodeScalarView(Self.fold(row.glyphs[start..<end])))] {
        let places = text.places(of: Displayable(wanted))
        let own = row.glyphs[start].source
        #expect(places.contains { $0.lowerBound <= own && own < $0.upperBound }, "'\(wanted)' in '\(text)'")
        copied += 1
      }
    }
    #expect(copied > 1500, "\(copied)")
  }

  @Test("A text that repeats itself a hundred thousand times is searched in one pass")
  func repetition() {
    let clock = ContinuousClock()
    let text = Array(repeating: UInt32(97), count: 100_000)
    var found = 0
    let time = clock.measure {
      found = Occurrences.of(Array(text.prefix(50_000)), in: text).count
    }
    #expect(found == 50_001)
    // A search that starts over at every place takes minutes.
    #expect(time < .seconds(5))
  }

  /// A piece of a text, changed somewhat; sometimes of no text at all.
  private func wanted(in text: Displayable, using random: inout Seeded) -> Displayable {
    guard let row = text.rows.randomElement(using: &random), !row.glyphs.isEmpty,
      Int.random(in: 0..<8, using: &random) > 0
    else { return Displayable(NastyStrings.make(using: &random)) }
    let start = Int.random(in: row.glyphs.indices, using: &random)
    let end = Int.random(in: start..<min(row.glyphs.count, start + 5), using: &random) + 1
    let shown = row.glyphs[start..<end].map(\.text).joined()
    return Displayable(Bool.random(using: &random) ? shown : shown.uppercased())
  }

  /// What glyphs are to searching, with one space for several.
  private static func fold(_ glyphs: ArraySlice<Glyph>) -> [Unicode.Scalar] {
    var letters: [UInt32] = []
    for scalar in glyphs.flatMap(\.content.scalars) { Folding.append(scalar, to: &letters) }
    var folded: [Unicode.Scalar] = []
    for letter in letters.compactMap({ Unicode.Scalar($0) }) where letter != " " || folded.last != " " {
      folded.append(letter)
    }
    return folded
  }

  /// Of every stretch of glyphs, those that fold to the text, from the left.
  private static func naive(_ wanted: [Unicode.Scalar], in row: Displayable.Row) -> [Range<ScalarOffset>] {
    guard !wanted.isEmpty else { return [] }
    let glyphs = row.glyphs
    var places: [Range<ScalarOffset>] = []
    // Between these, glyphs are one letter together.
    let borders = (0...glyphs.count).filter { border in
      border == 0 || border == glyphs.count || fold(glyphs[..<(border + 1)]).count > fold(glyphs[..<border]).count
    }
    for (index, start) in borders.enumerated() {
      let end = borders[(index + 1)...].prefix(wanted.count).first { fold(glyphs[start..<$0]) == wanted }
      guard let end else { continue }
      let source = glyphs[end - 1].source
      let after = glyphs[end...].first { $0.source > source }?.source ?? ScalarOffset(row.range.upperBound)
      guard places.last.map({ $0.upperBound <= glyphs[start].source }) ?? true else { continue }
      places.append(glyphs[start].source..<after)
    }
    return places
  }
}
