import Labeling
import Testing

@testable import Operations

@Suite struct MappingTests {
  /// 1 -> 2 -> 4 and 1 -> 3 -> 4: a diamond, with every way across it.
  private static let graph = VersionGraph([
    taxonomy(1, ["action", "comedy", "drama", "other"]),
    taxonomy(
      2, ["action", "superhero", "comedy", "drama", "other"],
      Lineage(parent: 1, changes: [.split("action", into: ["action", "superhero"])])),
    taxonomy(
      3, ["action", "funny", "drama", "western"],
      Lineage(
        parent: 1,
        changes: [
          .rename("comedy", to: "funny"), .retire("other", unseen: false), .add("western", unseen: false),
        ])),
    taxonomy(
      4, ["action", "superhero", "funny", "drama", "western"],
      Lineage(
        parent: 2,
        changes: [
          .rename("comedy", to: "funny"), .retire("other", unseen: false), .add("western", unseen: false),
        ]),
      Lineage(parent: 3, changes: [.split("action", into: ["action", "superhero"])])),
    taxonomy(9, ["cats", "dogs"]),
  ])

  private static func taxonomy(_ version: Int, _ labels: [String], _ lineage: Lineage...) -> Taxonomy {
    Taxonomy(version: version, labels: labels.map { Label(id: LabelID($0), title: $0) }, lineage: lineage)
  }

  private func mapping(_ from: Int, _ to: Int) throws -> Mapping {
    try Mapping(of: TaskName("film"), from: from, to: to, in: Self.graph)
  }

  @Test func forwardsEachLabelHasItsKind() throws {
    let mapping = try mapping(1, 4)
    #expect(
      mapping.labels == [
        Mapping.Row(from: "action", to: ["action", "superhero"], kind: .ambiguous, leaks: false),
        Mapping.Row(from: "comedy", to: ["funny"], kind: .exact, leaks: false),
        Mapping.Row(from: "drama", to: ["drama"], kind: .exact, leaks: false),
        Mapping.Row(from: "other", to: [], kind: .void, leaks: true),
      ])
    #expect(mapping.uncovered == ["western"] && mapping.open == ["western"])
    #expect(mapping.isRelated)
  }

  @Test func backwardsASplitIsExactAndWhatWasAddedIsVoid() throws {
    let mapping = try mapping(4, 1)
    #expect(mapping.labels.map(\.kind) == [.exact, .exact, .exact, .exact, .void])
    #expect(mapping.labels.map(\.to) == [["action"], ["action"], ["comedy"], ["drama"], []])
    #expect(mapping.labels.map(\.leaks) == [false, false, false, false, true])
    #expect(mapping.uncovered == ["other"] && mapping.open == ["other"])
  }

  @Test func acrossBranchesItGoesByWhatBothCameFrom() throws {
    let mapping = try mapping(2, 3)
    #expect(
      mapping.labels == [
        Mapping.Row(from: "action", to: ["action"], kind: .exact, leaks: false),
        Mapping.Row(from: "superhero", to: ["action"], kind: .exact, leaks: false),
        Mapping.Row(from: "comedy", to: ["funny"], kind: .exact, leaks: false),
        Mapping.Row(from: "drama", to: ["drama"], kind: .exact, leaks: false),
        Mapping.Row(from: "other", to: [], kind: .void, leaks: true),
      ])
    #expect(mapping.uncovered == ["western"])
    #expect(try self.mapping(3, 2).labels.map(\.to) == [["action", "superhero"], ["comedy"], ["drama"], []])
  }

  @Test func toItselfEverythingStays() throws {
    let mapping = try mapping(3, 3)
    #expect(mapping.labels.allSatisfy { $0.to == [$0.from] && $0.kind == .exact && !$0.leaks })
    #expect(mapping.uncovered.isEmpty && mapping.open.isEmpty)
  }

  @Test func unrelatedVersionsLeaveEverythingVoid() throws {
    let mapping = try mapping(1, 9)
    #expect(!mapping.isRelated)
    #expect(mapping.labels.allSatisfy { $0.kind == .void && $0.to.isEmpty && $0.leaks })
    #expect(mapping.uncovered == ["cats", "dogs"] && mapping.open == ["cats", "dogs"])
  }

  @Test func anUnknownVersionIsToldWithThoseThereAre() {
    let error = #expect(throws: OperationError.self) { _ = try mapping(1, 7) }
    #expect(error?.description == "task 'film' has no taxonomy version 7 (there are: 1, 2, 3, 4, 9)")
  }

  @Test func aVersionThatOnlyFaultyFilesDefineIsToldByItsFaults() throws {
    let bench = try VersionBench()
    try bench.publish()
    func read(_ from: Int, _ to: Int) throws -> Mapping {
      try Mapping.read(VersionBench.task, from: from, to: to, files: bench.compiled(), in: bench.store)
    }
    try bench.taxonomy(2, "  - {id: action}\n  - {id: comedy}\n", from: "  version: 1\n")
    #expect(throws: DefinitionFaults.self) { try read(1, 2) }
    #expect(throws: OperationError.self) { try read(1, 3) }
    #expect(try read(1, 1).labels.count == 3)
    try bench.taxonomy(2, "  - {id: a b}\n", from: "  version: 1\n")
    #expect(throws: DefinitionFaults.self) { try read(2, 1) }
    try bench.secondTaxonomy()
    #expect(try read(1, 2).labels.map(\.kind) == [.ambiguous, .exact, .void])
  }
}

extension LabelID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
