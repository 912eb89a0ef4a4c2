import Text

/// One character cell of a frame.
public struct Cell: Hashable, Sendable {
  /// A space, a glyph, or nothing in the right half of a wide glyph.
  public let text: String
  /// 1, or 2 for a wide glyph, or 0 for its right half.
  public let width: Int
  public let style: Style

  private init(text: String, width: Int, style: Style) {
    self.text = text
    self.width = width
    self.style = style
  }

  init(_ glyph: Glyph, style: Style) { self.init(text: glyph.text, width: glyph.width, style: style) }

  static func blank(_ style: Style) -> Cell { Cell(text: " ", width: 1, style: style) }
  static func rightHalf(_ style: Style) -> Cell { Cell(text: "", width: 0, style: style) }
  static func rule(_ style: Style) -> Cell { Cell(text: "─", width: 1, style: style) }
}
