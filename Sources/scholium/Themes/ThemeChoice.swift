import Canvas
import Operations
import TaskFiles

/// The theme to draw with. What a person says goes before what the workspace says, and that before what the terminal
/// looks like; of what a person says, the nearest: the flag, the environment, their own file.
struct ThemeChoice {
  /// The flag's.
  let name: String?
  let workspace: String?

  private var themes: ThemeFiles { ThemeFiles(workspace: workspace) }

  func theme() throws -> ScreenTheme {
    if let theme = try said() { return .named(theme) }
    return .suiting(dark: try named("dark"), light: try named("light"))
  }

  private func said() throws -> Theme? {
    if let name { return try named(name) }
    // Over SSH the environment and the account's files are not the person's.
    if Visitor.current == nil {
      if let name = Environment["SCHOLIUM_THEME"] { return try named(name, by: "SCHOLIUM_THEME says: ") }
      if let theme = try ownFile.flatMap(theme) { return theme }
      // What somebody chose for this program goes before it: https://no-color.org.
      if Environment["NO_COLOR"] != nil { return .monochrome }
    }
    return try workspace.flatMap { SettingsFile(workspace: $0) }.flatMap(theme)
  }

  private var ownFile: SettingsFile? { PersonalFile.configuration("config.yaml").flatMap { SettingsFile(path: $0) } }

  private func named(_ name: String, by whom: String = "") throws -> Theme {
    guard let reading = themes.read(name) else { throw OperationError.usage(whom + Self.unknown(name, themes)) }
    guard let theme = reading.theme else { throw DefinitionFaults(reading.faults) }
    return theme
  }

  /// The theme that a file names; nil where it names none.
  private func theme(of file: SettingsFile) throws -> Theme? {
    guard file.faults.isEmpty else { throw DefinitionFaults(file.faults) }
    guard let name = file.theme else { return nil }
    guard let reading = themes.read(name) else {
      throw DefinitionFaults([file.themeFault(Self.unknown(name, themes))].compactMap { $0 })
    }
    guard let theme = reading.theme else { throw DefinitionFaults(reading.faults) }
    return theme
  }

  static func unknown(_ name: String, _ themes: ThemeFiles) -> String {
    "there is no theme '\(name)' (there are: \(themes.all.map(\.name).sorted().joined(separator: ", ")))"
  }
}
