import Driving
import Records
import Testing

extension EndToEnd {
  @Suite("versions side by side")
  struct VersionsTests {
    @Test(
      "Simulated people on three channels and four branching taxonomy versions: the plan is what is asked, and nothing settled is wrong",
      arguments: [1, 2] as [UInt64])
    func simulation(seed: UInt64) throws {
      var random = Seeded(seed: seed)
      let films = (1...24).map { Truth($0, using: &random) }
      let truths = Dictionary(films.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
      let workspace = try Workspace()
      func person(_ name: String, _ channel: String = "production") throws -> SimulatedPerson {
        try SimulatedPerson(workspace, as: name, channel: channel, truths: truths, seed: random.next())
      }
      func work(_ name: String, _ count: Int, in channel: String = "production") throws {
        let person = try person(name, channel)
        try person.answer(count)
        #expect(person.leave() == 0)
      }

      // Taxonomy 1 in production, then two branches beside it.
      try workspace.writeVersionedTask()
      try workspace.require(workspace.scholium("publish", "film"))
      try workspace.write(films.flatMap { $0.row.utf8() + [UInt8(ascii: "\n")] }, to: "films.jsonl")
      try workspace.require(workspace.scholium("import", "film", "films.jsonl"))
      for name in ["amara", "bo", "chi", "dee"] { try workspace.require(workspace.scholium("annotators", "add", name)) }
      try workspace.require(workspace.scholium("annotators", "add", "eve", "--pool", "side"))
      try work("amara", 10)
      try work("bo", 7)
      try workspace.writeVersionedInterface(2)
      try workspace.writeTaxonomy(2)
      try workspace.require(workspace.scholium("publish", "film", "--channel", "experiment/two", "--weight", "1"))
      try work("chi", 6, in: "experiment/two")
      try work("amara", 3, in: "experiment/two")
      try workspace.writeVersionedInterface(1)
      try workspace.writeTaxonomy(3)
      try workspace.require(
        workspace.scholium("publish", "film", "--channel", "experiment/three", "--pool", "side", "--allow-stuck"))
      try work("eve", 5, in: "experiment/three")
      try workspace.require(workspace.scholium("channel", "retire", "film", "experiment/two"))

      // Both branches come together, on another screen.
      try workspace.writeVersionedInterface(2)
      try workspace.writeTaxonomy(4)
      try workspace.require(workspace.scholium("check", "film"))
      let revision = try workspace.scholium("status", "--json").json["revision"]
      let plan = try workspace.require(workspace.scholium("plan", "film", "--json")).json
      #expect(try workspace.scholium("status", "--json").json["revision"] == revision, "a plan changes nothing")
      try workspace.require(
        workspace.scholium("publish", "film", "--expect", "\(revision?.int ?? -1)", "--allow-stuck"))
      let inForce = try workspace.require(workspace.scholium("relabel", "film", "--json")).json
      for key in ["answers", "questions", "stuck_examples"] {
        #expect(plan[key] == inForce[key], "\(key): planned \(plan[key] ?? .null), in force \(inForce[key] ?? .null)")
      }
      #expect(plan["questions"]?["narrowed"]?.int ?? 0 > 0)
      #expect(plan["answers"]?["exact"]?.int ?? 0 > 0)

      // Everybody works until nothing is left for anybody.
      let people = try ["amara", "bo", "chi", "dee", "eve"].map { try person($0) }
      var isAnybodyBusy = true
      while isAnybodyBusy {
        isAnybodyBusy = false
        for person in people where try person.answerOne() == .answered { isAnybodyBusy = true }
      }
      let asked = people.map(\.asked).reduce(SimulatedPerson.Asked(), +)
      for person in people { #expect(person.leave() == 0) }
      // Whether a fresh person's question is narrowed depends on who comes first; that it is asked does not.
      let planned = (plan["questions"]?["full"]?.int ?? 0) + (plan["questions"]?["narrowed"]?.int ?? 0)
      #expect(planned == asked.full + asked.narrowed, "planned \(plan["questions"] ?? .null), asked \(asked)")

      let left = try workspace.require(workspace.scholium("relabel", "film", "--json")).json
      #expect(left["questions"] == ["full": 0, "narrowed": 0])
      #expect(left["stuck_examples"] == 0)
      try expectTruth(workspace, truths)
      try workspace.expectSound()
    }

    /// Whatever is exported as settled, in any version, is what the truth is.
    private func expectTruth(_ workspace: Workspace, _ truths: [String: Truth]) throws {
      var settled = 0
      for taxonomy in 1...4 {
        let rows = try workspace.require(
          workspace.scholium("export", "film", "--channel", "all", "--taxonomy", "\(taxonomy)")
        ).rows
        #expect(rows.count == truths.count)
        for row in rows {
          let truth = try #require(truths[row["data"]?["title"]?.string ?? ""])
          for (question, status) in row["status"]?.object ?? JSONObject([]) where status == "settled" {
            settled += 1
            let value = row["answer"]?[question] ?? .null
            #expect(
              truth.agrees(with: value, on: question, in: taxonomy),
              "taxonomy \(taxonomy), \(question) of \(truth): \(value.text())")
          }
        }
      }
      #expect(settled > truths.count * 8)
    }
  }
}
