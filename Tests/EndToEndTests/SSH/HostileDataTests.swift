import Driving
import Glibc
import Testing

extension EndToEnd {
  /// Data and names are hostile over SSH as they are at the machine.
  @Suite("Hostile text over SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct HostileDataTests {
    @Test("A name with escapes is given to nobody, at the machine or over SSH")
    func names() throws {
      let server = try LoopbackServer(films: [])
      try server.admit("ada", role: "admin")
      for name in ["am\u{1B}[31mara", "am\nara", "am\u{9B}31mara", "am\u{2028}ara", "am\u{7F}ara"] {
        let outcome = try server.workspace.scholium("annotators", "add", name)
        #expect(outcome.status == 64, "\(outcome.messages)")
        #expect(Harmful.first(in: outcome.errors + outcome.output) == nil)
        #expect(try server.ssh(as: "ada", "annotators", "add", name).status == 77)
      }
      let people = try server.workspace.require(server.workspace.scholium("annotators", "--json")).json
      #expect(people["annotators"]?.array?.map { $0["name"]?.string } == ["ada"])
    }

    @Test("What a terminal at the other end gets holds only what drawing made")
    func screens() throws {
      let server = try LoopbackServer { folder in
        let workspace = try Workspace(films: [], in: folder)
        try workspace.edit("tasks/film/task.yaml", "title: Films", "title: \"Films \\u202E\\u200B\\U000E0041 PWNED\"")
        try workspace.require(workspace.scholium("publish", "film"))
        let film = Workspace.film("\(Harmful.text) Film 1", plot: Harmful.text)
        try workspace.write(film.utf8() + [UInt8(ascii: "\n")], to: "films.jsonl")
        try workspace.require(workspace.scholium("import", "film", "films.jsonl"))
        return workspace
      }
      try server.setUp()
      try server.start()
      try server.admit("amara")
      for (command, leaving) in [([], "q"), (["annotate", "--plain"], "q\n"), (["status"], "")] {
        let terminal = try PseudoTerminal(columns: 100, rows: 40)
        let client = try server.client(as: "amara", command, options: ["-tt"], at: terminal)
        let wanted = command == ["status"] ? "production" : "PWNED"
        #expect(terminal.sees(wanted), "\(command)")
        terminal.type(Array(leaving.utf8))
        let isOver = terminal.see(after: 0) { _ in server.sessions.isEmpty ? true : nil }
        #expect(isOver == true)
        #expect(client.wait() == 0)
        terminal.read(seconds: 0.1)
        #expect(Harmful.first(inTerminalBytes: terminal.painted) == nil, "\(command)")
      }
    }
  }
}
