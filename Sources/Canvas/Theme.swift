/// How a role looks. A colour that is nil is the terminal's default.
public struct Appearance: Hashable, Sendable {
  public var foreground: Color?
  public var background: Color?
  /// What stands for the colours where a terminal has no more than 8 or 16; the nearest ones where nil.
  public var basicForeground: BasicColor?
  public var basicBackground: BasicColor?
  public var bold: Bool
  public var dim: Bool
  public var underline: Bool
  public var italic: Bool
  public var reverse: Bool

  public init(
    foreground: Color? = nil, background: Color? = nil, basicForeground: BasicColor? = nil,
    basicBackground: BasicColor? = nil, bold: Bool = false, dim: Bool = false, underline: Bool = false,
    italic: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.basicForeground = basicForeground
    self.basicBackground = basicBackground
    self.bold = bold
    self.dim = dim
    self.underline = underline
    self.italic = italic
    self.reverse = reverse
  }

  /// Takes over the attributes of another one, not its colours.
  public mutating func add(attributesOf other: Appearance) {
    bold = bold || other.bold
    dim = dim || other.dim
    underline = underline || other.underline
    italic = italic || other.italic
    reverse = reverse || other.reverse
  }
}

/// What a theme is made to be read on.
public struct Ground: Hashable, Sendable {
  public var color: RGB
  /// What stands for it where a terminal has no more than 8 or 16 colours.
  public var basic: BasicColor?
  /// Whether the theme colours the screen. Else the terminal's own background stays, whatever it is, and the colour only
  /// says which one the theme was made for.
  public var isPainted: Bool

  public init(_ color: RGB, basic: BasicColor? = nil, isPainted: Bool = false) {
    self.color = color
    self.basic = basic
    self.isPainted = isPainted
  }
}

/// The looks of all roles. A role without one looks like plain text.
public struct Theme: Sendable, Hashable {
  public var name: String
  public var colors: [Role: Appearance]
  /// Nil where the theme goes with any background.
  public var ground: Ground?
  /// What it promises for its text.
  public var contrast: Contrast.Level

  public init(
    name: String, colors: [Role: Appearance], ground: Ground? = nil, contrast: Contrast.Level = .aa
  ) {
    self.name = name
    self.colors = colors
    self.ground = ground
    self.contrast = contrast
  }

  /// The look of a role.
  public func look(of role: Role) -> Appearance { colors[role] ?? colors[.text] ?? Appearance() }

  /// The look of a style: its role's, with the style's own emphasis. Reversing what is reversed already stays reversed.
  public func appearance(of style: Style) -> Appearance {
    var appearance = look(of: style.role)
    appearance.add(attributesOf: style.emphasis)
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
      .barEmpty: Appearance(dim: true), .agree: Appearance(dim: true), .differ: Appearance(bold: true, underline: true),
    ])
}
