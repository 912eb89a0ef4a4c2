/// A spacing scalar and at most four marks in two machine words, so that glyphs and the cells of a frame are copied and
/// compared without counting references: a frame has thousands of them.
public struct GlyphText: Hashable, Sendable {
  /// A scalar needs 21 bits; three of them stand in a word.
  private static let bits = 21
  private static let mask: UInt64 = 0x1F_FFFF
  private static let inFirst = 3

  /// No scalar at all: the right half of a wide glyph.
  public static let none = GlyphText()
  public static let space = GlyphText(" ")

  private var first: UInt64 = 0
  /// U+0000, which is never shown, ends the scalars.
  private var second: UInt64 = 0

  private init() {}

  init(_ scalar: Unicode.Scalar) { first = UInt64(scalar.value) }

  /// - Parameter text: five scalars at most; what is beyond them finds no room.
  init(_ text: some StringProtocol) {
    for (place, scalar) in text.unicodeScalars.prefix(1 + Glyph.markLimit).enumerated() {
      if place < Self.inFirst {
        first |= UInt64(scalar.value) << (place * Self.bits)
      } else {
        second |= UInt64(scalar.value) << ((place - Self.inFirst) * Self.bits)
      }
    }
  }

  /// The character where it is printable ASCII without marks.
  public var ascii: UInt8? { second == 0 && (0x20..<0x7F).contains(first) ? UInt8(truncatingIfNeeded: first) : nil }

  /// The base and its marks.
  public var scalars: [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    forEachScalar { scalars.append($0) }
    return scalars
  }

  func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
    var (rest, next) = (first, second)
    while rest != 0 {
      if let scalar = Unicode.Scalar(UInt32(rest & Self.mask)) { body(scalar) }
      rest >>= Self.bits
      if rest == 0 { (rest, next) = (next, 0) }
    }
  }

  public var string: String {
    // By far most of them: one scalar.
    if second == 0, first <= Self.mask, let scalar = Unicode.Scalar(UInt32(first)) {
      return first == 0 ? "" : String(scalar)
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}
