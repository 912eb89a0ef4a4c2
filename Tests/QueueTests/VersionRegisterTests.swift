import Labeling
import Queue
import Testing

@Suite("version register")
struct VersionRegisterTests {
  private func register(_ definitions: TaskDefinition...) throws -> VersionRegister {
    var builds: [Build] = []
    for definition in definitions { builds.append(try VersionRegister(builds: builds).build(definition)) }
    return VersionRegister(builds: builds)
  }

  @Test func numbersNeedNotBeConsecutive() throws {
    let register = try register(.sample(ui: 1), .sample(ui: 7, taxonomy: 3))
    #expect(throws: Never.self) { try register.build(.sample(ui: 4, taxonomy: 2)) }
    #expect(throws: Never.self) { try register.build(.sample(ui: 1, taxonomy: 3)) }
  }

  @Test func sameNumberOtherContent() throws {
    var definition = TaskDefinition.sample()
    definition.ui.guidelines = "New."
    #expect(
      throws: QueueError.versionChanged(.ui, number: 1, changes: ["guidelines: \"\" -> \"New.\""])
    ) { try register(.sample()).build(definition) }
  }

  @Test func sameContentOtherNumber() throws {
    var definition = TaskDefinition.sample()
    definition.taxonomy = Taxonomy(version: 5, labels: definition.taxonomy.labels)
    #expect(throws: QueueError.versionKnown(.taxonomy, number: 1, given: 5)) {
      try register(.sample()).build(definition)
    }
  }

  @Test func anUndeclaredSchemaHasNoNumber() throws {
    var declared = TaskDefinition.sample()
    declared.schema = Schema(version: 1, fields: [.init(name: "film", type: .integer)])
    let register = try register(.sample(), declared)
    #expect(throws: Never.self) { try register.build(.sample()) }
    declared.schema.fields[0].isRequired = true
    #expect(
      throws: QueueError.versionChanged(.schema, number: 1, changes: ["fields[film].required: true was added"])
    ) { try register.build(declared) }
  }

  @Test func editionsShareOneUIVersion() throws {
    let first = try register().build(.sample())
    let register = try register(.sample())
    let second = try register.build(.sample(edition: 2))
    #expect(second.uiVersion == first.uiVersion)
    #expect(second.ui.digest != first.ui.digest)
    var rearranged = TaskDefinition.sample(edition: 2)
    rearranged.ui.show = []
    #expect {
      try register.build(rearranged)
    } throws: {
      if case QueueError.notAnEdition(number: 1, changes: _) = $0 { true } else { false }
    }
  }

  @Test func anEditionIsPublishedForGoodToo() throws {
    var changed = TaskDefinition.sample(edition: 2)
    changed.ui.guidelines = "New."
    let register = try register(.sample(), .sample(edition: 2))
    #expect {
      try register.build(changed)
    } throws: {
      if case QueueError.versionChanged(.ui, number: 1, changes: _) = $0 { true } else { false }
    }
  }

  @Test func aTaskStaysWhereItIs() throws {
    let place = TaskPlace(.sample())
    #expect(throws: Never.self) { try place.check(.sample(ui: 2)) }
    var moved = TaskDefinition.sample()
    moved.dataset = "books"
    #expect {
      try place.check(moved)
    } throws: {
      "\($0)".contains("put dataset: films back")
    }
  }

  // MARK: Taxonomy versions and their parents

  private func definition(taxonomy: Int, _ labels: [LabelID], from parents: [Lineage]) -> TaskDefinition {
    var definition = TaskDefinition.sample()
    definition.taxonomy = Taxonomy(
      version: taxonomy, labels: labels.map { Label(id: $0, title: $0.rawValue) }, lineage: parents)
    return definition
  }

  @Test func aParentIsPublishedFirst() throws {
    let second = definition(taxonomy: 2, ["drama"], from: [Lineage(parent: 1)])
    #expect(throws: Never.self) { try register().build(second) }
    let ninth = definition(taxonomy: 9, ["drama"], from: [Lineage(parent: 8)])
    #expect(throws: QueueError.unknownParent(8, version: 9, known: [1])) { try register(.sample()).build(ninth) }
    let itself = definition(taxonomy: 4, ["drama"], from: [Lineage(parent: 4)])
    #expect(throws: QueueError.parentNotOlder(parent: 4, version: 4)) { try register(.sample()).build(itself) }
  }

  @Test func everyLabelIsExplained() throws {
    let silent = definition(taxonomy: 2, ["drama", "comedy"], from: [Lineage(parent: 1)])
    #expect {
      try register(.sample()).build(silent)
    } throws: {
      if case QueueError.lineage(version: 2, let faults) = $0 {
        !faults.isEmpty && "\($0)".contains("horror")
      } else {
        false
      }
    }
    let told = definition(
      taxonomy: 2, ["drama", "comedy"], from: [Lineage(parent: 1, changes: [.retire("horror", unseen: false)])])
    #expect(throws: Never.self) { try register(.sample()).build(told) }
  }

  @Test func waysThatContradictEachOtherAreRefused() throws {
    let left = definition(
      taxonomy: 2, ["funny", "drama", "horror"], from: [Lineage(parent: 1, changes: [.rename("comedy", to: "funny")])])
    let right = definition(
      taxonomy: 3, ["light", "drama", "horror"], from: [Lineage(parent: 1, changes: [.rename("comedy", to: "light")])])
    let closing = definition(
      taxonomy: 4, ["drama", "horror", "funny", "light"],
      from: [
        Lineage(parent: 2, changes: [.add("light", unseen: true)]),
        Lineage(parent: 3, changes: [.add("funny", unseen: true)]),
      ])
    #expect {
      try register(.sample(), left, right).build(closing)
    } throws: {
      if case QueueError.contradiction(version: 4, let found) = $0 {
        found.contains { $0.label == "comedy" && $0.version == 1 } && "\($0)".contains("'funny' by way of taxonomy 2")
      } else {
        false
      }
    }
  }

  @Test func aQuestionIDStandsForOneKind() throws {
    var changed = TaskDefinition.sample(ui: 2)
    changed.ui.ask[0].kind = .choices(min: 0, max: nil)
    #expect(throws: QueueError.questionReused(QuestionID("genre"), ui: 1, was: "choice", is: "choices")) {
      try register(.sample()).build(changed)
    }
  }

  @Test func labelsOfTheScreenResolveThroughTheRelation() throws {
    var first = TaskDefinition.sample()
    first.ui.ask.append(
      Question(
        id: QuestionID("fear"), kind: .choice, prompt: "How?",
        when: [.init(question: QuestionID("genre"), labels: ["horror"])]))
    var renamed = definition(
      taxonomy: 2, ["drama", "comedy", "fright"], from: [Lineage(parent: 1, changes: [.rename("horror", to: "fright")])]
    )
    renamed.ui = first.ui
    let build = try register(first).build(renamed)
    #expect(build.ask[1].when[0].labels == ["fright"])
    var retired = definition(
      taxonomy: 2, ["drama", "comedy"], from: [Lineage(parent: 1, changes: [.retire("horror", unseen: false)])])
    retired.ui = first.ui
    #expect(throws: QueueError.unresolvedLabels(["horror"], ui: 1, taxonomy: 2)) {
      try register(first).build(retired)
    }
  }
}
