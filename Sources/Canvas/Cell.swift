import Text

/// One character cell of a frame.
public struct Cell: Hashable, Sendable {
  /// A space, a glyph, or nothing in the right half of a wide glyph.
  public let content: GlyphText
  /// A byte, since a frame has thousands of cells.
  private let columns: UInt8
  public let style: Style

  /// 1, or 2 for a wide glyph, or 0 for its right half.
  public var width: Int { Int(columns) }

  /// The content as a string.
  public var text: String { content.string }

  private init(content: GlyphText, width: Int, style: Style) {
    self.content = content
    columns = UInt8(truncatingIfNeeded: width)
    self.style = style
  }

  init(_ glyph: Glyph, style: Style) { self.init(content: glyph.content, width: glyph.width, style: style) }

  private static let line = Displayable("─").lines.joined().first?.content ?? .space

  static func blank(_ style: Style) -> Cell { Cell(content: .space, width: 1, style: style) }
  static func rightHalf(_ style: Style) -> Cell { Cell(content: .none, width: 0, style: style) }
  static func rule(_ style: Style) -> Cell { Cell(content: line, width: 1, style: style) }
}
