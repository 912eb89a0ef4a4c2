import Testing

@testable import Text

@Suite("Displayable")
struct DisplayableTests {
  @Test(
    "shows what is unsafe",
    arguments: [
      ("plain", "plain"), ("a\tb", "a       b"), ("a\nb\r\nc", "a\nb\nc"), ("a\rb", "a^Mb"), ("\u{0}", "^@"),
      ("\u{1B}[31m", "^[[31m"), ("\u{7F}", "^?"), ("\u{9B}", "<U+009B>"), ("a\u{202E}b", "a<U+202E>b"),
      ("\u{200B}\u{FEFF}", "<U+200B><U+FEFF>"), ("\u{E0041}", "<U+E0041>"), ("\u{E000}", "<U+E000>"),
      ("\u{10FFFF}", "<U+10FFFF>"), ("\u{AD}", "<U+00AD>"), ("e\u{301}", "e\u{301}"), ("\u{301}", "◌\u{301}"),
      (" \u{301}", " ◌\u{301}"), ("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}z", "e\u{301}\u{302}\u{303}\u{304}…z"),
      ("\u{1B}\u{301}", "^[◌\u{301}"), ("👩‍👩‍👧‍👦", "👩"), ("👍🏽", "👍"), ("🇩🇪!", "[DE]!"), ("🇩🇪🇫", "[DE][F]"), ("❤️", "❤"),
      ("1️⃣", "1\u{20E3}"), ("a\u{1F3FD}", "a<U+1F3FD>"), ("a\u{200D}😀", "a<U+200D>😀"), ("a\u{FE0F}", "a<U+FE0F>"),
      ("1\u{200D}😀", "1<U+200D>😀"), ("ᄒ\u{1161}\u{11AB}", "ᄒ\u{1161}\u{11AB}"), ("a\u{1161}", "a<U+1161>"),
      ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "🏴"), ("🏴\u{E0041}", "🏴<U+E0041>"),
    ])
  func cleans(raw: String, shown: String) {
    #expect(Array(Displayable(raw).description.unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test("every code point gives safe, printable text whose glyphs fill their columns")
  func everyCodePoint() {
    var unsafe: [UInt32] = []
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = Displayable("a" + String(scalar) + "b")
      let isSafe = text.description.unicodeScalars.allSatisfy { $0 == "\n" || Self.isPrintable($0) }
      let areSound = text.lines.joined().allSatisfy(Self.isSound)
      if !isSafe || !areSound { unsafe.append(value) }
    }
    #expect(unsafe.isEmpty)
  }

  @Test("nasty strings give safe text", arguments: 0..<20)
  func nasty(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<100 {
      let raw = NastyStrings.make(using: &random)
      let text = Displayable(raw)
      #expect(
        text.description.unicodeScalars.allSatisfy { $0 == "\n" || Self.isPrintable($0) }, "\(raw.debugDescription)")
      #expect(text.lines.joined().allSatisfy(Self.isSound), "\(raw.debugDescription)")
      let sources = text.lines.joined().map(\.source)
      #expect(sources == sources.sorted())
      #expect(Displayable(utf8: raw.utf8) == text)
    }
  }

  @Test(
    "shows bytes that are not UTF-8, each by itself",
    arguments: [
      ([0xFF], "<FF>"), ([0x41, 0xC0, 0x80, 0x42], "A<C0><80>B"), ([0xED, 0xA0, 0x80], "<ED><A0><80>"),
      ([0xE2, 0x82], "<E2><82>"), ([0xF4, 0x90, 0x80, 0x80], "<F4><90><80><80>"), ([0xC3, 0xA9], "é"),
      ([0xF0, 0x9F, 0x98, 0x80], "😀"),
    ] as [([UInt8], String)])
  func invalidBytes(bytes: [UInt8], shown: String) {
    #expect(Displayable(utf8: bytes).description == shown)
  }

  @Test("glyphs know the raw scalars they show")
  func sources() {
    let glyphs = Displayable("e\u{301}x\u{202E}👩‍👧y").lines[0]
    #expect(glyphs.first?.source == ScalarOffset(0))
    #expect(glyphs.first { $0.text == "x" }?.source == ScalarOffset(2))
    #expect(glyphs.first { $0.text == "<" }?.source == ScalarOffset(3))
    #expect(glyphs.first { $0.text == "👩" }?.source == ScalarOffset(4))
    #expect(glyphs.last?.source == ScalarOffset(7))
    #expect(glyphs.filter(\.isSubstitute).count == 9)
  }

  @Test("a line of more than 65,536 scalars is cut and counted, the next line is not")
  func longLine() {
    let text = Displayable(String(repeating: "x", count: 65_536 + 12) + "\nnext")
    #expect(text.lines[0].suffix(4).map(\.text).joined() == "…+12")
    #expect(text.lines[1].map(\.text).joined() == "next")
    #expect(text.lines[1].first?.source == ScalarOffset(65_549))
  }

  @Test("a million marks become one glyph and an ellipsis")
  func zalgo() {
    let text = Displayable("a" + String(repeating: "\u{301}", count: 60_000))
    #expect(text.lines[0].map(\.text) == ["a\u{301}\u{301}\u{301}\u{301}", "…"])
  }

  @Test("interpolation cleans strings and keeps clean text")
  func interpolation() {
    let evil = "\u{1B}c"
    #expect(("<\(evil)> \(3) \(Displayable(evil))" as Displayable).description == "<^[c> 3 ^[c")
  }

  @Test("joining is like joining the raw text")
  func joining() {
    #expect(Displayable("a世\nb") + "c\nd" == "a世\nbc\nd")
    #expect([Displayable("a"), "b"].joined(separator: ", ") == "a, b")
  }

  @Test("one line shows its line breaks")
  func oneLine() {
    #expect(Displayable("a\n\nb").oneLine.description == "a⏎⏎b")
    #expect(Displayable("a\n\nb").oneLine.lines[0].map(\.source.rawValue) == [0, 1, 2, 3])
  }

  @Test(
    "cutting keeps within the width",
    arguments: [
      ("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("世界世", 4, "世…"), ("世界", 4, "世界"), ("世界", 3, "世…"), ("ab", 1, "…"),
      ("ab", 0, ""), ("ab\nabcd", 3, "ab\nab…"),
    ])
  func truncating(raw: String, width: Int, shown: String) {
    let cut = Displayable(raw).truncated(to: width)
    #expect(cut.description == shown)
    #expect(cut.width <= width)
  }

  @Test("padding fills up and never cuts")
  func padding() {
    #expect(Displayable("世").padded(to: 4).description == "世  ")
    #expect(Displayable("abc").padded(to: 2).description == "abc")
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// One spacing scalar and at most four marks.
  private static func isSound(_ glyph: Glyph) -> Bool {
    let widths = glyph.text.unicodeScalars.map(CellWidth.of)
    return widths.first == glyph.width && glyph.width > 0 && widths.dropFirst().allSatisfy { $0 == 0 }
      && widths.count <= 1 + Glyph.markLimit
  }

  @Test("What needs no cleaning is what cleaning would leave as it is, beside anything of its kind")
  func plain() throws {
    let scalars = (UInt32(0)...0x3000).compactMap(Unicode.Scalar.init).filter(Cleaning.isPlain)
    #expect(scalars.count > 200)
    for scalar in scalars {
      for text in [String(scalar), "a\(scalar)", "\(scalar)\(scalar)", "\(scalar) "] {
        let units = text.unicodeScalars.map { RawUnit.scalar($0) }
        #expect(Cleaning.glyphs(ofPlain: text) == Cleaning.glyphs(of: units[...]), "\(scalar.value)")
      }
    }
  }
}
