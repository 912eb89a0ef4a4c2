/// The contrast of two colours as the Web Content Accessibility Guidelines measure it
/// (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
public enum Contrast {
  /// What the guidelines ask of text; themes promise one of them.
  public enum Level: String, CaseIterable, Sendable {
    /// 4.5 to 1 (1.4.3).
    case aa = "AA"
    /// 7 to 1 (1.4.6).
    case aaa = "AAA"

    /// The least ratio for text.
    public var text: Double { self == .aa ? 4.5 : 7 }
    /// The least ratio for what is no text, such as lines and empty bars, at either level (1.4.11).
    public static let graphics = 3.0
  }

  /// 1 for the same colour, up to 21 for black on white.
  public static func ratio(_ one: RGB, _ other: RGB) -> Double {
    let (left, right) = (Light(one).luminance, Light(other).luminance)
    return (max(left, right) + 0.05) / (min(left, right) + 0.05)
  }

  /// A ratio or a distance with one digit behind the point, cut and not rounded: 4.49 is not 4.5.
  public static func shown(_ number: Double) -> String {
    let tenths = Int(number * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension RGB {
  /// Whether white text reads better on it than black.
  public var isDark: Bool { Contrast.ratio(self, RGB(255, 255, 255)) > Contrast.ratio(self, RGB(0, 0, 0)) }
}
