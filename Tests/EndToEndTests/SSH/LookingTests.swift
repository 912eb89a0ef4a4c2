import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  /// What somebody may see of others' answers.
  @Suite("Looking at answers over SSH", .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
  struct LookingTests {
    @Test("Annotators see what they were shown and said themselves; reviewers see all, and it is recorded")
    func reach() throws {
      let server = try LoopbackServer(films: ["Film 1", "Film 2"])
      for (name, role) in [("amara", "annotator"), ("bo", "annotator"), ("rae", "reviewer"), ("jay", "job")] {
        try server.admit(name, role: role)
      }
      try server.workspace.answer(as: "amara", ["drama"])
      try server.workspace.answer(as: "bo", ["horror"])
      func found(_ words: String, as name: String) throws -> [JSON?] {
        let json = try server.workspace.require(server.ssh(as: name, "browse film --json \(words)")).json
        return json["examples"]?.array?.map { $0["words"] } ?? []
      }
      #expect(try found("", as: "amara") == ["Film 1"])
      #expect(try found("by:bo", as: "amara") == [])
      #expect(try found("label:drama", as: "amara") == ["Film 1"])
      #expect(try found("", as: "rae") == ["Film 1", "Film 2"])
      #expect(try found("by:bo", as: "rae") == ["Film 2"])
      // Beside answers, of which gold is one, it would tell those who answer when they had some.
      func counted(as name: String) throws -> [JSON?] {
        let status = try server.workspace.require(server.ssh(as: name, "status film --json")).json
        return status["tasks"]?.array?.first?["annotators"]?.array?.map { $0["examples"] } ?? []
      }
      #expect(
        try counted(as: "rae") == [1, 1] && counted(as: "amara") == [nil, nil] && counted(as: "jay") == [nil, nil])
      #expect(try server.ssh(as: "amara", "review film --list").status == 77)
      #expect(try server.ssh(as: "jay", "browse film --list").status == 77)
      #expect(try server.ssh(as: "rae", "review film --list").status == 0)
      let asked = try server.ssh(
        as: "jay", "pipe film", input: Array("{\"op\":\"next\",\"role\":\"review\"}\n".utf8))
      #expect(asked.text.contains("not_permitted"), "\(asked.text)")
      #expect(try server.workspace.sql("SELECT count(*) FROM viewing") == [["0"]])

      let terminal = try PseudoTerminal()
      let child = try server.client(as: "rae", ["browse film"], options: ["-t"], at: terminal)
      #expect(terminal.sees("examples"), "\(String(decoding: terminal.painted, as: UTF8.self))")
      terminal.type([13])
      #expect(terminal.sees("decides"), "\(String(decoding: terminal.painted, as: UTF8.self))")
      terminal.type(Array("qq".utf8))
      #expect(child.wait() == 0)
      #expect(try server.workspace.sql("SELECT count(*) FROM viewing") == [["1"]])
    }

    @Test("From the dashboard an example opens for those who may browse, as far as they may")
    func dashboard() throws {
      let server = try LoopbackServer(films: ["Film 1", "Film 2"])
      for (name, role) in [("amara", "annotator"), ("bo", "annotator"), ("rae", "reviewer"), ("jay", "job")] {
        try server.admit(name, role: role)
      }
      try server.workspace.answer(as: "bo", ["horror"])
      let viewings = "SELECT count(*) FROM viewing"
      // What bo answered, nobody else was shown.
      for (name, seen) in [("bo", "decides"), ("amara", "no example"), ("jay", "role"), ("rae", "decides")] {
        #expect(try server.workspace.sql(viewings) == [["0"]], "\(name)")
        let terminal = try PseudoTerminal()
        let child = try server.client(as: name, ["status", "film", "--watch"], options: ["-t"], at: terminal)
        func expect(_ text: String, after start: Int = 0) {
          #expect(
            terminal.sees(text, after: start), "\(name): \(String(decoding: terminal.painted, as: UTF8.self))")
        }
        expect("1 answer in")
        // Enter lists an example, enter again opens it.
        for text in ["1 answer", seen] {
          let start = terminal.painted.count
          terminal.type([13])
          expect(text, after: start)
        }
        terminal.type([3])
        #expect(child.wait() == 130, "\(name)")
      }
      #expect(try server.workspace.sql(viewings) == [["1"]])
    }
  }
}
