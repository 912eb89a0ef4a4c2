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
    definition.taxonomy.version = 5
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
}
