import ArgumentParser

/// What a screen is drawn in.
struct ThemeOptions: ParsableArguments {
  @Option(
    name: .customLong("theme"),
    help: ArgumentHelp(
      "The theme (default: SCHOLIUM_THEME, config.yaml, or what suits the terminal; 'theme list' shows them).",
      valueName: "name"),
    completion: .themes)
  var name: String?

  func theme(in workspace: String?) throws -> ScreenTheme { try ThemeChoice(name: name, workspace: workspace).theme() }
}
