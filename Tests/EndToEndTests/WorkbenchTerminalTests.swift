import Records
import Testing

extension EndToEnd {
  @Suite("The workbench in a terminal", .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
  struct WorkbenchTerminalTests {
    @Test("A session with everything in it ends in exactly these responses")
    func wholeSession() throws {
      let films = (1...6).map { "Film \($0)" }
      let workspace = try Workspace(films: films)
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate film --as amara")

      let first = try terminal.see("Film 1", "Which genre is it?", "1 Comedy", "↵ submit", "0 of 6")
      #expect(first[0].hasPrefix(" film · production · ui 1 · taxonomy 1"))
      try terminal.type("1")
      try terminal.see("▸1 Comedy")
      try terminal.press("Enter")
      try terminal.see("Film 2", "saved", "1 of 6")

      // The answer before, changed.
      try terminal.type("u")
      try terminal.see("changing your last answer", "Film 1", "▸1 Comedy")
      try terminal.type("2")
      try terminal.see("▸2 Drama")
      try terminal.press("Enter")
      try terminal.see("Film 2", "change saved")

      try terminal.type("s")
      try terminal.see("Skip this example: why?")
      try terminal.type("no idea")
      try terminal.press("Enter")
      try terminal.see("Film 3", "skipped")

      // A flag needs a reason.
      try terminal.type("f")
      try terminal.see("Flag for a reviewer:")
      try terminal.press("Enter")
      try terminal.see("Say in a few words what is wrong")
      try terminal.type("two films in one")
      try terminal.press("Enter")
      try terminal.see("Film 4", "flagged")

      try terminal.type("c")
      try terminal.see("never mind")
      try terminal.type("a doubtful one")
      try terminal.press("Enter")
      try terminal.see("Film 4", "comment saved")
      try terminal.type("3")
      try terminal.press("Enter")
      try terminal.see("Film 5", "2 of 6")

      try terminal.type("g")
      try terminal.see("Choose what the story is mainly about.", "Meant to make you laugh.")
      try terminal.press("Escape")
      try terminal.see("Film 5", "Which genre is it?")
      try terminal.type("?")
      try terminal.see("submit the answer, or go to the next open question", "more lines")
      try terminal.press("End")
      try terminal.see("end of text")
      try terminal.type("q")
      try terminal.see("Film 5", "Which genre is it?")
      try terminal.type("1")
      try terminal.press("Enter")
      try terminal.see("Film 6")
      try terminal.type("2")
      try terminal.press("Enter")

      // What was skipped comes back; what was flagged does not.
      try terminal.see("Film 2", "Which genre is it?")
      try terminal.type("3")
      try terminal.press("Enter")
      try terminal.see("↵ look again", "5 of 6", "You gave 5")
      try terminal.type("q")
      try terminal.see("a sane shell again") { $0.last { !$0.isEmpty } == "ready>" }

      try expectExactResponses(of: workspace)
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
      let workspace = try Workspace(films: ["Film 1", "Film 2", "Film 3"])
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate film --as amara")
      for film in ["Film 1", "Film 2"] {
        try terminal.see(film, "Which genre is it?")
        try terminal.type("1")
        try terminal.press("Enter")
      }
      try terminal.see("Film 3", "2 of 3")
      try terminal.type("q")
      try terminal.see("ready>")

      try terminal.scholium("annotate film --as amara")
      try terminal.see("Film 3")
      try terminal.type("t")
      try terminal.see("Film 1", "Film 2", "Comedy")
      try terminal.press("Up")
      try terminal.press("Enter")
      try terminal.see("changing", "Film 1", "▸1 Comedy")
      try terminal.type("2")
      try terminal.see("▸2 Drama")
      try terminal.press("Enter")
      try terminal.see("Film 3", "change saved")
      try terminal.type("q")
      try terminal.see("ready>")

      let titles = try workspace.titles()
      let responses = try workspace.responses()
      let told = responses.map { [titles[$0["example"]?.string ?? ""] ?? "?", $0["answer"]?["genre"]?.string ?? "-"] }
      #expect(told == [["Film 1", "comedy"], ["Film 2", "comedy"], ["Film 1", "drama"]])
      #expect(responses.last?["supersedes"] == responses.first?["response"])
    }

    @Test("The example and its text stay where they are at every size")
    func resizing() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate film --as amara")
      try terminal.see("Film 1")
      try terminal.type("2")
      try terminal.see("▸2 Drama")

      try terminal.resize(columns: 40, rows: 12)
      let small = try terminal.see("twelve rows of forty") { $0.count == 12 && $0[11].hasPrefix(" ↵ submit") }
      #expect(small.contains { $0.contains("▸2 Drama") })
      #expect(small.contains { $0.contains("Film 1") })

      try terminal.resize(columns: 30, rows: 10)
      try terminal.see("Please enlarge this terminal")

      try terminal.resize(columns: 120, rows: 40)
      let large = try terminal.see("the wide header") {
        $0.count == 40 && $0[0].hasPrefix(" scholium   film · production")
      }
      #expect(large[39].hasPrefix(" ↵ submit"))
      #expect(large[38] == String(repeating: "─", count: 120))
      #expect(large.contains { $0.contains("▸2 Drama") })
      try terminal.press("Enter")
      try terminal.see("Film 2", "saved")
      #expect(try workspace.responses().first?["context"]?["columns"] == 120)
    }

    @Test("Without colours every mark is still there", arguments: ["TERM=vt100", "NO_COLOR=1"])
    func monochrome(_ setting: String) throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let terminal = try Tmux(workspace)
      try terminal.record(into: workspace.path("raw"))
      try terminal.shell("clear; \(setting) '\(Program.scholium)' annotate film --as amara")
      try terminal.see("Film 1", "↵ submit")
      try terminal.type("2")
      try terminal.see("▸2 Drama")
      try terminal.press("Enter")
      try terminal.see("Film 2", "saved")
      try terminal.type("q")
      try terminal.see("ready>")

      let raw = String(decoding: try workspace.read("raw"), as: UTF8.self)
      #expect(raw.contains("Drama"))
      #expect(
        raw.matches(of: /\u{1B}\[[0-9;]*m/).allSatisfy {
          !$0.output.contains(/[\[;](3[0-9]|4[0-9]|9[0-7]|10[0-7])[;m]/)
        })
      let context = try workspace.responses().first?["context"]
      #expect(context?["colors"] == 0)
      #expect(context?["theme"] == "monochrome")
    }

    @Test("Wide and combining characters take the columns they should")
    func wideCharacters() throws {
      let titles = ["Plain", "灯台と潮 The Tide", "Ze\u{301}ro a\u{300}\u{301} degre\u{301}s", "한국어도 됩니다", "Waves 🌊 here"]
      let workspace = try Workspace(films: titles)
      let terminal = try Tmux(workspace)
      try terminal.scholium("annotate film --as amara")
      for title in titles {
        let screen = try terminal.see(title, "Which genre is it?")
        let row = try #require(screen.first { $0.contains(title) })
        // The year stands at the right edge of the text: it moves if any character before it is measured wrongly.
        #expect(row.hasSuffix("1987"))
        #expect(row.unicodeScalars.map(Self.columns).reduce(0, +) == 78, "\(row)")
        let labels = try #require(screen.first { $0.contains("1 Comedy") })
        #expect(labels.hasPrefix("  1 Comedy    2 Drama     3 Horror"), "\(labels)")
        try terminal.type("1")
        try terminal.see("▸1 Comedy")
        try terminal.press("Enter")
      }
      try terminal.see("All done")
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
