import Driving
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
      let scene = try Scene(films: ["灯台 Tide"])
      try scene.terminal.shell("clear; env \(setting) '\(Program.scholium)' annotate film --as amara")
      let screen = try scene.see("灯台 Tide", "Which genre is it?", "1 Comedy", "↵ submit")
      #expect(screen.contains { $0.hasPrefix("  灯台 Tide") && $0.hasSuffix("1987") })
      try scene.leave()
    }

    @Test(
      "Where the screen can't be drawn, a sentence says what to do",
      arguments: [
        ("TERM=dumb", "the terminal 'dumb' can't place its cursor; add --plain"),
        ("TERM=wyse9999", "does not know the terminal 'wyse9999'; try again with TERM=xterm-256color"),
        ("-u TERM", "TERM is not set; try again with TERM=xterm-256color"),
      ])
    func refused(_ setting: String, _ sentence: String) throws {
      let scene = try Scene(try Workspace(films: ["Film 1"]), columns: 140)
      try scene.terminal.shell("clear; env \(setting) '\(Program.scholium)' annotate film --as amara; echo status=$?")
      try scene.see(sentence, "status=69")
      #expect(try scene.terminal.variable("alternate_on") == "0")
      // Nothing is held for a person who saw nothing.
      try scene.open()
      try scene.see("Film 1", "↵ submit")
    }

    @Test("Twenty suspensions and as many stops from outside leave the screen and the modes right")
    func suspensions() throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try scene.open("--mouse")
      try scene.see("Film 1", "↵ submit")
      try scene.type("3")
      let usual = try scene.see("▸3 Horror")
      let process = try scene.terminal.runningProcess()
      for round in 0..<20 {
        if round % 4 == 3 {
          // Stopped by another process it can't give its modes back: the shell reads no Enter, but a line feed.
          kill(process, SIGSTOP)
          try scene.see("stopped") { $0.contains { $0.contains("Stopped") } }
          try scene.type("fg")
          try scene.press("C-j")
        } else {
          try scene.press("C-z")
          try scene.see("the shell") { $0.last { !$0.isEmpty } == "ready>" }
          #expect(try scene.terminal.variable("mouse_button_flag") == "0")
          #expect(try scene.terminal.variable("alternate_on") == "0")
          try scene.terminal.shell("clear; fg")
        }
        try scene.see("the same screen as before") { $0 == usual }
      }
      #expect(try scene.terminal.variable("mouse_button_flag") == "1")
      #expect(try scene.terminal.variable("mouse_sgr_flag") == "1")
      #expect(try scene.terminal.variable("cursor_flag") == "0")
      try scene.press("Enter")
      try scene.see("Film 2", "saved")
      try scene.type("m")
      try scene.see("The mouse is your terminal's again.")
      #expect(try scene.terminal.variable("mouse_button_flag") == "0")
    }

    @Test("The mouse is off after a crash")
    func mouseAfterCrash() throws {
      let scene = try Scene(films: ["Film 1"])
      try scene.terminal.shell("clear; '\(Program.scholium)' annotate film --as amara --mouse; echo status=$?")
      try scene.see("Film 1", "↵ submit")
      #expect(try scene.terminal.variable("mouse_button_flag") == "1")
      kill(try scene.terminal.runningProcess(), SIGSEGV)
      try scene.see("status=\(128 + SIGSEGV)")
      #expect(try scene.terminal.variable("mouse_button_flag") == "0")
    }

    @Test("A storm of resizes between keys loses none of them and ends with the last size")
    func storm() throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try scene.open()
      try scene.see("Film 1", "↵ submit")
      try scene.type("C")
      try scene.see("never mind")
      var random = Seeded(seed: 7)
      var typed = ""
      for round in 0..<12 {
        let sizes = (0..<25).map { _ in
          (columns: Int.random(in: 1...300, using: &random), rows: Int.random(in: 1...90, using: &random))
        }
        // What can't be seen is not taken: keys come while the screen has room.
        try scene.terminal.resize(through: sizes + [(1, 1), (500, 200), (80 + round, 24)])
        let word = "word\(round) "
        try scene.type(word)
        typed += word
        try scene.terminal.resize(through: sizes.filter { $0.columns >= 40 && $0.rows >= 12 } + [(100, 30)])
      }
      try scene.see("all of it in the last size") { $0.count == 30 && $0.contains { $0.contains("word11") } }
      try scene.press("Enter")
      try scene.see("comment saved")
      let comments = "SELECT comment FROM assignment_event WHERE comment IS NOT NULL"
      #expect(
        try scene.workspace.sql(comments).map { $0.first?.split(separator: " ").joined(separator: " ") } == [
          typed.split(separator: " ").joined(separator: " ")
        ])
    }
  }
}
