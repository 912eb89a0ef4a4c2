import Records
import Testing

extension EndToEnd {
  @Suite("The workbench in a terminal", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct WorkbenchTerminalTests {
    @Test("A session with everything in it ends in exactly these responses")
    func wholeSession() throws {
      let films = (1...6).map { "Film \($0)" }
      let scene = try Scene(films: films)
      try scene.open()

      let first = try scene.see("Film 1", "Which genre is it?", "1 Comedy", "↵ submit", "0 of 6")
      #expect(first[0].hasPrefix(" film · production · ui 1 · taxonomy 1"))
      try scene.type("1")
      try scene.see("▸1 Comedy")
      try scene.press("Enter")
      try scene.see("Film 2", "saved", "1 of 6")

      // The answer before, changed.
      try scene.type("u")
      try scene.see("changing your last answer", "Film 1", "▸1 Comedy")
      try scene.type("2")
      try scene.see("▸2 Drama")
      try scene.press("Enter")
      try scene.see("Film 2", "change saved")

      try scene.type("s")
      try scene.see("Skip this example: why?")
      try scene.type("no idea")
      try scene.press("Enter")
      try scene.see("Film 3", "skipped")

      // A flag needs a reason.
      try scene.type("f")
      try scene.see("Flag for a reviewer:")
      try scene.press("Enter")
      try scene.see("Say in a few words what is wrong")
      try scene.type("two films in one")
      try scene.press("Enter")
      try scene.see("Film 4", "flagged")

      try scene.type("c")
      try scene.see("never mind")
      try scene.type("a doubtful one")
      try scene.press("Enter")
      try scene.see("Film 4", "comment saved")
      try scene.type("3")
      try scene.press("Enter")
      try scene.see("Film 5", "2 of 6")

      try scene.type("g")
      try scene.see("Choose what the story is mainly about.", "Meant to make you laugh.")
      try scene.press("Escape")
      try scene.see("Film 5", "Which genre is it?")
      try scene.type("?")
      try scene.see("submit the answer, or go to the next open question", "more lines")
      try scene.press("End")
      try scene.see("end of text")
      try scene.type("q")
      try scene.see("Film 5", "Which genre is it?")
      try scene.type("1")
      try scene.press("Enter")
      try scene.see("Film 6")
      try scene.type("2")
      try scene.press("Enter")

      // What was skipped comes back; what was flagged does not.
      try scene.see("Film 2", "Which genre is it?")
      try scene.type("3")
      try scene.press("Enter")
      try scene.see("↵ look again", "5 of 6", "You gave 5")
      try scene.leave()

      try expectExactResponses(of: scene.workspace)
    }

    private func expectExactResponses(of workspace: Workspace) throws {
      let titles = try workspace.titles()
      let responses = try workspace.responses()
      let told = responses.map { row in
        [
          titles[row["example"]?.string ?? ""] ?? "?", row["status"]?.string ?? "?",
          row["answer"]?["genre"]?.string ?? "-", row["comment"]?.string ?? "-",
        ]
      }
      #expect(
        told == [
          ["Film 1", "answered", "comedy", "-"], ["Film 1", "answered", "drama", "-"],
          ["Film 2", "skipped", "-", "no idea"], ["Film 3", "flagged", "-", "two films in one"],
          ["Film 4", "answered", "horror", "-"], ["Film 5", "answered", "comedy", "-"],
          ["Film 6", "answered", "drama", "-"], ["Film 2", "answered", "horror", "-"],
        ])
      #expect(responses[1]["supersedes"] == responses[0]["response"])
      for row in responses {
        #expect(row["annotator"] == "amara")
        #expect(row["ui_version"] == 1)
        #expect(row["taxonomy_version"] == 1)
        #expect(row["ui_digest"]?.string?.count == 64)
        #expect((row["duration_ms"]?.int).map { (0...60_000).contains($0) } == true)
        #expect(row["context"]?["client"] == "curses")
        #expect(row["context"]?["terminal"] == "tmux-256color")
        #expect(row["context"]?["columns"] == 80)
      }
      let comments = "SELECT what, comment FROM assignment_event WHERE comment IS NOT NULL ORDER BY key"
      #expect(try workspace.sql(comments).contains { $0.last == "a doubtful one" })
      let settled = try workspace.require(workspace.scholium("export", "film")).rows
      #expect(Set(settled.compactMap { $0["status"]?["genre"]?.string }) == ["settled", "unlabeled"])
    }

    @Test("An answer of an earlier session is found again and changed")
    func answersOfToday() throws {
      let scene = try Scene(films: ["Film 1", "Film 2", "Film 3"])
      try scene.open()
      for film in ["Film 1", "Film 2"] {
        try scene.see(film, "Which genre is it?")
        try scene.type("1")
        try scene.press("Enter")
      }
      try scene.see("Film 3", "2 of 3")
      try scene.leave()

      try scene.open()
      try scene.see("Film 3")
      try scene.type("t")
      try scene.see("Film 1", "Film 2", "Comedy")
      try scene.press("Up")
      try scene.press("Enter")
      try scene.see("changing", "Film 1", "▸1 Comedy")
      try scene.type("2")
      try scene.see("▸2 Drama")
      try scene.press("Enter")
      try scene.see("Film 3", "change saved")
      try scene.leave()

      let titles = try scene.workspace.titles()
      let responses = try scene.workspace.responses()
      let told = responses.map { [titles[$0["example"]?.string ?? ""] ?? "?", $0["answer"]?["genre"]?.string ?? "-"] }
      #expect(told == [["Film 1", "comedy"], ["Film 2", "comedy"], ["Film 1", "drama"]])
      #expect(responses.last?["supersedes"] == responses.first?["response"])
    }

    @Test("The example and its text stay where they are at every size")
    func resizing() throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try scene.open()
      try scene.see("Film 1")
      try scene.type("2")
      try scene.see("▸2 Drama")

      try scene.terminal.resize(columns: 40, rows: 12)
      let small = try scene.see("twelve rows of forty") { $0.count == 12 && $0[11].hasPrefix(" ↵ submit") }
      #expect(small.contains { $0.contains("▸2 Drama") })
      #expect(small.contains { $0.contains("Film 1") })

      try scene.terminal.resize(columns: 30, rows: 10)
      try scene.see("Please enlarge this terminal")

      try scene.terminal.resize(columns: 120, rows: 40)
      let large = try scene.see("the wide header") {
        $0.count == 40 && $0[0].hasPrefix(" scholium   film · production")
      }
      #expect(large[39].hasPrefix(" ↵ submit"))
      #expect(large[38] == String(repeating: "─", count: 120))
      #expect(large.contains { $0.contains("▸2 Drama") })
      try scene.press("Enter")
      try scene.see("Film 2", "saved")
      #expect(try scene.workspace.responses().first?["context"]?["columns"] == 120)
    }

    @Test("Without colours every mark is still there", arguments: ["TERM=vt100", "NO_COLOR=1"])
    func monochrome(_ setting: String) throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try scene.terminal.record(into: scene.workspace.path("raw"))
      try scene.terminal.shell("clear; \(setting) '\(Program.scholium)' annotate film --as amara")
      try scene.see("Film 1", "↵ submit")
      try scene.type("2")
      try scene.see("▸2 Drama")
      try scene.press("Enter")
      try scene.see("Film 2", "saved")
      try scene.leave()

      let raw = String(decoding: try scene.workspace.read("raw"), as: UTF8.self)
      #expect(raw.contains("Drama"))
      #expect(
        raw.matches(of: /\u{1B}\[[0-9;]*m/).allSatisfy {
          !$0.output.contains(/[\[;](3[0-9]|4[0-9]|9[0-7]|10[0-7])[;m]/)
        })
      let context = try scene.workspace.responses().first?["context"]
      #expect(context?["colors"] == 0)
      #expect(context?["theme"] == "monochrome")
    }

    @Test("Wide and combining characters take the columns they should")
    func wideCharacters() throws {
      let titles = ["Plain", "灯台と潮 The Tide", "Ze\u{301}ro a\u{300}\u{301} degre\u{301}s", "한국어도 됩니다", "Waves 🌊 here"]
      let scene = try Scene(films: titles)
      try scene.open()
      for title in titles {
        let screen = try scene.see(title, "Which genre is it?")
        let row = try #require(screen.first { $0.contains(title) })
        // The year stands at the right edge of the text: it moves if any character before it is measured wrongly.
        #expect(row.hasSuffix("1987"))
        #expect(row.unicodeScalars.map(Self.columns).reduce(0, +) == 78, "\(row)")
        let labels = try #require(screen.first { $0.contains("1 Comedy") })
        #expect(labels.hasPrefix("  1 Comedy    2 Drama     3 Horror"), "\(labels)")
        try scene.type("1")
        try scene.see("▸1 Comedy")
        try scene.press("Enter")
      }
      try scene.see("All done")
    }

    /// Columns of the characters in this test.
    private static func columns(_ scalar: Unicode.Scalar) -> Int {
      switch scalar.value {
      case 0x300...0x36F: 0
      case 0x1100...0x115F, 0x3040...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x1F300...0x1F5FF: 2
      default: 1
      }
    }
  }
}
