import Driving
import Records
import Testing

extension EndToEnd {
  @Suite("Reviewing")
  struct ReviewTests {
    @Test(
      "What people disagree on is decided in a terminal, exported with its reason, and never asked of the reviewer",
      .enabled(if: EndToEnd.hasTmux, "tmux is not installed"))
    func deciding() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2", "Film 3"], overlap: 3)
      try workspace.answer(as: "amara", ["drama", "drama", "comedy"])
      try workspace.answer(as: "ben", ["horror", "drama", "comedy"])
      try workspace.answer(as: "chloe", ["comedy", "horror", "comedy"])

      // The list tells what there is without what anybody said.
      let listed = try workspace.require(workspace.scholium("review", "film", "--json", "--as", "rita")).json
      #expect(listed["examples"]?.array?.compactMap { $0["words"]?.string } == ["Film 1", "Film 2"])
      #expect(listed["examples"]?.array?.first?["reasons"] == ["disputed"])

      func narrowed(_ reason: String) throws -> String {
        try workspace.require(workspace.scholium("review", "film", "--only", reason, "--list", "--as", "rita")).text
      }
      #expect(
        try narrowed("stuck")
          == "Nothing to review in 'production' is stuck (2 examples wait for other reasons; without --only they are listed).\n"
      )
      #expect(try narrowed("disputed").contains("Film 1"))

      let scene = try Scene(workspace)
      try scene.terminal.scholium("review film --as rita")
      try scene.see("2 examples to review", "▸  disputed", "Film 1", "Film 2")
      try scene.press("Enter")
      try scene.see("What happens in Film 1", "A amara", "B ben", "C chloe", "Most say: disputed", "0 of 2")
      try scene.until("▸3 Horror") { try scene.type("3") }
      try scene.press("Enter")
      try scene.see("Why?")
      try scene.type("the fog")
      try scene.see("the fog")
      try scene.press("Enter")
      // The next one opens by itself; u goes back, and a second decision takes the place of the first.
      try scene.see("What happens in Film 2", "decided", "1 of 2")
      try scene.type("u")
      try scene.see("What happens in Film 1", "decision that stands", "“the fog”")
      try scene.press("Escape")
      try scene.see("1 example to review", "✓")
      try scene.type("q")
      try scene.see("a shell again") { $0.last { !$0.isEmpty } == "ready>" }

      let rows = try workspace.require(workspace.scholium("export", "film")).rows
      let decided = try #require(rows.first { $0["data"]?["title"] == "Film 1" })
      #expect(decided["status"]?["genre"] == "settled")
      #expect(decided["answer"]?["genre"] == "horror")
      let example = try #require(decided["example"])
      let adjudications = try workspace.responses().filter { $0["status"] == "adjudicated" }
      #expect(adjudications.count == 1)
      #expect(adjudications.first?["comment"] == "the fog")
      #expect(adjudications.first?["annotator"] == "rita")
      #expect(adjudications.first?["example"] == example)

      // What rita saw is never hers to answer, even where somebody more is wanted; the third film she did not see.
      try workspace.writeTask(overlap: 4)
      try workspace.require(workspace.scholium("publish", "film", "--allow-stuck"))
      let pipe = try PipeClient(workspace, task: "film", as: "rita")
      let next = try pipe.ask(["op": "next"])
      #expect(next["assignment"]?["data"]?["title"] == "Film 3", "\(next.text())")
      let reply = try pipe.ask([
        "op": "submit", "assignment": next["assignment"]?["id"] ?? .null, "answer": ["genre": "comedy"],
      ])
      #expect(reply["ok"] == true, "\(reply.text())")
      #expect(try pipe.ask(["op": "next"])["assignment"]?["id"] == nil)
      #expect(pipe.finish().status == 0)
      try workspace.answer(as: "dai", ["drama"])

      // Who answered may look and not decide.
      try scene.terminal.scholium("review film --as amara")
      try scene.see("1 example to review", "yours", "Film 2")
      try scene.press("Enter")
      try scene.see("What happens in Film 2", "You may only look")
      try scene.press("Enter")
      try scene.see("you answered this example yourself")
      try scene.type("q")
      try scene.see("1 example to review")
      try scene.type("q")
      try scene.see("a shell again") { $0.last { !$0.isEmpty } == "ready>" }
      #expect(try workspace.responses().count { $0["status"] == "adjudicated" } == 1)
    }

    @Test(
      "A real crowd with truth: thirty of its disagreements reviewed in a terminal raise what is right",
      .enabled(if: EndToEnd.hasTmux && EndToEnd.hasSharedData, "there is no tmux, or no ../shared/data"))
    func crowd() throws {
      let crowd = try EntailmentCrowd()
      let (workspace, truth) = (crowd.workspace, crowd.truth)
      try workspace.require(workspace.scholium("import", "rte", "crowd.csv", "--format", "crowd-kit"))
      func right() throws -> Int {
        crowd.right(in: try workspace.require(workspace.scholium("export", "rte")).rows)
      }
      let before = try right()
      let listed = try #require(
        try workspace.require(workspace.scholium("review", "rte", "--json", "--as", "rita")).json["examples"]?.array)
      let scene = try Scene(workspace, task: "rte")
      try scene.terminal.scholium("review rte --as rita")
      try scene.see("\(listed.count) examples to review")
      try scene.press("Enter")
      for (place, example) in listed.prefix(30).enumerated() {
        let id = try #require(example["words"]?.string)
        try scene.see("\(place) of \(listed.count)", "Does it follow?", "Your decision: open")
        let isYes = truth[id] == "1"
        try scene.until(isYes ? "▸y Yes" : "▸n No") { try scene.type(isYes ? "y" : "n") }
        try scene.press("Enter")
        try scene.see("Why?")
        try scene.type("gold")
        try scene.see("gold")
        try scene.press("Enter")
      }
      try scene.see("30 of \(listed.count)")
      // Not esc, which with the next key would be Alt.
      try scene.type("q")
      try scene.see("\(listed.count - 30) examples to review")
      try scene.type("q")
      try scene.see("a shell again") { $0.last { !$0.isEmpty } == "ready>" }
      let after = try right()
      print("review of 30 of \(listed.count) disagreements among \(truth.count): right \(before) -> \(after)")
      #expect(before == 685)
      // All thirty were disputed, so that nothing was answered before.
      #expect(after == before + 30)
    }
  }
}
