import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  @Suite("export and status")
  struct ExportCommandTests {
    @Test("The same query at the same revision gives the same bytes; the manifest names them")
    func reproducible() throws {
      let workspace = try Workspace(films: (1...5).map { "Film \($0)" }, overlap: 2)
      try answer(workspace, as: "amara", count: 3)
      let revision = try #require(try workspace.scholium("status", "--json").json["revision"]?.int)
      for options in [[], ["--responses"]] {
        let first = try export(workspace, options, to: "first.jsonl")
        #expect(try export(workspace, options, to: "second.jsonl") == first)
        #expect(try workspace.require(export(workspace, options)).output == first)

        let manifest = try JSONParser.parse(try workspace.read("first.jsonl.manifest.json"), limits: .row)
        let sum = try Program.run([try #require(Program.find("sha256sum")), "first.jsonl"], in: workspace.folder)
        #expect(sum.text.hasPrefix("\(manifest["sha256"]?.string ?? "?") "))
        #expect(manifest["revision"]?.int == revision)
        #expect(manifest["rows"]?.int == first.split(separator: UInt8(ascii: "\n")).count)
      }

      // Later answers change nothing about the past.
      let before = try export(workspace, ["--responses"], to: "before.jsonl")
      try answer(workspace, as: "bo", count: 4)
      #expect(try export(workspace, ["--responses"], to: "now.jsonl") != before)
      #expect(try export(workspace, ["--responses", "--as-of", "\(revision)"], to: "then.jsonl") == before)
      #expect(try workspace.scholium("export", "film", "--as-of", "999999").status == 64)
      #expect(try workspace.scholium("export", "film", "-o", "missing/out.jsonl").status == 73)
    }

    @Test("status counts what was answered")
    func status() throws {
      let workspace = try Workspace(films: (1...4).map { "Film \($0)" }, overlap: 2)
      try answer(workspace, as: "amara", count: 4)
      try answer(workspace, as: "bo", count: 1)
      let task = try workspace.require(workspace.scholium("status", "--json")).json["tasks"]?.array?.first
      #expect(task?["task"] == "film")
      #expect(task?["examples"] == 4)
      let channel = task?["channels"]?.array?.first
      let told = ["channel", "state", "ui_version", "taxonomy_version", "done", "open", "leased", "answers"].map {
        channel?[$0]
      }
      #expect(told == ["production", "live", 1, 1, 1, 3, 0, 5])
    }

    @Test("A reader that goes away ends an export quietly")
    func closedPipe() throws {
      let workspace = try Workspace(films: (1...3000).map { "Film \($0)" })
      let script = "{ '\(Program.scholium)' export film; echo $? > status; } | head -1"
      let outcome = try Program.run(["/bin/sh", "-c", script], in: workspace.folder)
      #expect(outcome.messages == "")
      #expect(outcome.lines.count == 1)
      #expect(String(decoding: try workspace.read("status"), as: UTF8.self) == "0\n")
    }

    private func answer(_ workspace: Workspace, as person: String, count: Int) throws {
      let pipe = try PipeClient(workspace, task: "film", as: person)
      for index in 0..<count {
        let assignment = try pipe.ask(["op": "next"])["assignment"]?["id"] ?? .null
        let genre = JSON.string(Workspace.labels[index % 3])
        let reply = try pipe.ask(["op": "submit", "assignment": assignment, "answer": ["genre": genre]])
        try #require(reply["ok"] == true, "\(reply.text())")
      }
      #expect(pipe.finish().status == 0)
    }

    private func export(_ workspace: Workspace, _ options: [String]) throws -> Program.Outcome {
      try Program.run([Program.scholium, "export", "film"] + options, in: workspace.folder)
    }

    private func export(_ workspace: Workspace, _ options: [String], to file: String) throws -> [UInt8] {
      try workspace.require(export(workspace, options + ["-o", file]))
      return try workspace.read(file)
    }
  }
}
