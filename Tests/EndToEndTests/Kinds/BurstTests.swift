import Records
import Testing

extension EndToEnd.Kinds {
  /// Keys that a hand did not mean: pasted ones, and those of a key that is held down.
  @Suite("bursts") struct Bursts {
    private func given(_ workspace: Workspace) throws -> [String] {
      let titles = try workspace.titles()
      return try workspace.responses().map { row in
        let answer = row["answer"]?["genre"]?.string ?? row["status"]?.string ?? "?"
        return "\(titles[row["example"]?.string ?? ""] ?? "?"): \(answer)"
      }
    }

    @Test("What is pasted into a choice is no keys")
    func paste() throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try scene.open()
      try scene.see("Film 1", "↵ submit")
      try scene.terminal.paste("1\n2\nsss\nq\u{3}")
      try scene.see("Film 1", "Pasted text is not taken as keys.")
      try scene.answer("3", seeing: "▸3 Horror")
      try scene.see("Film 2", "1 of 2")
      #expect(try given(scene.workspace) == ["Film 1: horror"])
    }

    @Test("A key that is held down answers once", arguments: ["Enter", "1"])
    func held(_ key: String) throws {
      let workspace = try Workspace(films: (1...4).map { "Film \($0)" })
      if key == "1" {
        // Where the choice itself submits.
        try workspace.edit("tasks/film/ui.yaml", "version: 1", "version: 2")
        try workspace.edit("tasks/film/ui.yaml", "kind: choice,", "kind: choice, advance: auto,")
        try workspace.require(workspace.scholium("publish", "film"))
      }
      let scene = try Scene(workspace)
      try scene.open()
      try scene.see("Film 1", "↵ submit")
      if key != "1" {
        try scene.type("1")
        try scene.see("▸1 Comedy")
      }
      try scene.press(key, times: 50)
      try scene.see("Film 2", "1 of 4")
      // Another key is meant.
      try scene.type("2")
      if key != "1" {
        try scene.see("▸2 Drama")
        try scene.press("Enter")
      }
      try scene.see("Film 3", "2 of 4")
      #expect(try given(workspace) == ["Film 1: comedy", "Film 2: drama"])
    }

    @Test("Held keys that skip and go back do so once, and change nothing")
    func otherKeys() throws {
      let scene = try Scene(films: (1...4).map { "Film \($0)" })
      try scene.open()
      try scene.see("Film 1")
      try scene.answer("1", seeing: "▸1 Comedy")
      try scene.see("Film 2", "1 of 4")
      // The first one asks for the reason; the others are words.
      try scene.press("s", times: 50)
      try scene.see("Skip this example:", String(repeating: "s", count: 49))
      try scene.press("Enter", times: 50)
      try scene.see("Film 3", "skipped")
      try scene.press("u", times: 50)
      try scene.see("changing", "Film 1", "▸1 Comedy")
      try scene.press("Escape")
      try scene.see("Film 3", "1 of 4")
      #expect(try given(scene.workspace) == ["Film 1: comedy", "Film 2: skipped"])
      #expect(try scene.workspace.responses().last?["comment"]?.string == String(repeating: "s", count: 49))
    }
  }
}
