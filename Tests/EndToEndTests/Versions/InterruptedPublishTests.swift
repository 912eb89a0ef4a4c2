import Driving
import Glibc
import Records
import Testing

extension EndToEnd {
  @Suite("publish, interrupted", .enabled(if: EndToEnd.hasSQLite, "sqlite3 is not installed"))
  struct InterruptedPublishTests {
    @Test(
      "Killed while it fills the new queue, a publish changes nothing; again, it goes on; what is served calls it off")
    func killed() throws {
      let workspace = try Workspace(films: (1...8000).map { "Film \($0)" })
      let amara = try PipeClient(workspace, task: "film", as: "amara")
      try answer(amara, "drama", taxonomy: 1)

      try #require(try killWhilePreparing(workspace, from: 2))
      #expect(try channel(workspace) == ["preparing", 1])
      // The old build serves on, and its answers are there after the flip.
      try answer(amara, "drama", taxonomy: 1)
      try workspace.require(workspace.scholium("publish", "film", "--allow-stuck"))
      #expect(try channel(workspace)[0] == "live")
      let now = try #require(try channel(workspace)[1].int)
      #expect(now > 1)
      let left = try workspace.require(workspace.scholium("relabel", "film", "--json")).json
      #expect(left["answers"]?["ambiguous"] == 2)
      #expect(left["questions"] == ["full": 7998, "narrowed": 2])
      try answer(amara, "tragedy", taxonomy: now)

      try #require(try killWhilePreparing(workspace, from: now + 1))
      try writeTaxonomy(workspace, now)
      let outcome = try workspace.require(workspace.scholium("publish", "film"))
      #expect(outcome.messages.contains("nothing changed") || outcome.text.contains("nothing changed"))
      #expect(try channel(workspace) == ["live", .number(JSONNumber(now))])
      #expect(amara.finish().status == 0)
      try workspace.expectSound()
    }

    /// Publishes higher and higher versions until one is killed before it flips; false if none was.
    private func killWhilePreparing(_ workspace: Workspace, from first: Int) throws -> Bool {
      for version in first..<first + 5 {
        try writeTaxonomy(workspace, version)
        let publish = try Child(
          [Program.scholium, "publish", "film", "--allow-stuck"], environment: Program.plainEnvironment,
          folder: workspace.folder)
        let before = try events(workspace)
        _ = try awaited { try events(workspace) > before ? true : nil }
        publish.signal(SIGKILL)
        _ = publish.wait()
        if try channel(workspace)[0] == "preparing" { return true }
      }
      return false
    }

    private func events(_ workspace: Workspace) throws -> Int {
      Int(try workspace.sql("SELECT count(*) FROM channel_event").first?.first ?? "") ?? 0
    }

    private func channel(_ workspace: Workspace) throws -> [JSON] {
      let row = try workspace.require(workspace.scholium("channel", "list", "film", "--json")).json["channels"]?.array?
        .first
      return [row?["state"] ?? .null, row?["taxonomy_version"] ?? .null]
    }

    /// Version 2 splits drama; those after it keep every label.
    private func writeTaxonomy(_ workspace: Workspace, _ version: Int) throws {
      let change = version == 2 ? ", changes: [{split: drama, into: [drama, tragedy]}]" : ""
      try workspace.write(
        """
        version: \(version)
        labels: [{id: comedy}, {id: drama}, {id: tragedy}, {id: horror}]
        from: {version: \(try published(workspace, below: version))\(change)}

        """, to: "tasks/film/taxonomy.yaml")
    }

    /// The newest version that is recorded, which a later one comes from.
    private func published(_ workspace: Workspace, below version: Int) throws -> Int {
      let rows = try workspace.sql("SELECT max(taxonomy_number) FROM build WHERE taxonomy_number < \(version)")
      return Int(rows.first?.first ?? "") ?? 1
    }

    private func answer(_ pipe: PipeClient, _ genre: String, taxonomy: Int) throws {
      let assignment = try pipe.ask(["op": "next"])["assignment"]
      #expect(assignment?["taxonomy_version"]?.int == taxonomy)
      let reply = try pipe.ask([
        "op": "submit", "assignment": assignment?["id"] ?? .null, "answer": ["genre": .string(genre)],
      ])
      #expect(reply["ok"] == true, "\(reply.text())")
    }
  }
}
