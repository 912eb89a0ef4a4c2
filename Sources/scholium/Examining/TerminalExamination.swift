import Canvas
import Glibc
import Queue
import Terminal

/// Examines the terminal that a command runs in.
enum TerminalExamination {
  /// What the screens are laid out for.
  private static let legible = Size(columns: 80, rows: 24)

  /// Nothing where there is no terminal.
  @MainActor
  static func findings(environment: [String: String]) -> [Finding] {
    guard let descriptor = [STDOUT_FILENO, STDIN_FILENO].first(where: { isatty($0) == 1 }) else { return [] }
    let profile: TerminalProfile
    do {
      profile = try TerminalProfile(of: descriptor, environment: environment)
    } catch {
      return [Finding(.terminal, .warning, error.reason.description, remedy: error.remedy.description)]
    }
    var findings: [Finding] = []
    if !profile.hasUTF8Locale {
      findings.append(
        Finding(
          .terminal, .note, "the locale is not UTF-8: the workbench takes C.UTF-8, which a terminal set to UTF-8 shows",
          remedy: "export LC_ALL=C.UTF-8"))
    }
    if let size = profile.size, size.columns < legible.columns || size.rows < legible.rows {
      findings.append(
        Finding(
          .terminal, .note,
          "the window has \(size.columns) columns and \(size.rows) rows: some of a screen may not fit",
          remedy: "make it \(legible.columns) by \(legible.rows) or larger"))
    }
    if profile.colorCount < 8 {
      findings.append(
        Finding(
          .terminal, .note, "the terminal '\(profile.name)' has no colours: labels are told by keys and marks",
          remedy: "TERM=xterm-256color, where it is one"))
    }
    guard findings.isEmpty else { return findings }
    let size = profile.size.map { "\($0.columns) by \($0.rows), " } ?? ""
    return [Finding(.terminal, .ok, "\(profile.name), \(size)\(profile.colorCount) colours, UTF-8")]
  }
}
