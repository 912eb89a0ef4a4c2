import Driving
import Records
import Testing

extension EndToEnd {
  @Suite("gold in a task's folder")
  struct GoldCommandTests {
    @Test("Gold is published, served among the work, told in no export, and retired")
    func goldOfATask() throws {
      let workspace = try Workspace()
      try workspace.writeTask()
      try workspace.edit("tasks/film/task.yaml", "  overlap: 1\n", "  overlap: 1\n  gold_rate: 1\n")
      let missing = try workspace.require(workspace.scholium("check"))
      #expect(missing.text.contains("task.yaml:5:14: warning: gold_rate mixes gold in"), "\(missing.text)")

      try workspace.write(Self.gold(["Gold A", "Gold B"]), to: "tasks/film/gold.jsonl")
      let check = try workspace.require(workspace.scholium("check"))
      #expect(check.lines.count == 1 && check.text.hasSuffix(", 2 gold examples\n"), "\(check.text)")
      #expect(try workspace.scholium("check", "--json").json["tasks"]?.array?.first?["gold"] == 2)
      let plan = try workspace.require(workspace.scholium("plan", "film"))
      #expect(plan.lines.contains("gold: 2 examples (2 new, 0 retired)"), "\(plan.text)")
      let published = try workspace.require(workspace.scholium("publish", "film"))
      #expect(published.messages == "")
      #expect(published.lines.last == "gold: 2 examples (2 new, 0 retired)")
      try workspace.write(Workspace.rows(["Film 1", "Film 2", "Film 3"]), to: "films.jsonl")
      try workspace.require(workspace.scholium("import", "film", "films.jsonl"))

      let seen = try answerAll(workspace, as: "amara")
      #expect(seen.map(\.title).sorted() == ["Film 1", "Film 2", "Film 3", "Gold A", "Gold B"])
      #expect(Set(seen.map(\.members)).count == 1, "nothing tells gold from work")

      let exported = try workspace.require(workspace.scholium("export", "film"))
      #expect(try exported.rows.map { $0["data"]?["title"]?.string?.prefix(4) } == ["Film", "Film", "Film"])
      let answered = try workspace.responses()
      #expect(Set(answered.map { $0["example"]?.string }).count == 3 && answered.count == 3)

      try workspace.write(Self.gold(["Gold B"]), to: "tasks/film/gold.jsonl")
      let planned = try workspace.require(workspace.scholium("plan", "film"))
      #expect(planned.text.contains("only the gold would change"))
      let retired = try workspace.require(workspace.scholium("publish", "film"))
      #expect(retired.lines.count == 2 && retired.text.hasPrefix("only the gold changed: production of film serves "))
      #expect(retired.lines.last == "gold: 1 example (0 new, 1 retired)")
      let again = try workspace.require(workspace.scholium("publish", "film", "--json")).json
      #expect(again["changed"] == false && again["gold"] == ["examples": 1, "added": 0, "retired": 0])

      // What an export says is known is gold as it stands, also where it is work already.
      let settled = exported.lines.prefix(2).joined(separator: "\n")
      try workspace.write(settled + "\n", to: "tasks/film/gold.jsonl")
      let taken = try workspace.require(workspace.scholium("publish", "film", "--json"))
      #expect(
        taken.messages.hasPrefix(
          "tasks/film/gold.jsonl:1:1: warning: 2 gold examples, this one first, are in the dataset 'films' too ("))
      #expect(try taken.json["changed"] == true)
      #expect(try taken.json["gold"] == ["examples": 2, "added": 2, "retired": 1])
      try workspace.expectSound()
    }

    @Test("Gold that does not fit is refused where it stands, and nothing is published")
    func faults() throws {
      let workspace = try Workspace(films: ["Film 1"])
      try workspace.edit("tasks/film/task.yaml", "policy:\n", "policy:\n  gold_rate: 0.5\n")
      let known = String(decoding: Self.gold(["Gold A", "Gold A"]), as: UTF8.self)
      try workspace.write(known.replacing("horror", with: "western") + "{\"data\":{}}\n", to: "tasks/film/gold.jsonl")
      let check = try workspace.scholium("check")
      #expect(check.status == 78)
      let places = check.lines.map { $0.prefix { $0 != " " } }
      #expect(places == ["1:92", "2:1", "2:92", "3:1"].map { "tasks/film/gold.jsonl:\($0):" }, "\(check.text)")
      let publish = try workspace.scholium("publish", "film")
      #expect(publish.status == 78)
      #expect(publish.messages.contains("gold.jsonl:3:1: error: the row has no 'answer'"))

      let empty = try Workspace()
      try empty.writeTask()
      try empty.write(known.replacing("horror", with: "western"), to: "tasks/film/gold.jsonl")
      let first = try empty.scholium("publish", "film")
      #expect(
        first.status == 78 && first.messages.contains("gold.jsonl:2:1: error: this is the gold example of line 1"))
      #expect(!empty.has("queue.sqlite"), "nothing is made for a task that does not compile")
    }

    private static func gold(_ titles: [String]) -> [UInt8] {
      titles.flatMap { title in
        let row: JSON = [
          "data": Workspace.film(title, plot: "What happens in \(title) is known."), "answer": ["genre": "horror"],
        ]
        return row.utf8() + [UInt8(ascii: "\n")]
      }
    }

    /// Answers until there is nothing more: the titles in their order, each with the names of what came with it.
    private func answerAll(_ workspace: Workspace, as person: String) throws -> [(title: String, members: [String])] {
      let pipe = try PipeClient(workspace, task: "film", as: person)
      var seen: [(title: String, members: [String])] = []
      while let assignment = try pipe.ask(["op": "next"])["assignment"], let object = assignment.object {
        let reply = try pipe.ask([
          "op": "submit", "assignment": assignment["id"] ?? .null, "answer": ["genre": "comedy"],
        ])
        try #require(reply["ok"] == true, "\(reply.text())")
        seen.append((assignment["data"]?["title"]?.string ?? "", object.keys + (reply.object?.keys ?? [])))
        try #require(seen.count < 20)
      }
      #expect(pipe.finish().status == 0)
      return seen
    }
  }
}
