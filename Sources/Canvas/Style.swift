/// What a cell is, never what colour it has: themes map roles to looks. The raw value is the role's name in themes.
public enum Role: String, CaseIterable, Sendable {
  case text, dim, accent, heading, rule, key
  case label1 = "label.1"
  case label2 = "label.2"
  case label3 = "label.3"
  case label4 = "label.4"
  case label5 = "label.5"
  case label6 = "label.6"
  case label7 = "label.7"
  case label8 = "label.8"
  case span, selected, saved, warning, error, substitute, bar
  case barEmpty = "bar.empty"
  /// Where answers say the same, where they differ, and the bars and lines of plots.
  case agree, differ, plot

  /// The eight label roles in order.
  public static let labels: [Role] = [.label1, .label2, .label3, .label4, .label5, .label6, .label7, .label8]

  /// The role of the label at `index` in its list; after the eighth they start again.
  public static func label(_ index: Int) -> Role { labels[((index % labels.count) + labels.count) % labels.count] }

  /// The roles that must never look as this one does, however few colours there are. Labels are not among them: each
  /// has its key, and more than eight share their colours anyway.
  public var rivals: [Role] {
    switch self {
    case .dim, .accent, .span, .selected, .substitute, .warning, .agree: [.text]
    case .heading, .key: [.text, .dim]
    case .error: [.text, .warning, .saved]
    case .differ: [.text, .agree]
    default: []
    }
  }

  /// One letter for `Frame.styles`; each role has its own.
  public var letter: Character {
    switch self {
    case .text: "."
    case .dim: "d"
    case .accent: "a"
    case .heading: "h"
    case .rule: "-"
    case .key: "k"
    case .label1: "1"
    case .label2: "2"
    case .label3: "3"
    case .label4: "4"
    case .label5: "5"
    case .label6: "6"
    case .label7: "7"
    case .label8: "8"
    case .span: "s"
    case .selected: "S"
    case .saved: "v"
    case .warning: "w"
    case .error: "e"
    case .substitute: "x"
    case .bar: "b"
    case .barEmpty: "o"
    case .agree: "="
    case .differ: "~"
    case .plot: "p"
    }
  }
}

/// A role with emphasis of its own.
public struct Style: Hashable, Sendable {
  public var role: Role
  public var bold: Bool
  public var underline: Bool
  public var reverse: Bool
  public var italic: Bool

  public init(
    _ role: Role, bold: Bool = false, underline: Bool = false, reverse: Bool = false, italic: Bool = false
  ) {
    self.role = role
    self.bold = bold
    self.underline = underline
    self.reverse = reverse
    self.italic = italic
  }

  public static let text = Style(.text)

  /// What it adds to its role's look.
  public var emphasis: Appearance {
    Appearance(bold: bold, underline: underline, italic: italic, reverse: reverse)
  }
}
