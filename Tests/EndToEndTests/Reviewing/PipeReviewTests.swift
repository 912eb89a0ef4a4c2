import Driving
import Records
import Testing

extension EndToEnd {
  @Suite("Reviewing over a pipe")
  struct PipeReviewTests {
    @Test("What people disagree on is decided once, stands in exports, and goes with them to another queue")
    func decides() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2"], overlap: 2)
      try workspace.answer(as: "amara", ["drama", "comedy"])
      try workspace.answer(as: "bo", ["drama", "horror"])
      let pipe = try PipeClient(workspace, task: "film", as: "rae")
      let offered = try pipe.ask(["op": "next", "role": "review"])["assignment"] ?? .null
      #expect(offered["reasons"] == ["disputed"], "\(offered.text())")
      #expect(offered["responses"]?.array?.map { $0["annotator"] } == ["amara", "bo"])
      #expect(offered["responses"]?.array?.map { $0["answer"] } == [["genre": "comedy"], ["genre": "horror"]])
      #expect(offered["consensus"]?["genre"]?["status"] == "disputed")
      let again = try pipe.ask(["op": "next", "role": "review", "names": false])["assignment"] ?? .null
      #expect(again["id"] == offered["id"])
      #expect(again["responses"]?.array?.map { $0["annotator"] } == ["annotator 1", "annotator 2"])
      let decision: JSON = [
        "op": "adjudicate", "assignment": offered["id"] ?? .null, "answer": ["genre": "comedy"],
        "reason": "it made me laugh", "id": "once",
      ]
      let told = try pipe.ask(decision)
      #expect(told["ok"] == true && told["counted"] == false, "\(told.text())")
      #expect(try pipe.ask(decision) == told)
      #expect(try pipe.ask(["op": "next", "role": "review"])["assignment"] == .null)
      // She saw what others say of it, so nobody asks her.
      #expect(try pipe.ask(["op": "next"])["assignment"] == .null)
      #expect(pipe.finish().status == 0)

      let rows = try workspace.require(workspace.scholium("export", "film")).rows
      let decided = try #require(rows.first { $0["adjudication"] != nil })
      #expect(decided["answer"] == ["genre": "comedy"] && decided["status"] == ["genre": "settled"])
      #expect(decided["support"] == ["genre": ["comedy": 1, "horror": 1]])
      #expect(decided["annotators"] == ["amara", "bo"])
      #expect(decided["adjudication"]?["annotator"] == "rae")
      #expect(rows.count { $0["adjudication"] != nil } == 1)
      let response = try #require(try workspace.responses().last)
      #expect(response["status"] == "adjudicated" && response["comment"] == "it made me laugh")
      try workspace.expectSound()

      let all = try workspace.require(workspace.scholium("export", "film", "--responses", "--with-data")).output
      let there = try Workspace()
      try there.writeTask(overlap: 2)
      try there.require(there.scholium("publish", "film"))
      try there.write(all, to: "rows.jsonl")
      try there.require(there.scholium("import", "film", "rows.jsonl", "--format", "responses"))
      let brought = try there.require(there.scholium("export", "film")).rows
      #expect(brought.map { $0["answer"] } == rows.map { $0["answer"] })
      #expect(try there.responses().last?["status"] == "adjudicated")
      let status = try there.require(there.scholium("status", "film", "--json")).json
      #expect(status["tasks"]?.array?.first?["channels"]?.array?.first?["done"] == 2)
      try there.expectSound()
    }

    @Test("Nobody is offered what they answered, and a flag is decided like a dispute")
    func bars() throws {
      let workspace = try Workspace(films: ["Film 1"], overlap: 2)
      let amara = try PipeClient(workspace, task: "film", as: "amara")
      let held = try amara.ask(["op": "next"])["assignment"]?["id"] ?? .null
      // What she has open is not hers to review.
      #expect(try amara.ask(["op": "flag", "assignment": held, "comment": "no plot"])["ok"] == true)
      _ = amara.finish()
      try workspace.answer(as: "bo", ["drama"])
      let bo = try PipeClient(workspace, task: "film", as: "bo")
      #expect(try bo.ask(["op": "next", "role": "review"])["assignment"] == .null)
      _ = bo.finish()
      let rae = try PipeClient(workspace, task: "film", as: "rae")
      let offered = try rae.ask(["op": "next", "role": "review"])["assignment"] ?? .null
      #expect(offered["reasons"]?.array?.contains("flagged") == true, "\(offered.text())")
      #expect(offered["responses"]?.array?.first?["comment"] == "no plot")
      #expect(try rae.ask(["op": "skip", "assignment": offered["id"] ?? .null])["ok"] == true)
      #expect(try rae.ask(["op": "next", "role": "review"])["assignment"] == .null)
      _ = rae.finish()
      try workspace.expectSound()
    }
  }
}
