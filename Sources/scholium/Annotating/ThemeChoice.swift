import Canvas
import Operations
import TaskFiles

/// The theme to draw with: the one named, else one that suits the terminal's background.
struct ThemeChoice {
  let name: String?
  let workspace: String?

  /// The workspace's own theme of that name goes before the built-in one.
  func theme() throws -> Theme {
    guard let name else { return try named(Self.isOnLightBackground ? "light" : "dark") ?? .monochrome }
    if let theme = try named(name) { return theme }
    let known = Set(Theme.builtInNames + ownNames).sorted().joined(separator: ", ")
    throw OperationError.usage("there is no theme '\(name)' (there are: \(known))")
  }

  private var ownNames: [String] { workspace.map { ThemeFiles.names(in: $0) } ?? [] }

  private func named(_ name: String) throws -> Theme? {
    guard let workspace, ownNames.contains(name) else { return .builtIn(name) }
    let (theme, faults) = ThemeFiles.read(workspace: workspace, name: name)
    guard let theme else { throw DefinitionFaults(faults) }
    return theme
  }

  /// Many terminals say their colours in COLORFGBG as `foreground;background`; 7 and 15 are white.
  private static var isOnLightBackground: Bool {
    guard let background = Environment["COLORFGBG"]?.split(separator: ";").last else { return false }
    return background == "7" || background == "15"
  }
}
