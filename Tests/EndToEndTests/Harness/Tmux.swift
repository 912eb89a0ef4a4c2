import Driving
import Glibc
import Testing

/// A terminal that a test looks at: a shell in a tmux server of its own, of which nobody else's settings are part.
final class Tmux {
  private let program: String
  private let socket = "scholium-\(UInt32.random(in: 0...UInt32.max))"
  /// Kept until the server is gone, which has files open there.
  private let workspace: Workspace

  /// - Parameters:
  ///   - term: the terminal type that programs in it see.
  ///   - environment: beside the plain one, for the shell in the terminal.
  init(
    _ workspace: Workspace, columns: Int = 80, rows: Int = 24, term: String = "tmux-256color",
    environment: [String: String] = [:]
  ) throws {
    program = try #require(Program.find("tmux"))
    self.workspace = workspace
    let folder = workspace.folder
    var variables = ["PS1=ready> ", "TERM=\(term)", "HOME=\(folder)"] + environment.map { "\($0.key)=\($0.value)" }
    variables.sort()
    try tmux(
      ["new-session", "-d", "-s", "main", "-x", "\(columns)", "-y", "\(rows)", "-c", folder, "env"] + variables
        + ["/bin/sh"])
    try see("ready>")
  }

  deinit { _ = try? run(["kill-server"]) }

  /// Types text into the shell and presses Enter.
  func shell(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  /// Starts `scholium` in the terminal.
  func scholium(_ arguments: String) throws { try shell("clear; '\(Program.scholium)' \(arguments)") }

  func type(_ text: String) throws {
    // A semicolon at the end would end tmux's command.
    let literal = text.hasSuffix(";") ? "\(text.dropLast())\\;" : text
    try tmux(["send-keys", "-t", "main", "-l", literal])
  }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `C-c`, `PageDown`.
  func press(_ keys: String...) throws { try press(keys) }

  /// Presses all of the keys at once.
  func press(_ keys: [String]) throws { try tmux(["send-keys", "-t", "main"] + keys) }

  /// Puts text in as a terminal does that marks what was pasted.
  func paste(_ text: String) throws {
    try tmux(["set-buffer", "--", text])
    try tmux(["paste-buffer", "-p", "-r", "-t", "main"])
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-t", "main", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Changes the size many times in a row, each before the program can have seen the one before.
  func resize(through sizes: [(columns: Int, rows: Int)]) throws {
    let commands = sizes.map { ["resize-window", "-t", "main", "-x", "\($0.columns)", "-y", "\($0.rows)"] }
    try tmux(Array(commands.joined(separator: [";"])))
  }

  /// One of tmux's variables: `mouse_button_flag`, `cursor_flag`, `alternate_on`.
  func variable(_ name: String) throws -> String {
    String(try tmux(["display-message", "-p", "-t", "main", "#{\(name)}"]).prefix { $0 != "\n" })
  }

  /// What stands on the screen, row by row.
  func screen() throws -> [String] {
    try tmux(["capture-pane", "-p", "-t", "main"])
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// The same with the escape sequences of its colours and attributes.
  func styledScreen() throws -> String { try tmux(["capture-pane", "-p", "-e", "-t", "main"]) }

  /// Waits until the screen is as asked for and stands still, and returns it: tmux may look while it is painted.
  @discardableResult
  func see(
    seconds: Double = 20, sourceLocation: SourceLocation = #_sourceLocation, _ description: String,
    where isSeen: ([String]) -> Bool
  ) throws -> [String] {
    let seen = try awaited(seconds: seconds) {
      let seen = try screen()
      return try isSeen(seen) && screen() == seen ? seen : nil
    }
    if let seen { return seen }
    let last = try screen().joined(separator: "\n")
    return try #require(seen, "never seen: \(description); the screen is:\n\(last)", sourceLocation: sourceLocation)
  }

  /// Waits until all of the texts stand on the screen, and returns it.
  @discardableResult
  func see(
    _ texts: String..., seconds: Double = 20, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    try see(seconds: seconds, sourceLocation: sourceLocation, texts.joined(separator: " + ")) { screen in
      texts.allSatisfy { text in screen.contains { $0.contains(text) } }
    }
  }

  /// The background that the terminal has, and tells whoever asks; a colour as `#rrggbb`.
  func paintBackground(_ color: String) throws { try tmux(["set-option", "-g", "window-style", "bg=\(color)"]) }

  /// The process that the shell runs at the moment.
  func runningProcess() throws -> pid_t {
    let shell = try tmux(["display-message", "-p", "-t", "main", "#{pane_pid}"]).split(separator: "\n")
    let pid = try #require(shell.first.flatMap { pid_t($0) })
    return try #require(ProcessFacts.child(of: pid), "nothing runs in the terminal")
  }

  /// Copies every byte that programs write to the terminal into a file from now on.
  func record(into file: String) throws {
    try tmux(["pipe-pane", "-t", "main", "cat >> '\(file)'"])
  }

  /// The terminal dies under its programs, as when a connection is lost.
  func die() throws { try tmux(["kill-session", "-t", "main"]) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let outcome = try run(arguments)
    try #require(outcome.status == 0, "tmux \(arguments[0]): \(outcome.messages)")
    return outcome.text
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(
      [program, "-L", socket, "-f", "/dev/null", "-u"] + arguments, in: workspace.folder,
      environment: ["TMUX_TMPDIR": workspace.folder])
  }
}
