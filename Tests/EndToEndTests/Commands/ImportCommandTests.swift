import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  @Suite("import")
  struct ImportCommandTests {
    @Test("A second import adds nothing")
    func twice() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"])
      let again = try workspace.require(workspace.scholium("import", "film", "films.jsonl", "--json")).json
      #expect(again["added"] == 0)
      #expect(again["present"] == 2)
      #expect(again["rejects_file"] == .null)
      #expect(!workspace.has("films.jsonl.rejects.jsonl"))
      let piped = try workspace.scholium("import", "film", "-", "--json", input: Workspace.rows(["Film 2", "Film 3"]))
      #expect(try piped.json["added"] == 1)
      #expect(try piped.json["present"] == 1)
    }

    @Test("Bad rows are kept out one by one, with their lines and reasons")
    func rejects() throws {
      let workspace = try Workspace(films: [])
      let film = { (title: String) in Workspace.rows([title]) }
      let rows: [[UInt8]] = [
        film("Film 1"), Array("not json\n".utf8), Array("[1]\n".utf8),
        Array("{\"title\":\"a\",\"title\":\"b\"}\n".utf8),
        Array("{\"title\":\"".utf8) + [0xFF, 0xFE] + Array("\"}\n".utf8), film("Film 2"),
      ]
      try workspace.write(rows.flatMap { $0 }, to: "mixed.jsonl")
      let outcome = try workspace.scholium("import", "film", "mixed.jsonl", "--json")
      #expect(outcome.status == 65)
      #expect(try outcome.json["added"] == 2)
      #expect(try outcome.json["rejected"] == 4)
      #expect(try outcome.json["rejects_file"] == "mixed.jsonl.rejects.jsonl")
      let rejected = String(decoding: try workspace.read("mixed.jsonl.rejects.jsonl"), as: UTF8.self)
        .split(separator: "\n")
      let told = try rejected.map { try JSONParser.parse(String($0)) }
      #expect(told.map { $0["line"]?.int } == [2, 3, 4, 5])
      #expect(told.last?["reason"]?.string?.contains("not UTF-8 at byte 11") == true, "\(told)")
      #expect(try workspace.scholium("import", "film", "mixed.jsonl").status == 65)
    }

    @Test(
      "An import that is killed leaves a sound queue, and running it again completes it",
      .enabled(if: EndToEnd.hasSQLite, "sqlite3 is not installed"), arguments: [SIGKILL, SIGINT])
    func killed(_ signal: Int32) throws {
      let count = 30_000
      let workspace = try Workspace(films: [])
      try workspace.write(Workspace.rows((1...count).map { "Film \($0)" }), to: "many.jsonl")
      let seed = UInt64.random(in: 0...UInt64.max)
      var chance = Seeded(seed: seed)
      var partial = 0
      for _ in 1...6 {
        let child = try Child(
          [Program.scholium, "import", "film", "many.jsonl"], environment: Program.plainEnvironment,
          folder: workspace.folder)
        // Before that it has changed nothing, and dies as any program does.
        ProcessFacts.waitUntilCaught(SIGINT, by: child.pid)
        usleep(UInt32.random(in: 0...400_000, using: &chance))
        child.signal(signal)
        let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 30))
        #expect([0, 128 + signal].contains(outcome.status), "seed \(seed): \(outcome.messages)")
        try workspace.expectSound()
        let there = Int(try workspace.sql("SELECT count(*) FROM content").first?.first ?? "") ?? -1
        let queued = Int(try workspace.sql("SELECT count(*) FROM work").first?.first ?? "") ?? -1
        #expect(there == queued, "seed \(seed): every example has its work")
        #expect(there >= partial, "seed \(seed): what was in is still in")
        partial = there
        if signal == SIGINT, outcome.status != 0 { #expect(outcome.messages.contains("run it again to finish")) }
      }
      let end = try workspace.require(workspace.scholium("import", "film", "many.jsonl", "--json")).json
      #expect(end["present"]?.int == partial)
      #expect(end["added"]?.int == count - partial)
      try workspace.expectSound()
    }
  }
}
