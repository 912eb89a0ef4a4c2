import Glibc
import Records
import Testing

extension EndToEnd.Kinds {
  /// The example after the open one is reserved, so that it is there at once.
  @Suite("the example ahead") struct Reserved {
    private static let films = (1...3).map { "Film \($0)" }

    @Test("After a crash the open example comes first, then the one ahead, and nothing is lost")
    func crash() throws {
      let scene = try Scene(films: Self.films)
      try scene.open()
      try scene.see("Film 1")
      try scene.answer("1", seeing: "▸1 Comedy")
      try scene.see("Film 2", "saved")
      try scene.workspace.seeLeased(2)
      kill(try scene.terminal.runningProcess(), SIGKILL)
      // A shell whose terminal was left raw reads no Enter, but a line feed.
      try scene.type("stty sane; clear; echo sa'ne'")
      try scene.press("C-j")
      try scene.see("sane")
      try scene.open()
      try scene.see("Film 2", "Which genre is it?")
      try scene.answer("2", seeing: "▸2 Drama")
      try scene.see("Film 3", "saved")
      try scene.answer("3", seeing: "▸3 Horror")
      try scene.finish()
      let titles = try scene.workspace.titles()
      #expect(
        try scene.workspace.responses().map { row in
          "\(titles[row["example"]?.string ?? ""] ?? "?"): \(row["answer"]?["genre"]?.string ?? "?")"
        } == ["Film 1: comedy", "Film 2: drama", "Film 3: horror"])
    }

    @Test("Who leaves gives back what was reserved, and keeps what was open")
    func leaving() throws {
      let scene = try Scene(films: ["Film 1", "Film 2"])
      try scene.open()
      try scene.see("Film 1")
      try scene.workspace.seeLeased(2)
      try scene.leave()
      try scene.open(as: "bo")
      try scene.see("Film 2", "Which genre is it?")
      try scene.answer("2", seeing: "▸2 Drama")
      try scene.see("↵ look again")
      try scene.leave()
      try scene.open()
      try scene.see("Film 1", "Which genre is it?")
    }
  }
}
