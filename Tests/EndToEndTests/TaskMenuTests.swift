import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  @Suite("The menu of tasks")
  struct TaskMenuTests {
    /// Films, and songs with a name of their own.
    private func workspace() throws -> Workspace {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      try addSongs(to: workspace)
      return workspace
    }

    private func addSongs(to workspace: Workspace) throws {
      try workspace.write("title: Songs of the sea\ndataset: songs\n", to: "tasks/song/task.yaml")
      try workspace.write(
        """
        version: 1
        show: [{field: title, style: heading}]
        ask: [{id: mood, kind: choice, prompt: Which mood is it?}]

        """, to: "tasks/song/ui.yaml")
      try workspace.write(
        "version: 1\nlabels: [{id: merry, title: Merry}, {id: sad, title: Sad}]\n", to: "tasks/song/taxonomy.yaml")
      try workspace.require(workspace.scholium("publish", "song"))
      try workspace.write("{\"title\":\"Song 1\"}\n{\"title\":\"Song 2\"}\n", to: "songs.jsonl")
      try workspace.require(workspace.scholium("import", "song", "songs.jsonl"))
    }

    @Test(
      "A task is chosen, answered and left; back in the menu its figures are new",
      .enabled(if: EndToEnd.hasTmux, "tmux is not installed"), arguments: [(80, 24), (200, 60), (40, 12)])
    func screens(_ columns: Int, _ rows: Int) throws {
      let scene = try Scene(try workspace(), columns: columns, rows: rows)
      try scene.terminal.shell("clear; '\(Program.scholium)' annotate --as amara; echo status=$?")
      try scene.see("your tasks", "▸ 1  Films", "  2  Songs of the sea", "0 of 2")
      try scene.type("j")
      try scene.see("▸ 2  Songs of the sea")
      try scene.press("Enter")
      try scene.see("Song 1", "Which mood is it?")
      try scene.answer("1", seeing: "▸1 Merry")
      try scene.see("Song 2")
      try scene.until("▸2 Sad") { try scene.type("2") }
      try scene.type("q")
      let menu = try scene.see("your tasks", "▸ 2  Songs of the sea", "1 of 2")
      #expect(!menu.contains { $0.contains("Song 2") })
      // What was half made is there again.
      try scene.type("2")
      try scene.see("Song 2", "▸2 Sad")
      try scene.type("q")
      try scene.see("your tasks")
      // The key that left the task may still be held down.
      let isLeft: Bool? = try awaited {
        try scene.type("q")
        return try awaited(seconds: 1) { try scene.terminal.screen().contains("status=0") ? true : nil }
      }
      #expect(isLeft == true)
      #expect(try scene.workspace.require(scene.workspace.scholium("export", "song", "--responses")).rows.count == 1)
    }

    @Test(
      "A signal ends the program from a task that the menu opened, and keeps its draft",
      .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
    func signals() throws {
      let scene = try Scene(try workspace())
      try scene.terminal.shell("clear; '\(Program.scholium)' annotate --as amara; echo status=$?")
      try scene.see("▸ 1  Films")
      try scene.type("1")
      try scene.see("Film 1", "↵ submit")
      try scene.type("3")
      try scene.see("▸3 Horror")
      kill(try scene.terminal.runningProcess(), SIGTERM)
      try scene.see("status=143")
      try scene.open()
      try scene.see("Film 1", "▸3 Horror")
      try scene.leave()
      // And from the menu itself.
      try scene.terminal.shell("clear; '\(Program.scholium)' annotate --as amara; echo status=$?")
      try scene.see("▸ 1  Films")
      try scene.press("C-c")
      try scene.see("status=130")
    }

    @Test("Line by line: a number chooses, and leaving a task leads back")
    func plain() throws {
      let workspace = try workspace()
      let told = try workspace.require(
        workspace.scholium(
          "annotate", "--plain", "--as", "amara", input: Array("7\nsong\n2\nq\n1\nq\nq\nthis is not read\n".utf8)))
      #expect(
        told.lines.map(String.init).filter { $0.contains("Song") || $0.contains("Film") || $0.contains("There is") }
          == [
            "1 Films (film): 0 of 2 answers.", "2 Songs of the sea (song): 0 of 2 answers.", "There is no task 7.",
            "Song 1", "Song 2", "1 Films (film): 0 of 2 answers.", "2 Songs of the sea (song): 1 of 2 answers.",
            "Film 1",
            "What happens in Film 1 is soon told.", "1 Films (film): 0 of 2 answers.",
            "2 Songs of the sea (song): 1 of 2 answers.",
          ])
    }

    @Test("The end of the input ends it all, in a task as in the menu", arguments: ["", "1\n", "1\n1\n"])
    func endOfInput(_ input: String) throws {
      let workspace = try workspace()
      try workspace.require(workspace.scholium("annotate", "--plain", "--as", "amara", input: Array(input.utf8)))
    }

    @Test("A script without a task is told which there are; with one open to the person, there is nothing to choose")
    func choosing() throws {
      let workspace = try workspace()
      let refused = try workspace.scholium("annotate", "--as", "amara")
      #expect(refused.status == 64)
      #expect(refused.messages.contains("there are several tasks: say which one to annotate (film, song)"))
      try workspace.require(workspace.scholium("channel", "retire", "song", "production"))
      let told = try workspace.require(workspace.scholium("annotate", "--plain", "--as", "amara"))
      #expect(told.text.contains("Film 1") && !told.text.contains("Your tasks"))
      try workspace.require(workspace.scholium("channel", "retire", "film", "production"))
      let nothing = try workspace.scholium("annotate", "--plain", "--as", "amara")
      #expect(nothing.status == 77)
      #expect(nothing.messages.contains("no task is open to 'amara'"))
    }
  }
}
