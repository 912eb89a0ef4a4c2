import Labeling
import Queue
import Testing

@testable import Operations

@Suite struct PlanningTests {
  @Test func aFirstPublishCanBePlannedWithoutAQueue() throws {
    let bench = try VersionBench()
    let plan = try Planning(store: nil).plan(Publishing.Request(task: VersionBench.task), in: bench.folder.path)
    #expect(plan.current == nil && plan.next.taxonomy == 1 && plan.revision == nil)
    #expect(plan.changes.ui != nil && plan.changes.taxonomy != nil)
    #expect(plan.relabel.questions.total == 0)
    #expect(try bench.plan().revision == 0)
  }

  @Test func aSplitAndARetiredLabelArePlanned() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.add(["Alien", "Brazil", "Clue", "Dune", "Emma"])
    try bench.answer(["action", "comedy", "other", "action"], by: "amara", milliseconds: 4000)
    try bench.sit("bo")
    try bench.secondTaxonomy()
    let revision = try bench.revision
    let plan = try bench.plan()
    #expect(try bench.revision == revision, "a plan changes nothing")
    #expect(plan.relabel.answers == RelabelPlan.Answers(exact: 1, ambiguous: 2, void: 1))
    // Two settlements for amara, the void one for bo, and the one that nobody answered yet.
    #expect(plan.relabel.questions == RelabelPlan.Questions(full: 2, narrowed: 2))
    #expect(plan.relabel.stuck.examples == 0)
    #expect(plan.changes.taxonomy?.first == "action is split into action and superhero")
    #expect(plan.changes.ui == nil && plan.changes.schema == nil && plan.changes.policy == nil)
    #expect(plan.labels.map(\.answers) == [2, 1, 1])
    #expect(plan.labels.map(\.relation.kind) == [.ambiguous, .exact, .void])
    #expect(plan.relabel.pace.full == 4 && plan.relabel.pace.narrowed == nil)
    #expect(plan.relabel.estimatedHours == 12.0 / 3600)
    let action = try #require(plan.relabel.byLabel.first { $0.label == "action" })
    #expect(action.answers.ambiguous == 2 && action.questions == RelabelPlan.Questions(narrowed: 2))
    let other = try #require(plan.relabel.byLabel.first { $0.label == "other" })
    #expect(other.answers.void == 1 && other.questions == RelabelPlan.Questions(full: 1))
  }

  @Test func thePlanInForceIsWhatWasPlannedAndEndsInNothing() throws {
    let bench = try VersionBench(overlap: 2)
    try bench.publish()
    try bench.add((1...6).map { "Film \($0)" })
    try bench.answer(["action", "comedy", "other", "action"], by: "amara")
    try bench.answer(["action", "action", "comedy"], by: "bo")
    try bench.sit("chi", "dee")
    try bench.secondTaxonomy()
    try bench.screen(2)
    let planned = try bench.plan().relabel
    try bench.publish()
    #expect(try bench.relabel() == planned)
    var asked = RelabelPlan.Questions()
    var isBusy = true
    while isBusy {
      isBusy = false
      for name in ["amara", "bo", "chi", "dee"] {
        guard let assignment = try bench.claim(name) else { continue }
        isBusy = true
        if assignment.asked == nil { asked.full += 1 } else { asked.narrowed += 1 }
        try bench.submit("superhero", to: assignment, by: name)
      }
    }
    #expect(asked == planned.questions)
    let left = try bench.relabel()
    #expect(left.questions.total == 0 && left.stuck.examples == 0)
  }

  @Test func whoeverIsNeededAndMissingIsStuck() throws {
    let bench = try VersionBench(overlap: 2)
    try bench.publish()
    try bench.add(["Alien", "Brazil"])
    try bench.answer(["other"], by: "amara")
    try bench.secondTaxonomy()
    let plan = try bench.plan().relabel
    // Amara's answer is void, and nobody else is there; the other example may get one answer of two.
    #expect(plan.stuck.examples == 2 && plan.stuck.reasons == [.tooFewPeople: 2])
    #expect(plan.questions == RelabelPlan.Questions(full: 1))
    #expect(Set(plan.stuck.some).count == 2)
  }

  @Test func weightsDivideWhatIsPlanned() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.add((1...40).map { "Film \($0)" })
    try bench.publish(to: "experiment/x", weight: 1)
    let shares = try [bench.relabel(), bench.relabel("experiment/x")].map(\.questions.full)
    #expect(shares.reduce(0, +) == 40 && shares.allSatisfy { $0 > 5 })
  }

  @Test func aScreenThatDoesNotWorkAnyMoreIsNamedWithItsWork() throws {
    let bench = try VersionBench()
    try bench.taxonomy(1, "  - {id: fiction}\n  - {id: action, parent: fiction}\n  - {id: comedy, parent: fiction}\n")
    try bench.screen(1, more: ", labels: {under: fiction}")
    try bench.publish()
    try bench.add(["Alien"])
    try bench.answer(["action"], by: "amara")
    try bench.screen(2)
    try bench.taxonomy(
      2, "  - {id: action}\n  - {id: superhero}\n  - {id: comedy}\n",
      from:
        "  version: 1\n  changes:\n    - {split: action, into: [action, superhero]}\n    - {retire: fiction, unseen: true}\n"
    )
    let plan = try bench.plan().relabel
    #expect(
      plan.lostScreens == [
        RelabelPlan.LostScreen(uiVersion: 1, reason: .doesNotCompile(naming: ["fiction"]), showings: 1)
      ])
    #expect(plan.stuck.reasons == [.oldScreen: 1])
  }

  @Test func examplesThatANewSchemaHoldsBackAreCounted() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.add(["Alien", "A very long title"])
    try bench.folder.write(
      "version: 2\nfields:\n  title: {type: string, required: true, max_length: 6}\n", to: "tasks/genre/schema.yaml")
    let plan = try bench.plan()
    #expect(plan.heldBack == 1 && plan.changes.schema?.isEmpty == false && plan.changes.taxonomy == nil)
  }

  @Test func aNewChannelIsPlannedAsItWouldBePublished() throws {
    let bench = try VersionBench()
    try bench.publish()
    #expect(throws: QueueError.weightNeeded("experiment/x")) { _ = try bench.plan("experiment/x") }
    let plan = try Planning(store: bench.store).plan(
      Publishing.Request(task: VersionBench.task, channel: "experiment/x", weight: 1), in: bench.folder.path)
    #expect(plan.current == nil && plan.channel == "experiment/x")
  }

  @Test("A changed policy is told in the words of task.yaml")
  func policyWords() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.folder.write(
      "title: Film genre\ndataset: films\npolicy: {lease: 2h, gold_rate: 0.2, qualification: {examples: 1, right: 0.75}}\n",
      to: "tasks/genre/task.yaml")
    try bench.folder.write(
      #"{"data":{"title":"Alien"},"answer":{"genre":"action"}}"# + "\n", to: "tasks/genre/gold.jsonl")
    #expect(
      try bench.plan().changes.policy == [
        "gold_rate: 0 -> 0.2", "lease: 30m -> 2h", "qualification: {examples: 1, right: 0.75} was added",
      ])
  }

  @Test func faultyFilesAreNotPlanned() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.taxonomy(2, "  - {id: comedy}\n", from: "  version: 1\n")
    #expect(throws: DefinitionFaults.self) { _ = try bench.plan() }
    #expect(throws: QueueError.unknownTask("x", known: [VersionBench.task])) {
      _ = try Planning(store: bench.store).relabel("x", channel: .production)
    }
  }
}

extension ChannelName: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension TaskName: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
