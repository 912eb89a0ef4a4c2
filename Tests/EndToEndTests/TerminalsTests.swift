import Glibc
import Records
import Testing

extension EndToEnd {
  @Suite("Terminals, modes and sizes", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct TerminalsTests {
    @Test(
      "The screen is the same whatever the terminal and the locale",
      arguments: [
        "TERM=xterm-256color", "TERM=screen-256color", "TERM=linux", "TERM=xterm-mono", "LC_ALL=C", "LC_ALL=POSIX",
        "LC_ALL=xx_XX.UTF-8",
      ])
    func screen(_ setting: String) throws {
      let workspace = try Workspace(films: ["灯台 Tide"])
      let terminal = try Tmux(workspace)
      try terminal.shell("clear; env \(setting) '\(Program.scholium)' annotate film --as amara")
      let screen = try terminal.see("灯台 Tide", "Which genre is it?", "1 Comedy", "↵ submit")
      #expect(screen.contains { $0.hasPrefix("  灯台 Tide") && $0.hasSuffix("1987") })
      try terminal.type("q")
      try terminal.see("a shell") { $0.last { !$0.isEmpty } == "ready>" }
    }

    @Test(
      "Where the screen can't be drawn, a sentence says what to do",
      arguments: [
        ("TERM=dumb", "the terminal 'dumb' can't place its cursor; add --plain"),
        ("TERM=wyse9999", "does not know the terminal 'wyse9999'; try again with TERM=xterm-256color"),
        ("-u TERM", "TERM is not set; try again with TERM=xterm-256color"),
      ])
    func refused(_ setting: String, _ sentence: String) throws {
      let workspace = try Workspace(films: ["Film 1"])
      let terminal = try Tmux(workspace, columns: 140)
      try terminal.shell("clear; env \(setting) '\(Program.scholium)' annotate film --as amara; echo status=$?")
      try terminal.see(sentence, "status=69")
      #expect(try terminal.variable("alternate_on") == "0")
      // Nothing is held for a person who saw nothing.
      try terminal.scholium("annotate film --as amara")
      try terminal.see("Film 1", "↵ submit")
    }

    @Test("Twenty suspensions and as many stops from outside leave the screen and the modes right")
    func suspensions() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate film --as amara --mouse")
      try terminal.see("Film 1", "↵ submit")
      try terminal.type("3")
      let usual = try terminal.see("▸3 Horror")
      let process = try terminal.runningProcess()
      for round in 0..<20 {
        if round % 4 == 3 {
          // Stopped by another process it can't give its modes back: the shell reads no Enter, but a line feed.
          kill(process, SIGSTOP)
          try terminal.see("stopped") { $0.contains { $0.contains("Stopped") } }
          try terminal.type("fg")
          try terminal.press("C-j")
        } else {
          try terminal.press("C-z")
          try terminal.see("the shell") { $0.last { !$0.isEmpty } == "ready>" }
          #expect(try terminal.variable("mouse_button_flag") == "0")
          #expect(try terminal.variable("alternate_on") == "0")
          try terminal.shell("clear; fg")
        }
        try terminal.see("the same screen as before") { $0 == usual }
      }
      #expect(try terminal.variable("mouse_button_flag") == "1")
      #expect(try terminal.variable("mouse_sgr_flag") == "1")
      #expect(try terminal.variable("cursor_flag") == "0")
      try terminal.press("Enter")
      try terminal.see("Film 2", "saved")
      try terminal.type("m")
      try terminal.see("The mouse is your terminal's again.")
      #expect(try terminal.variable("mouse_button_flag") == "0")
    }

    @Test("The mouse is off after a crash")
    func mouseAfterCrash() throws {
      let workspace = try Workspace(films: ["Film 1"])
      let terminal = try Tmux(workspace)
      try terminal.shell("clear; '\(Program.scholium)' annotate film --as amara --mouse; echo status=$?")
      try terminal.see("Film 1", "↵ submit")
      #expect(try terminal.variable("mouse_button_flag") == "1")
      kill(try terminal.runningProcess(), SIGSEGV)
      try terminal.see("status=\(128 + SIGSEGV)")
      #expect(try terminal.variable("mouse_button_flag") == "0")
    }

    @Test("A storm of resizes between keys loses none of them and ends with the last size")
    func storm() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate film --as amara")
      try terminal.see("Film 1", "↵ submit")
      try terminal.type("C")
      try terminal.see("never mind")
      var random = Seeded(seed: 7)
      var typed = ""
      for round in 0..<12 {
        let sizes = (0..<25).map { _ in
          (columns: Int.random(in: 1...300, using: &random), rows: Int.random(in: 1...90, using: &random))
        }
        // What can't be seen is not taken: keys come while the screen has room.
        try terminal.resize(through: sizes + [(1, 1), (500, 200), (80 + round, 24)])
        let word = "word\(round) "
        try terminal.type(word)
        typed += word
        try terminal.resize(through: sizes.filter { $0.columns >= 40 && $0.rows >= 12 } + [(100, 30)])
      }
      try terminal.see("all of it in the last size") { $0.count == 30 && $0.contains { $0.contains("word11") } }
      try terminal.press("Enter")
      try terminal.see("comment saved")
      let comments = "SELECT comment FROM assignment_event WHERE comment IS NOT NULL"
      #expect(
        try workspace.sql(comments).map { $0.first?.split(separator: " ").joined(separator: " ") } == [
          typed.split(separator: " ").joined(separator: " ")
        ])
    }
  }
}
