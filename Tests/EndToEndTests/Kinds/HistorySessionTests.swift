import Records
import Testing

extension EndToEnd.Kinds {
  /// Going back to what was answered.
  @Suite("history") struct History {
    private static let films = (1...6).map { "Film \($0)" }
    /// What was reserved when the first session ended is given back, and comes again at the end.
    private static let later = ["Film 3", "Film 5", "Film 6"]

    @Test("Undo goes back as far as the session, and the day's list further")
    func backAndForth() throws {
      let scene = try Scene(films: Self.films)
      try scene.open()
      for film in Self.films.prefix(2) {
        try scene.see(film, "Which genre is it?")
        try scene.answer("1", seeing: "▸1 Comedy")
      }
      try scene.see("Film 3", "2 of 6")
      try scene.leave()

      try scene.open()
      for film in Self.later {
        try scene.see(film, "Which genre is it?")
        try scene.answer("2", seeing: "▸2 Drama")
      }
      try scene.see("Film 4", "5 of 6")
      for film in Self.later.reversed() {
        try scene.type("u")
        try scene.see("changing", film, "▸2 Drama")
      }
      // There it ends; the answer can be changed as before.
      try scene.type("u")
      try scene.see("changing", "Film 3", "▸2 Drama")
      try scene.answer("3", seeing: "▸3 Horror")
      try scene.see("Film 4", "change saved")

      // The whole day stands in the list, with what was changed.
      try scene.type("t")
      try scene.see("all five films, one with its new answer") { screen in
        (Self.films.prefix(2) + Self.later).allSatisfy { film in screen.contains { $0.contains(film) } }
          && screen.contains { $0.contains("Film 3") && $0.contains("Horror") }
      }
      try scene.press("Up", "Up", "Up", "Enter")
      try scene.see("changing", "Film 2", "▸1 Comedy")
      // Left as it is, nothing was changed.
      try scene.press("Escape")
      try scene.see("Film 4", "Which genre is it?")
      try scene.type("t")
      try scene.see("Film 2", "Film 6")
      try scene.press("Up", "Up", "Up", "Enter")
      try scene.see("changing", "Film 2", "▸1 Comedy")
      try scene.answer("3", seeing: "▸3 Horror")
      try scene.see("Film 4", "change saved")
      try scene.answer("1", seeing: "▸1 Comedy")
      try scene.finish()
      try expect(
        [
          "Film 1: comedy", "Film 2: comedy", "Film 3: drama", "Film 5: drama", "Film 6: drama", "Film 3: horror, 2",
          "Film 2: horror, 1", "Film 4: comedy",
        ], scene.workspace)
    }

    @Test("An answer of an earlier session stands in the list as it did in its own")
    func told() throws {
      let scene = try Scene(Spans.names)
      try scene.open()
      try scene.see("Ana in Lagos", "by word")
      try scene.type("1")
      try scene.see("· 1 span")
      try scene.press("Enter")
      try scene.see("A second one", "1 of 3")
      let own = try row(of: "Ana in Lagos", scene)
      #expect(own.contains("1 span"), "\(own)")
      try scene.press("Escape")
      try scene.see("A second one", "by word")
      try scene.leave()

      try scene.open()
      try scene.see("1 of 3", "by word")
      #expect(try row(of: "Ana in Lagos", scene) == own)
    }

    /// The row of the day's list that begins with an example.
    private func row(of example: String, _ scene: Scene) throws -> String {
      try scene.type("t")
      let screen = try scene.see("Today", example)
      return try #require(screen.first { $0.contains(example) })
    }

    /// What was answered to which film, and which response of the list it supersedes, counted from 0.
    private func expect(_ told: [String], _ workspace: Workspace) throws {
      let titles = try workspace.titles()
      let responses = try workspace.responses()
      let ids = responses.map { $0["response"] }
      let found = responses.map { row in
        let film = "\(titles[row["example"]?.string ?? ""] ?? "?"): \(row["answer"]?["genre"]?.string ?? "?")"
        guard let earlier = row["supersedes"], earlier != .null else { return film }
        return "\(film), \(ids.firstIndex(of: earlier).map { "\($0)" } ?? "?")"
      }
      #expect(found == told)
    }
  }
}
