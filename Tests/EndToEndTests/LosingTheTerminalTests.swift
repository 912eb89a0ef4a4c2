import Glibc
import Records
import Testing

extension EndToEnd {
  /// However a session ends, the half-made answer is kept and the terminal can be used again.
  @Suite("The end of a session", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct LosingTheTerminalTests {
    @Test("Who leaves and returns finds the answer half made")
    func leaving() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try begin(terminal)
      try terminal.type("q")
      try expectSaneShell(terminal, status: 0)
      try expectReturn(workspace, terminal, ui: 1)
    }

    @Test("A terminal that dies keeps the draft, the example and its UI version, whatever was published meanwhile")
    func dyingTerminal() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try begin(terminal)
      let process = try terminal.runningProcess()
      try terminal.die()
      let isGone: Bool? = awaited { kill(process, 0) != 0 ? true : nil }
      #expect(isGone == true, "the workbench outlived its terminal")

      try workspace.writeInterface(version: 2, prompt: "What is it?")
      try workspace.require(workspace.scholium("publish", "film"))
      let next = try Tmux(workspace)
      try expectReturn(workspace, next, ui: 1, isFollowedByNews: true)
      // The next film is new to this person, so it is asked in the new way.
      try next.see("Film 2", "ui 2", "What is it?")
    }

    @Test(
      "A signal ends the session, keeps the draft and gives the terminal back",
      arguments: [(SIGTERM, Int32(143)), (SIGHUP, Int32(129))])
    func signals(_ signal: Int32, _ status: Int32) throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try begin(terminal)
      kill(try terminal.runningProcess(), signal)
      try expectSaneShell(terminal, status: status)
      try expectReturn(workspace, terminal, ui: 1)
    }

    @Test("Ctrl-C leaves with 130 and keeps the draft")
    func interrupt() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try begin(terminal)
      try terminal.press("C-c")
      try expectSaneShell(terminal, status: 130)
      try expectReturn(workspace, terminal, ui: 1)
    }

    @Test("Ctrl-Z gives the terminal to the shell, fg takes it again")
    func suspending() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try begin(terminal)
      try terminal.press("C-z")
      try terminal.see("the shell") { $0.last { !$0.isEmpty } == "ready>" }
      try terminal.shell("stty -a")
      try terminal.see(" icanon", " echo ")
      try terminal.shell("fg")
      try terminal.see("Film 1", "▸3 Horror")
      try terminal.press("Enter")
      try terminal.see("Film 2", "saved")
    }

    @Test("A crash leaves a terminal that can be used, and the example waits", arguments: [SIGSEGV, SIGILL, SIGABRT])
    func crash(_ signal: Int32) throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try begin(terminal)
      kill(try terminal.runningProcess(), signal)
      try expectSaneShell(terminal, status: 128 + signal)
      try terminal.scholium("annotate film --as amara")
      try terminal.see("Film 1", "Which genre is it?")
    }

    /// Opens the workbench and makes half an answer.
    private func begin(_ terminal: Tmux) throws {
      try terminal.shell("clear; '\(Program.scholium)' annotate film --as amara; echo status=$?")
      try terminal.see("Film 1", "↵ submit")
      try terminal.type("3")
      try terminal.see("▸3 Horror")
    }

    private func expectSaneShell(_ terminal: Tmux, status: Int32) throws {
      try terminal.see("status=\(status)")
      try terminal.shell("clear; stty -a")
      let screen = try terminal.see(" icanon", " echo ", "ready>").joined(separator: " ")
      for flag in [" isig", " icrnl", " opost", " onlcr"] { #expect(screen.contains(flag), "\(screen)") }
      #expect(!screen.contains("-echo "))
      // What is typed is shown: the alternate screen is left and the cursor is where it belongs.
      try terminal.shell("echo still 'here'")
      try terminal.see("still here")
    }

    /// The same example, under the same UI version, with the answer as far as it was made; then it is submitted.
    private func expectReturn(
      _ workspace: Workspace, _ terminal: Tmux, ui version: Int, isFollowedByNews: Bool = false
    ) throws {
      try terminal.scholium("annotate film --as amara")
      let screen = try terminal.see("Film 1", "▸3 Horror")
      #expect(screen[0].contains("ui \(version) "))
      try terminal.press("Enter")
      if isFollowedByNews {
        try terminal.see("What is new", "saved")
        // A key that comes before the screen can have been seen is not meant for it, and neither is one that is held.
        let isRead: Bool? = try awaited {
          try terminal.press("Enter")
          return try awaited(seconds: 1) {
            try terminal.screen().contains { $0.contains("What is new") } ? nil : true
          }
        }
        #expect(isRead == true)
      }
      try terminal.see("Film 2", "saved")
      let responses = try workspace.responses()
      #expect(responses.map { $0["answer"]?["genre"]?.string } == ["horror"])
      #expect(responses.first?["ui_version"]?.int == version)
      #expect(try workspace.titles()[responses.first?["example"]?.string ?? ""] == "Film 1")
    }
  }
}
