import Labeling
import Operations
import Queue
import TaskFiles
import Testing

@Suite struct CheckingTests {
  private func faults(_ bench: VersionBench) throws -> [String] { try bench.check().map(\.description) }

  @Test func labelsThatNobodyExplainsAreNamed() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.taxonomy(2, "  - {id: comedy}\n  - {id: other}\n  - {id: western}\n", from: "  version: 1\n")
    let faults = try bench.check()
    #expect(faults.contains { $0.severity == .error && $0.message.contains("'action'") })
    #expect(faults.contains { $0.severity == .error && $0.message.contains("'western'") && $0.line == 5 })
    #expect(faults.allSatisfy { $0.file == "tasks/genre/taxonomy.yaml" })
    #expect(try !Checking([], in: bench.folder.path, against: bench.store).holds)
  }

  @Test func aBareAddUnderAChoiceNamesItsRemedies() throws {
    let bench = try VersionBench()
    try bench.publish()
    let labels = VersionBench.labels1 + "  - {id: western}\n"
    try bench.taxonomy(2, labels, from: "  version: 1\n  changes:\n    - {add: western}\n")
    let fault = try #require(try bench.check().first)
    #expect(fault.severity == .warning && fault.line == 10)
    for remedy in ["unseen: true", "carve: western, out-of:", "accept"] { #expect(fault.message.contains(remedy)) }
    #expect(try Checking([], in: bench.folder.path, against: bench.store).holds)
    try bench.taxonomy(2, labels, from: "  version: 1\n  changes:\n    - {add: western, unseen: true}\n")
    #expect(try bench.check().isEmpty)
  }

  @Test func aBareAddUnderManyLabelsOrBesideNoneIsQuiet() throws {
    let bench = try VersionBench()
    try bench.screen(1, kind: "choices")
    try bench.publish()
    try bench.taxonomy(
      2, VersionBench.labels1 + "  - {id: western}\n", from: "  version: 1\n  changes:\n    - {add: western}\n")
    #expect(try bench.check().isEmpty)
    let other = try VersionBench()
    try other.taxonomy(1, VersionBench.labels1 + "  - {id: nothing, none: true}\n")
    try other.publish()
    try other.taxonomy(
      2, VersionBench.labels1 + "  - {id: nothing, none: true}\n  - {id: western}\n",
      from: "  version: 1\n  changes:\n    - {add: western}\n")
    #expect(try other.check().isEmpty)
  }

  @Test func aVersionFromNowhereIsWarnedOf() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.taxonomy(2, "  - {id: comedy}\n")
    let fault = try #require(try bench.check().first)
    #expect(fault.severity == .warning && fault.message.contains("from: {version: 1}"))
  }

  @Test func aLeafThatBecameAGroupIsWarnedOf() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.taxonomy(
      2, VersionBench.labels1 + "  - {id: superhero, parent: action}\n  - {id: spy, parent: action}\n",
      from:
        "  version: 1\n  changes:\n    - {carve: superhero, out-of: [action]}\n    - {carve: spy, out-of: [action]}\n")
    #expect(
      try faults(bench).contains { $0.contains("warning") && $0.contains("split: action, into: [superhero, spy]") })
  }

  @Test func withoutAQueueItSaysWhatWasNotChecked() throws {
    let bench = try VersionBench()
    try bench.secondTaxonomy()
    let faults = try Checking([], in: bench.folder.path, against: nil).faults
    #expect(faults.map(\.severity) == [.warning])
    #expect(faults.first?.message.contains("was not checked") == true)
  }

  @Test func versionsThatChangedWithoutANumberAreRefused() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.taxonomy(1, "  - {id: action, title: Action!}\n  - {id: comedy}\n  - {id: other}\n")
    let fault = try #require(try bench.check().first)
    #expect(fault.severity == .error && fault.message.contains("set version: 2"))
  }

  @Test func anUnpublishedParentIsRefused() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.taxonomy(4, VersionBench.labels1, from: "  version: 3\n")
    #expect(try faults(bench).contains { $0.contains("error") && $0.contains("publish 3 first") })
  }

  @Test func aQuestionThatMeansSomethingElseIsRefusedWhereItStands() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.screen(2, kind: "choices")
    let fault = try #require(try bench.check().first)
    #expect(fault.file == "tasks/genre/ui.yaml" && fault.line == 5 && fault.severity == .error)
    #expect(fault.message.contains("'genre'"))
  }

  @Test func labelsThatTheScreenNamesAreResolvedThroughTheVersions() throws {
    let bench = try VersionBench()
    try bench.taxonomy(1, "  - {id: fiction}\n  - {id: action, parent: fiction}\n  - {id: comedy, parent: fiction}\n")
    try bench.screen(1, more: ", labels: {under: fiction}")
    try bench.publish()
    try bench.taxonomy(
      2, "  - {id: action}\n  - {id: comedy}\n",
      from: "  version: 1\n  changes:\n    - {retire: fiction, unseen: true}\n")
    let fault = try #require(try bench.check().first { $0.severity == .error })
    #expect(fault.file == "tasks/genre/ui.yaml" && fault.message.contains("'fiction'"))
    try bench.taxonomy(
      2, "  - {id: made-up}\n  - {id: action, parent: made-up}\n  - {id: comedy, parent: made-up}\n",
      from: "  version: 1\n  changes:\n    - {rename: fiction, to: made-up}\n")
    #expect(try bench.check().isEmpty)
  }

  @Test func waysThatContradictEachOtherAreNamed() throws {
    let bench = try VersionBench()
    try bench.publish()
    try bench.taxonomy(
      2, "  - {id: fun}\n  - {id: action}\n  - {id: other}\n",
      from: "  version: 1\n  changes:\n    - {rename: comedy, to: fun}\n")
    try bench.publish()
    try bench.taxonomy(
      3, "  - {id: jest}\n  - {id: action}\n  - {id: other}\n",
      from: "  version: 1\n  changes:\n    - {rename: comedy, to: jest}\n")
    try bench.publish()
    try bench.taxonomy(
      4, "  - {id: fun}\n  - {id: jest}\n  - {id: action}\n  - {id: other}\n",
      from:
        "  - {version: 2, changes: [{add: jest, unseen: true}]}\n  - {version: 3, changes: [{add: fun, unseen: true}]}\n"
    )
    let fault = try #require(try bench.check().first { $0.severity == .error })
    for part in ["'comedy'", "'fun'", "'jest'", "taxonomy 2", "taxonomy 3"] { #expect(fault.message.contains(part)) }
    #expect(fault.message.hasPrefix("the ways into taxonomy 4 contradict each other: '"))
    #expect(!fault.message.contains("\n"))
  }
}
