import Driving
import Records
import Testing

extension EndToEnd {
  @Suite("settled, and changed after that")
  struct SettledThenChangedTests {
    private let split = """
      version: 2
      labels: [{id: comedy}, {id: drama}, {id: tragedy}, {id: horror}]
      from: {version: 1, changes: [{split: drama, into: [drama, tragedy]}]}

      """

    @Test("A revision of what was settled says what the export says, on its own versions")
    func revised() throws {
      let workspace = try Workspace(films: ["Film 1"])
      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      let first = try answer(pipe, "drama")
      try workspace.write(split, to: "tasks/film/taxonomy.yaml")
      try workspace.require(workspace.scholium("publish", "film"))
      _ = try answer(pipe, "tragedy")
      #expect(try exported(workspace)["answer"] == ["genre": "tragedy"])
      let revised = try pipe.ask(["op": "revise", "response": first, "answer": ["genre": "comedy"]])
      #expect(revised["ok"] == true, "\(revised.text())")
      #expect(pipe.finish().status == 0)
      let row = try exported(workspace)
      #expect(row["answer"] == ["genre": "comedy"])
      #expect(row["from"]?.array?.map { $0["taxonomy_version"] } == [1])
    }

    @Test("A settlement stands where what it settled is not taken any more")
    func settledElsewhere() throws {
      let workspace = try Workspace(films: [])
      let policy = "title: Films\ndataset: films\npolicy: {reuse_from: [experiment/x]}\n"
      try workspace.write(policy, to: "tasks/film/task.yaml")
      try workspace.require(workspace.scholium("publish", "film"))
      try workspace.require(workspace.scholium("annotators", "add", "amara", "--pool", "side"))
      try workspace.require(workspace.scholium("publish", "film", "--channel", "experiment/x", "--pool", "side"))
      try workspace.write(Workspace.rows(["Film 1"]), to: "films.jsonl")
      try workspace.require(workspace.scholium("import", "film", "films.jsonl"))
      let side = try PipeClient(workspace, task: "film", as: "amara", channel: "experiment/x")
      _ = try answer(side, "drama")
      #expect(side.finish().status == 0)
      try workspace.write(split, to: "tasks/film/taxonomy.yaml")
      try workspace.require(workspace.scholium("publish", "film"))
      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      _ = try answer(pipe, "tragedy")
      #expect(pipe.finish().status == 0)
      try workspace.write("title: Films\ndataset: films\n", to: "tasks/film/task.yaml")
      try workspace.require(workspace.scholium("publish", "film", "--allow-stuck"))
      let row = try exported(workspace)
      #expect(row["answer"] == ["genre": "tragedy"])
      #expect(row["from"]?.array?.map { $0["taxonomy_version"] } == [2])
    }

    private func exported(_ workspace: Workspace) throws -> JSON {
      try #require(try workspace.require(workspace.scholium("export", "film", "--taxonomy", "2")).rows.first)
    }

    /// Answers what comes next; the response.
    private func answer(_ pipe: PipeClient, _ genre: String) throws -> JSON {
      let next = try pipe.ask(["op": "next"])
      let assignment = try #require(next["assignment"]?["id"], "\(next.text())")
      let reply = try pipe.ask(["op": "submit", "assignment": assignment, "answer": ["genre": .string(genre)]])
      return try #require(reply["response"], "\(reply.text())")
    }
  }
}
