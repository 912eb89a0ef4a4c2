import Labeling
import Records
import Testing

/// 28 emotions, then 7, then 4: what the coarser data sets say is what the answers come to.
@Suite("emotions, coarser and coarser", .enabled(if: RealTables.areThere, RealTables.comment))
struct GoEmotionsTests {
  private static let folder = "goemotions-taxonomies"
  private static let q = TrueScreen.question

  private func names(_ version: String) throws -> [String] {
    try RealTables.lines("\(Self.folder)/\(version)-labels.txt")
  }

  private func rows(_ version: String) throws -> [Set<LabelID>] {
    let names = try names(version)
    return try RealTables.lines("\(Self.folder)/\(version)-dev.tsv").map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      return Set(cells[cells.count - 2].split(separator: ",").compactMap { Int($0) }.map { LabelID(names[$0]) })
    }
  }

  private func merges(_ file: String) throws -> [(String, Set<String>)] {
    try (RealTables.json("\(Self.folder)/\(file)").object ?? JSONObject([])).map { new, olds in
      (new, Set((olds.array ?? []).compactMap(\.string)))
    }
  }

  private func builds() throws -> [Build] {
    let ekman = try merges("ekman_mapping.json")
    let groups = try merges("sentiment_dict.json")
    // The groups are told of the 28; of the 7 they follow.
    let coarser = groups.map { group, fine in
      LabelChange.merge(ekman.filter { $0.1.isSubset(of: fine) }.map { LabelID($0.0) }, to: LabelID(group))
    }
    let lineages: [[Lineage]] = [
      [],
      [Lineage(parent: 1, changes: ekman.map { .merge($0.1.sorted().map { LabelID($0) }, to: LabelID($0.0)) })],
      [Lineage(parent: 2, changes: coarser)],
    ]
    return try ["original", "ekman", "group"].enumerated().map { place, version in
      Build(
        task: TaskName("t"), title: "T",
        ui: UserInterface(
          version: 1, show: [ShownField(field: "text")],
          ask: [Question(id: Self.q, kind: .choices(min: 1, max: nil), prompt: "")]),
        taxonomy: RealTables.taxonomy(place + 1, try names(version), from: lineages[place]),
        schema: Schema(version: 1, fields: []), policy: Policy())
    }
  }

  @Test(arguments: [(0, 1), (1, 2), (0, 2)]) func allRowsComeOver(from: Int, to: Int) throws {
    let builds = try builds()
    let history = VersionHistory(builds: builds)
    #expect(RealTables.faults(history.graph) == [])
    let versions = ["original", "ekman", "group"]
    let reconciliation = history.reconciliation(from: builds[from], to: builds[to])
    let (olds, news) = (try rows(versions[from]), try rows(versions[to]))
    #expect(olds.count == 5426 && news.count == 5426)
    var equal = 0
    for (old, new) in zip(olds, news) {
      let reading = reconciliation.read(Answer([Self.q: .labels(old.sorted())]))[Self.q]
      guard reading.crossing == .exact, case .marks(let marks) = reading.content else { continue }
      if Set(marks.yes) == new { equal += 1 }
    }
    #expect(equal == 5426)
  }
}
