import Driving
import Records
import Testing

extension EndToEnd {
  @Suite("Many people at once", .enabled(if: EndToEnd.hasSQLite, "sqlite3 is not installed"))
  struct ConcurrencyTests {
    @Test("Kills, races and moving channels break no rule and lose no answer", .timeLimit(.minutes(5)))
    func storm() throws {
      let seed = Program.environment["SCHOLIUM_SEED"].flatMap { UInt64($0) } ?? 7
      print("SCHOLIUM_SEED=\(seed)")
      let storm = try Storm(seed: seed, seconds: 90)
      storm.rage()
      let facts = storm.record.all
      print(
        "\(facts.acknowledged.count) answers, \(facts.kills) kills, \(facts.skipped.count) skips,",
        "\(facts.comebacks.count) came back, refused: \(facts.refusals)")

      #expect(facts.complaints == [])
      #expect(facts.kills == Storm.kills)
      #expect(Set(facts.shown.values.flatMap { $0 }) == [1, 2], "both UI versions took part")
      #expect(facts.shown.filter { $0.value.count > 1 }.isEmpty, "somebody saw an example under two UI versions")
      try storm.workspace.expectSound()
      try expectRuleOne(storm.workspace)
      try expectNothingTooMuch(storm.workspace)
      try expectNothingLost(storm.workspace, facts)
    }

    @Test("What was skipped comes back under the UI version it was seen on, after production has moved on")
    func skipComesBack() throws {
      let workspace = try Workspace(films: ["Film 1", "Film 2", "Film 3"])
      let pipe = try PipeClient(workspace, task: "film", as: "amara")
      let skipped = try pipe.ask(["op": "next"])["assignment"]
      #expect(skipped?["ui_version"] == 1)
      #expect(try pipe.ask(["op": "skip", "assignment": skipped?["id"] ?? .null])["ok"] == true)
      try workspace.writeInterface(version: 2, prompt: "What is it?")
      try workspace.require(workspace.scholium("publish", "film", "--channel", "experiment/loud", "--weight", "0"))
      try workspace.require(workspace.scholium("channel", "promote", "film", "experiment/loud"))

      var seen: [JSON] = []
      while let assignment = try pipe.ask(["op": "next"])["assignment"], !assignment.isNull, seen.count < 5 {
        seen.append(assignment)
        let reply = try pipe.ask([
          "op": "submit", "assignment": assignment["id"] ?? .null, "answer": ["genre": "drama"],
        ])
        #expect(reply["ok"] == true, "\(reply.text())")
      }
      #expect(seen.map { $0["ui_version"] } == [2, 2, 1])
      #expect(seen.last?["example"] == skipped?["example"])
      #expect(seen.last?["ask"]?.array?.first?["prompt"] == "Which genre is it?")
      #expect(pipe.finish().status == 0)
      #expect(
        try workspace.responses().map { [$0["status"]?.string, $0["ui_version"]?.int.map(String.init)] } == [
          ["skipped", "1"], ["answered", "2"], ["answered", "2"], ["answered", "1"],
        ])
    }

    /// Read by an independent program, from the rows themselves.
    private func expectRuleOne(_ workspace: Workspace) throws {
      let versions = """
        SELECT count(*) FROM (SELECT 1 FROM assignment JOIN build ON build.key = assignment.build
        GROUP BY assignment.scope, assignment.example, assignment.person HAVING count(DISTINCT build.ui_version) > 1)
        """
      #expect(try workspace.sql(versions) == [["0"]])
      let strangers = """
        SELECT count(*) FROM response JOIN build ON build.key = response.build
        JOIN assignment ON assignment.key = response.assignment
        LEFT JOIN exposure ON exposure.scope = assignment.scope AND exposure.example = response.example
          AND exposure.person = response.person
        WHERE exposure.ui_version IS NOT build.ui_version
        """
      #expect(try workspace.sql(strangers) == [["0"]])
      var versionsSeen: [StormRecord.Pair: Set<Int>] = [:]
      for row in try workspace.responses() {
        let pair = StormRecord.Pair(person: row["annotator"]?.string ?? "", example: row["example"]?.string ?? "")
        versionsSeen[pair, default: []].insert(row["ui_version"]?.int ?? 0)
      }
      #expect(!versionsSeen.isEmpty)
      #expect(versionsSeen.values.allSatisfy { $0.count == 1 })
    }

    private func expectNothingTooMuch(_ workspace: Workspace) throws {
      let counted = """
        SELECT max(answers) FROM (SELECT count(*) AS answers FROM response
        JOIN assignment ON assignment.key = response.assignment
        WHERE response.counted = 1 AND response.status = 'answered'
          AND NOT EXISTS (SELECT 1 FROM response AS later WHERE later.supersedes = response.key)
        GROUP BY assignment.channel, response.example)
        """
      #expect(try workspace.sql(counted) == [["\(Storm.overlap)"]])
      #expect(try workspace.sql("SELECT count(*) FROM work WHERE counted > need") == [["0"]])
    }

    /// Every answer that was acknowledged is in the export, as it was given.
    private func expectNothingLost(_ workspace: Workspace, _ facts: StormRecord.Facts) throws {
      let rows = try workspace.responses()
      let kept = Dictionary(rows.map { ($0["response"]?.string ?? "", $0) }, uniquingKeysWith: { first, _ in first })
      #expect(kept.count == rows.count, "a response is exported twice")
      let lost = facts.acknowledged.filter { answer in
        let row = kept[answer.response]
        return row?["example"]?.string != answer.example || row?["annotator"]?.string != answer.person
          || row?["answer"]?["genre"]?.string != answer.genre || row?["ui_version"]?.int != answer.uiVersion
      }
      #expect(lost.isEmpty, "\(lost.count) of \(facts.acknowledged.count), such as \(String(describing: lost.first))")
    }
  }
}
