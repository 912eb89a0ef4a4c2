/// One thing a terminal can draw in one or two cells: a spacing scalar with at most four marks.
///
/// Only `Displayable` makes glyphs, so every glyph is safe to send to a terminal.
public struct Glyph: Hashable, Sendable {
  /// The most marks a glyph carries; ncurses keeps no more in a cell.
  public static let markLimit = 4

  /// A printable spacing scalar and its marks.
  public let content: GlyphText
  /// The first scalar of the raw text that this glyph shows.
  public let source: ScalarOffset
  /// A byte, since a text has many glyphs.
  private let columns: UInt8
  /// True when the glyph stands for something that can't be shown as it is.
  public let isSubstitute: Bool

  /// Columns taken: 1 or 2.
  public var width: Int { Int(columns) }

  /// The content as a string.
  public var text: String { content.string }

  init(_ content: GlyphText, width: Int, source: Int, isSubstitute: Bool) {
    self.content = content
    columns = UInt8(truncatingIfNeeded: width)
    self.source = ScalarOffset(source)
    self.isSubstitute = isSubstitute
  }

  static func space(at source: Int) -> Glyph { Glyph(.space, width: 1, source: source, isSubstitute: false) }

  /// Glyphs that show `text`, which must be made of one-column scalars, in the place of a raw scalar.
  static func substitutes(_ text: String, at source: Int) -> [Glyph] {
    text.unicodeScalars.map { Glyph(GlyphText($0), width: 1, source: source, isSubstitute: true) }
  }

  func moved(by distance: Int) -> Glyph {
    Glyph(content, width: width, source: source.rawValue + distance, isSubstitute: isSubstitute)
  }

  var isSpace: Bool { content == .space }
}
