import Testing
import Text

@Suite("Wrapping")
struct WrappingTests {
  @Test(
    "breaks by words",
    arguments: [
      ("the long tide", 8, ["the long", "tide"]), ("the long tide", 7, ["the", "long", "tide"]), ("", 5, [""]),
      ("abcdefgh", 3, ["abc", "def", "gh"]), ("a  b", 2, ["a", "b"]), ("a\n\nb", 9, ["a", "", "b"]),
      ("世界世界", 5, ["世界", "世界"]), ("a世界", 2, ["a", "世", "界"]), ("世", 1, ["…"]), ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
      ("xx\u{202E}", 9, ["xx", "<U+202E>"]),
    ])
  func words(raw: String, width: Int, lines: [String]) {
    #expect(Wrapping.lines(of: Displayable(raw), width: width).map { $0.glyphs.map(\.text).joined() } == lines)
  }

  @Test("lines tell whether they go on")
  func continued() {
    let lines = Wrapping.lines(of: "one two\nthree", width: 5)
    #expect(lines.map(\.isContinued) == [true, false, false])
    #expect(lines.map(\.range.lowerBound.rawValue) == [0, 4, 8])
  }

  @Test("no line is too wide, and the lines together are the raw text", arguments: 0..<20)
  func properties(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<100 {
      let raw = NastyStrings.make(using: &random)
      let width = Int.random(in: 1...30, using: &random)
      let text = Displayable(raw)
      let lines = Wrapping.lines(of: text, width: width)
      #expect(lines.allSatisfy { $0.glyphs.reduce(0) { $0 + $1.width } <= width }, "\(raw.debugDescription) \(width)")
      let scalars = Array(raw.unicodeScalars)
      let joined = lines.flatMap { scalars[$0.range.lowerBound.rawValue..<$0.range.upperBound.rawValue] }
      #expect(joined == scalars, "\(raw.debugDescription) \(width)")
      #expect(lines.first?.range.lowerBound == ScalarOffset(0))
      let shown = lines.flatMap(\.glyphs).filter { $0.text != " " }.map(\.source)
      #expect(shown == text.lines.joined().filter { $0.text != " " }.map(\.source), "\(raw.debugDescription) \(width)")
    }
  }
}
