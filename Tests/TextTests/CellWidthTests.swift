import Testing
import Text

@Suite("Cell width")
struct CellWidthTests {
  @Test(
    "columns of scalars",
    arguments: [
      ("a", 1), ("é", 1), ("世", 2), ("한", 2), ("😀", 2), ("\u{1FABF}", 2), ("\u{301}", 0), ("\u{200B}", 0),
      ("\u{202E}", 0), ("\u{1161}", 0), ("\u{1100}", 2), ("ि", 1), ("ำ", 1), ("…", 1), ("─", 1), ("◌", 1), ("❤", 1),
      ("Ａ", 2), ("\u{0}", 0), ("\u{AD}", 0), ("☰", 1), ("䷀", 2),
    ] as [(Unicode.Scalar, Int)])
  func widths(scalar: Unicode.Scalar, width: Int) {
    #expect(CellWidth.of(scalar) == width)
  }
}
