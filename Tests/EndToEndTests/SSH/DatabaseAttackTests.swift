import Driving
import FoundationEssentials
import Glibc
import Records
import Testing

extension EndToEnd {
  /// Around the program at the database itself.
  @Suite("The database under attack")
  struct DatabaseAttackTests {
    private static let companions = ["", "-wal", "-shm", "-journal", "-gate", "-turn"]

    @Test("A link in the place of any of its files is refused and not followed", arguments: companions, [true, false])
    func links(_ companion: String, _ isSymbolic: Bool) throws {
      let workspace = try Workspace(films: ["Film 1"])
      let file = "\(workspace.queue)\(companion)"
      let target = workspace.path("target")
      let content = companion.isEmpty ? try workspace.read("queue.sqlite") : Array("precious\n".utf8)
      try workspace.write(content, to: "target")
      unlink(file)
      try #require((isSymbolic ? symlink(target, file) : link(target, file)) == 0)
      for command in [["status"], ["doctor"], ["ssh", "keys"], ["annotators", "add", "eve"]] {
        let outcome = try Program.run([Program.scholium] + command, in: workspace.folder)
        let told = outcome.messages + outcome.text
        #expect(outcome.status == (command == ["doctor"] ? outcome.status : 66), "\(command): \(told)")
        #expect(outcome.status != 0, "\(command): \(told)")
        #expect(told.contains(isSymbolic ? "symbolic link" : "hard links"), "\(command): \(told)")
      }
      #expect(try workspace.read("target") == content)
    }

    @Test(
      "Somebody else's assignment is not theirs to answer, skip, keep or give back",
      .enabled(if: LoopbackServer.isPossible, LoopbackServer.whyNot))
    func replay() throws {
      let server = try LoopbackServer(films: ["Film 1", "Film 2"])
      try server.admit("jay", role: "job")
      try server.admit("kim", role: "job")
      func client(_ name: String) throws -> PipeClient {
        try PipeClient(
          server.words(as: name, ["pipe", "film"]), environment: Program.plainEnvironment, folder: "/")
      }
      let (jay, kim) = (try client("jay"), try client("kim"))
      let assignment = try #require(try jay.ask(["op": "next"])["assignment"]?["id"])
      for request: [(String, JSON)] in [
        [("op", "submit"), ("answer", ["genre": "drama"])], [("op", "skip"), ("reason", "mine")],
        [("op", "flag"), ("comment", "mine")], [("op", "release")], [("op", "note"), ("comment", "mine")],
        [("op", "draft"), ("answer", ["genre": "drama"])],
      ] {
        let reply = try kim.ask(.object(JSONObject(request + [("assignment", assignment)])))
        #expect(reply["ok"] == false, "\(reply)")
        #expect(reply["error"]?["code"]?.string ?? reply["error"]?.string == "not_yours", "\(reply)")
      }
      let answer = try jay.ask(["op": "submit", "assignment": assignment, "answer": ["genre": "drama"]])
      #expect(answer["ok"] == true, "\(answer)")
      let response = try #require(answer["response"])
      let reply = try kim.ask(["op": "revise", "response": response, "answer": ["genre": "horror"]])
      #expect(reply["ok"] == false, "\(reply)")
      #expect(jay.finish().status == 0 && kim.finish().status == 0)
      #expect(try server.workspace.responses().map { $0["annotator"]?.string } == ["jay"])
    }

    @Test(
      "An entry of the audit trail that another program changed, took out or added is found",
      .enabled(if: EndToEnd.hasSQLite, "sqlite3 is not installed"),
      arguments: [
        "UPDATE audit SET who = 'ada' WHERE key = 2", "DELETE FROM audit WHERE key = 2",
        "UPDATE audit SET detail = replace(detail, 'reviewer', 'admin')", "UPDATE audit SET at = at + 1 WHERE key = 1",
        "UPDATE audit SET key = key + 10 WHERE key > 1",
        "INSERT INTO audit SELECT max(key) + 1, at, what, 'ada', detail, digest FROM audit",
      ])
    func editedTrail(_ edit: String) throws {
      let workspace = try Workspace(films: [])
      for role in ["reviewer", "engineer", "reviewer", "job"] {
        try workspace.require(workspace.scholium("annotators", "add", "amara", "--role", role))
      }
      try workspace.require(workspace.scholium("audit"))
      try workspace.require(workspace.scholium("doctor"))
      let shell = try #require(Program.find("sqlite3"))
      // Whoever adds one at the end is only found by the digest.
      let isAddition = edit.hasPrefix("INSERT")
      #expect(try isAddition || Program.run([shell, "-bail", workspace.queue, edit]).status != 0)
      let triggers = try workspace.sql(
        "SELECT name, replace(sql, char(10), ' ') FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
      #expect(triggers.count >= 3)
      // Put back afterwards, so that it is not their absence that is found.
      let lines = triggers.map { "DROP TRIGGER \($0[0]);" } + ["\(edit);"] + triggers.map { "\($0[1]);" }
      _ = try workspace.sql(lines.joined())
      let audit = try workspace.scholium("audit")
      #expect(audit.status == 65)
      #expect(audit.messages.contains("was changed by another program"), "\(audit.messages)")
      let doctor = try workspace.scholium("doctor")
      #expect(doctor.status != 0)
      #expect((doctor.text + doctor.messages).contains("audit"), "\(doctor.text)\(doctor.messages)")
    }
  }
}
