import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  /// However a session ends, the half-made answer is kept and the terminal can be used again.
  @Suite("The end of a session", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct LosingTheTerminalTests {
    @Test("Who leaves and returns finds the answer half made")
    func leaving() throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try begin(scene)
      try scene.type("q")
      try expectSaneShell(scene, status: 0)
      try expectReturn(scene, ui: 1)
    }

    @Test("A terminal that dies keeps the draft, the example and its UI version, whatever was published meanwhile")
    func dyingTerminal() throws {
      let scene = try Scene(films: ["Film 1", "Film 2", "Film 3"])
      try begin(scene)
      try scene.workspace.seeLeased(2)
      let process = try scene.terminal.runningProcess()
      try scene.terminal.die()
      let isGone: Bool? = awaited { kill(process, 0) != 0 ? true : nil }
      #expect(isGone == true, "the workbench outlived its terminal")

      try scene.workspace.writeInterface(version: 2, prompt: "What is it?")
      try scene.workspace.require(scene.workspace.scholium("publish", "film"))
      let next = try Scene(scene.workspace)
      try expectReturn(next, ui: 1, isFollowedByNews: true, then: "Film 3")
      // This film is new to the person, so it is asked in the new way; what was reserved before is asked in the old one.
      try next.see("Film 3", "ui 2", "What is it?")
      try next.answer("1", seeing: "▸1 Comedy")
      try next.see("Film 2", "ui 1", "Which genre is it?")
    }

    @Test(
      "A signal ends the session, keeps the draft and gives the terminal back",
      arguments: [(SIGTERM, Int32(143)), (SIGHUP, Int32(129))])
    func signals(_ signal: Int32, _ status: Int32) throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try begin(scene)
      kill(try scene.terminal.runningProcess(), signal)
      try expectSaneShell(scene, status: status)
      try expectReturn(scene, ui: 1)
    }

    @Test("Ctrl-C leaves with 130 and keeps the draft")
    func interrupt() throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try begin(scene)
      try scene.press("C-c")
      try expectSaneShell(scene, status: 130)
      try expectReturn(scene, ui: 1)
    }

    @Test("Ctrl-Z gives the terminal to the shell, fg takes it again")
    func suspending() throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try begin(scene)
      try scene.press("C-z")
      try scene.see("the shell") { $0.last { !$0.isEmpty } == "ready>" }
      try scene.terminal.shell("stty -a")
      try scene.see(" icanon", " echo ")
      try scene.terminal.shell("fg")
      try scene.see("Film 1", "▸3 Horror")
      try scene.press("Enter")
      try scene.see("Film 2", "saved")
    }

    @Test("A crash leaves a terminal that can be used, and the example waits", arguments: [SIGSEGV, SIGILL, SIGABRT])
    func crash(_ signal: Int32) throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try begin(scene)
      kill(try scene.terminal.runningProcess(), signal)
      try expectSaneShell(scene, status: 128 + signal)
      try scene.open()
      try scene.see("Film 1", "Which genre is it?")
    }

    /// Opens the workbench and makes half an answer.
    private func begin(_ scene: Scene) throws {
      try scene.terminal.shell("clear; '\(Program.scholium)' annotate film --as amara; echo status=$?")
      try scene.see("Film 1", "↵ submit")
      try scene.type("3")
      try scene.see("▸3 Horror")
    }

    private func expectSaneShell(_ scene: Scene, status: Int32) throws {
      try scene.see("status=\(status)")
      try scene.terminal.shell("clear; stty -a")
      let screen = try scene.see(" icanon", " echo ", "ready>").joined(separator: " ")
      for flag in [" isig", " icrnl", " opost", " onlcr"] { #expect(screen.contains(flag), "\(screen)") }
      #expect(!screen.contains("-echo "))
      // What is typed is shown: the alternate screen is left and the cursor is where it belongs.
      try scene.terminal.shell("echo still 'here'")
      try scene.see("still here")
    }

    /// The same example, under the same UI version, with the answer as far as it was made; then it is submitted.
    private func expectReturn(
      _ scene: Scene, ui version: Int, isFollowedByNews: Bool = false, then film: String = "Film 2"
    ) throws {
      try scene.open()
      let screen = try scene.see("Film 1", "▸3 Horror")
      #expect(screen[0].contains("ui \(version) "))
      try scene.press("Enter")
      if isFollowedByNews {
        try scene.see("What is new", "saved")
        // A key that comes before the screen can have been seen is not meant for it, and neither is one that is held.
        let isRead: Bool? = try awaited {
          try scene.press("Enter")
          return try awaited(seconds: 1) {
            try scene.terminal.screen().contains { $0.contains("What is new") } ? nil : true
          }
        }
        #expect(isRead == true)
      }
      try scene.see(film, "saved")
      let responses = try scene.workspace.responses()
      #expect(responses.map { $0["answer"]?["genre"]?.string } == ["horror"])
      #expect(responses.first?["ui_version"]?.int == version)
      #expect(try scene.workspace.titles()[responses.first?["example"]?.string ?? ""] == "Film 1")
    }
  }
}
