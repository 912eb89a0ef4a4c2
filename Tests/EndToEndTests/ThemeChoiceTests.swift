import Records
import Testing

extension EndToEnd {
  @Suite("Which theme it is drawn in", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct ThemeChoiceTests {
    /// What is set, in the order in which one goes before the other, and what comes of it.
    @Test(
      "The nearest word wins, and goes into the answer's provenance",
      arguments: [
        ("", "--theme vespers", "light", "manuscript", "vespers"),
        ("SCHOLIUM_THEME=vespers", "", "light", "", "vespers"),
        ("SCHOLIUM_THEME=vespers NO_COLOR=1", "", "", "", "vespers"), ("NO_COLOR=1", "--theme dark", "", "", "dark"),
        ("NO_COLOR=1", "", "light", "", "light"), ("NO_COLOR=1", "", "", "manuscript", "monochrome"),
        ("", "", "", "manuscript", "manuscript"), ("COLORFGBG='0;15'", "", "", "", "light"), ("", "", "", "", "dark"),
      ])
    func choice(environment: String, options: String, own: String, workspace: String, chosen: String) throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      if !own.isEmpty { try scene.workspace.write("theme: \(own)\n", to: "home/scholium/config.yaml") }
      if !workspace.isEmpty { try scene.workspace.write("theme: \(workspace)\n", to: "config.yaml") }
      let home = scene.workspace.path("home")
      try scene.terminal.shell(
        "clear; env XDG_CONFIG_HOME='\(home)' \(environment) '\(Program.scholium)' annotate film --as amara \(options)")
      try scene.see("Film 1", "↵ submit")
      try scene.type("2")
      try scene.see("▸2 Drama")
      try scene.press("Enter")
      try scene.see("Film 2", "saved")
      try scene.leave()
      #expect(try scene.workspace.responses().first?["context"]?["theme"]?.string == chosen)
    }

    @Test("Where nobody says anything, the terminal's background decides, on every screen", arguments: [true, false])
    func background(isLight: Bool) throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try scene.terminal.paintBackground(isLight ? "#fffff0" : "#101018")
      // What the terminal itself tells goes before what the environment says of it.
      try scene.terminal.shell("export COLORFGBG='\(isLight ? "15;0" : "0;15")'")
      try scene.open()
      try scene.see("Film 1", "↵ submit")
      try scene.answer("2", seeing: "▸2 Drama")
      try scene.see("Film 2", "saved")
      try scene.leave()
      #expect(try scene.workspace.responses().first?["context"]?["theme"] == (isLight ? "light" : "dark"))
      for command in ["review film --as rita", "browse film --as rita", "status --watch"] {
        let drawn = try colors(of: command, scene)
        #expect(try drawn == colors(of: "\(command) --theme \(isLight ? "light" : "dark")", scene), "\(command)")
        #expect(try drawn != colors(of: "\(command) --theme \(isLight ? "dark" : "light")", scene), "\(command)")
      }
    }

    /// The colours and attributes of a whole screen.
    private func colors(of command: String, _ scene: Scene) throws -> Set<String> {
      try scene.terminal.scholium(command)
      try scene.see("film", "production")
      let colors = try scene.terminal.styledScreen().matches(of: /\u{1B}\[[0-9;]*m/).map { String($0.output) }
      try scene.leave()
      return Set(colors)
    }
  }
}
