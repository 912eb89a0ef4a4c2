import ArgumentParser
import Canvas
import Terminal

/// What a screen is drawn in.
struct ThemeOptions: ParsableArguments {
  @Option(
    name: .customLong("theme"),
    help: ArgumentHelp(
      "The theme (default: SCHOLIUM_THEME, config.yaml, or what suits the terminal; 'theme list' shows them).",
      valueName: "name"),
    completion: .themes)
  var name: String?

  func theme(in workspace: String?) throws -> Theme { try ThemeChoice(name: name, workspace: workspace).theme() }
}

extension Theme {
  /// What a session on the terminal reads of the environment. A theme with colours under NO_COLOR is one that was asked
  /// for.
  @MainActor var sessionEnvironment: [String: String] {
    var environment = Environment.values(Terminal.Session.variables)
    if name != Theme.monochrome.name { environment["NO_COLOR"] = nil }
    return environment
  }
}
