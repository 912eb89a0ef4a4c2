import Canvas
import Terminal

/// What a screen is drawn in, before the terminal was asked.
enum ScreenTheme {
  case named(Theme)
  /// Nobody said anything: whichever suits the terminal's background.
  case suiting(dark: Theme, light: Theme)

  /// The theme on a terminal.
  @MainActor
  func chosen(on session: inout Terminal.Session) -> Theme {
    switch self {
    case .named(let theme): theme
    case .suiting(let dark, let light):
      session.background().map(\.isDark) ?? !Self.isToldToBeLight ? dark : light
    }
  }

  /// What a session on the terminal reads of the environment. A theme with colours under NO_COLOR is one that was asked
  /// for.
  @MainActor var sessionEnvironment: [String: String] {
    var environment = Environment.values(Terminal.Session.variables)
    if case .named(let theme) = self, theme.name == Theme.monochrome.name { return environment }
    environment["NO_COLOR"] = nil
    return environment
  }

  /// Many terminals say their colours in COLORFGBG as `foreground;background`; 7 and 15 are white.
  private static var isToldToBeLight: Bool {
    guard let background = Environment["COLORFGBG"]?.split(separator: ";").last else { return false }
    return background == "7" || background == "15"
  }
}
