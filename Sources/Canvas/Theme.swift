/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
  /// One of the terminal's own sixteen, 0...15: the user's palette decides how it looks.
  case ansi(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}

/// How a role looks. A colour that is nil is the terminal's default.
public struct Appearance: Hashable, Sendable {
  public var foreground: Color?
  public var background: Color?
  public var bold: Bool
  public var dim: Bool
  public var underline: Bool
  public var italic: Bool
  public var reverse: Bool

  public init(
    foreground: Color? = nil, background: Color? = nil, bold: Bool = false, dim: Bool = false,
    underline: Bool = false, italic: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.underline = underline
    self.italic = italic
    self.reverse = reverse
  }
}

/// The looks of all roles. A role without one looks like plain text.
public struct Theme: Sendable, Hashable {
  public var name: String
  public var colors: [Role: Appearance]

  public init(name: String, colors: [Role: Appearance]) {
    self.name = name
    self.colors = colors
  }

  /// The look of a style: its role's, with the style's own emphasis. Reversing what is reversed already stays reversed.
  public func appearance(of style: Style) -> Appearance {
    var appearance = colors[style.role] ?? Appearance()
    appearance.bold = appearance.bold || style.bold
    appearance.underline = appearance.underline || style.underline
    appearance.reverse = appearance.reverse || style.reverse
    appearance.italic = appearance.italic || style.italic
    return appearance
  }

  /// Attributes only, for terminals and people without colours.
  public static let monochrome = Theme(
    name: "monochrome",
    colors: [
      .dim: Appearance(dim: true), .accent: Appearance(bold: true), .heading: Appearance(bold: true),
      .rule: Appearance(dim: true), .key: Appearance(bold: true), .span: Appearance(underline: true),
      .selected: Appearance(reverse: true), .saved: Appearance(dim: true), .warning: Appearance(bold: true),
      .error: Appearance(bold: true, reverse: true), .substitute: Appearance(underline: true),
      .barEmpty: Appearance(dim: true),
    ])
}
