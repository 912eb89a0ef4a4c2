import Labeling
import Records
import Testing

@Suite("official tables", .enabled(if: RealTables.areThere, RealTables.comment))
struct OfficialTableTests {
  // MARK: NAICS

  private func naics() throws -> VersionGraph {
    func pairs(_ file: String, _ header: String) throws -> [(String, String)] {
      try RealTables.rows("naics-2007-2012-2017/\(file)", header: header).filter { $0.count > 2 && !$0[0].isEmpty }
        .map { ($0[2], $0[0]) }
    }
    let first = try pairs("2012_to_2007_NAICS.dump.csv", "2012 NAICS Code")
    let second = try pairs("2017_to_2012_NAICS.dump.csv", "2017 NAICS Code")
    #expect([first.count, second.count] == [1184, 1069])
    func step(_ parent: Int, _ pairs: [(String, String)]) -> [Lineage] {
      [Lineage(parent: parent, concordance: RealTables.concordance(pairs))]
    }
    return VersionGraph([
      RealTables.taxonomy(2007, first.map(\.0)),
      RealTables.taxonomy(2012, first.map(\.1), from: step(2007, first)),
      RealTables.taxonomy(2017, second.map(\.1), from: step(2012, second)),
    ])
  }

  @Test func industriesOverTenYears() throws {
    let graph = try naics()
    #expect(RealTables.faults(graph) == [])
    #expect(graph.versions.map(\.labels.count) == [1175, 1065, 1057])
    let relation = try #require(graph.relation(from: 2007, to: 2017))
    let reached = Dictionary(grouping: relation.source.ids, by: { relation.images(of: $0).count }).mapValues(\.count)
    #expect(reached == [1: 1165, 2: 9, 5: 1])
    #expect(relation.source.ids.filter { relation.exactImage(of: $0) != nil }.count == 1165)
    #expect(relation.openLabels == [] && relation.uncovered == [])
    #expect(graph.relation(from: 2017, to: 2007) == relation.inverse)
  }

  // MARK: Correspondence tables

  /// From a code list by way of another to a third: backwards through one table, forwards through the next.
  private func overTheMiddle(
    _ back: [(String, String)], _ there: [(String, String)]
  ) throws -> Relation {
    let middle = Set((back + there).map(\.0).filter { !$0.isEmpty })
    // What only one table knows goes nowhere in the other.
    func whole(_ pairs: [(String, String)]) -> [(String, String)] {
      pairs.filter { !$0.0.isEmpty || !$0.1.isEmpty }
        + middle.subtracting(pairs.map(\.0)).sorted().map { ($0, "") }
    }
    func child(_ version: Int, _ pairs: [(String, String)]) -> Taxonomy {
      RealTables.taxonomy(
        version, pairs.map(\.1).filter { !$0.isEmpty },
        from: [Lineage(parent: 1, concordance: RealTables.concordance(whole(pairs)))])
    }
    let graph = VersionGraph([RealTables.taxonomy(1, middle), child(2, back), child(3, there)])
    #expect(RealTables.faults(graph) == [])
    return try #require(graph.relation(from: 2, to: 3))
  }

  private func table(_ file: String, _ header: String, _ old: Int, _ new: Int) throws -> [(String, String)] {
    try RealTables.rows("oracle-correspondence/\(file).csv", header: header).map { ($0[old], $0[new]) }
  }

  @Test func updatedCorrespondence() throws {
    let relation = try overTheMiddle(
      try table("NACE221_Red", "NACE2code", 0, 1), try table("NACECPA_Red", "NACE2code", 0, 1))
    let expected = try table("LblYY_RednullShow", "CPAcode", 1, 2).filter { !$0.0.isEmpty && !$0.1.isEmpty }
    #expect(RealTables.pairs(relation) == Set(expected.map { [$0.0, $0.1] }))
    #expect(relation.images(of: LabelID("20")).map(\.rawValue) == ["200", "210"])
  }

  @Test func newCorrespondence() throws {
    let relation = try overTheMiddle(
      try table("AC", "Acode", 1, 0), try table("BC", "Bcode", 1, 0))
    let expected = try table("ABC", "Bcode", 0, 2).filter { !$0.0.isEmpty && !$0.1.isEmpty }
    #expect(expected.count > 20)
    #expect(RealTables.pairs(relation) == Set(expected.map { [$0.0, $0.1] }))
  }

  // MARK: ATT&CK

  @Test func techniquesBecameSubTechniques() throws {
    var rows: [(String, String)] = []
    var types: [String: Int] = [:]
    for entry in try RealTables.json("attack-v6-v7-crosswalk/subtechniques-crosswalk.json").array ?? [] {
      types[entry["change-type"]?.string ?? "", default: 0] += 1
      for (old, news) in entry.object ?? JSONObject([]) where old != "change-type" {
        for new in news.array ?? [] {
          let id = new["id"]?.string ?? ""
          rows.append((old, id == "N/A" ? "" : id))
        }
      }
    }
    let graph = VersionGraph([
      RealTables.taxonomy(6, rows.map(\.0)),
      RealTables.taxonomy(
        7, rows.map(\.1).filter { !$0.isEmpty },
        from: [Lineage(parent: 6, concordance: RealTables.concordance(rows))]),
    ])
    #expect(RealTables.faults(graph) == [])
    let relation = try #require(graph.relation(from: 6, to: 7))
    #expect(relation.source.count == 266)
    let reached = Dictionary(grouping: relation.source.ids, by: { relation.images(of: $0).count }).mapValues(\.count)
    #expect(reached[0] == types["Deprecated"])
    #expect(reached.filter { $0.key > 1 }.values.reduce(0, +) == types["Became Multiple Sub-Techniques"])
    #expect(relation.exactImage(of: LabelID("T1002")) == LabelID("T1560"))
    #expect(relation.exactImage(of: LabelID("T1004")) == LabelID("T1547.004"))
  }

  // MARK: Countries

  /// Codes that were given to another country after they were withdrawn are not connected with it.
  @Test func withdrawnCountryCodes() throws {
    let dates = Dictionary(
      (try RealTables.json("iso3166-3-former-countries/iso_3166-3.json")["3166-3"]?.array ?? []).map {
        ($0["alpha_4"]?.string ?? "", $0["withdrawal_date"]?.string ?? "")
      }, uniquingKeysWith: { first, _ in first })
    let changes = try RealTables.json("iso3166-3-former-countries/iso3166-3-changes.json").array ?? []
    #expect(changes.count == 31)
    let current = (try RealTables.json("iso3166-3-former-countries/iso_3166-1.json")["3166-1"]?.array ?? [])
      .compactMap { $0["alpha_2"]?.string }
    #expect(current.count == 249)
    // CS was withdrawn twice: the years in between are a version of their own.
    let eras = ["", "1995", "2005", "9999"]
    var versions: [Taxonomy] = []
    var later = Set(current)
    for era in (1..<eras.count).reversed() {
      var rows: [(String, String)] = []
      for change in changes {
        let date = dates[change["alpha4"]?.string ?? ""] ?? ""
        guard date >= eras[era - 1], date < eras[era] else { continue }
        let old = change["from"]?["alpha2"]?.string ?? ""
        for new in change["to"]?.array ?? [] { rows.append((old, new["alpha2"]?.string ?? "")) }
      }
      let withdrawn = Set(rows.map(\.0))
      // Countries of which no table says that they are the withdrawn one's heirs came to the code later.
      let reused = later.intersection(withdrawn).filter { code in !rows.contains { $0.0 == code && $0.1 == code } }
      rows += reused.sorted().map { ("", $0) }
      let missing = Set(rows.map(\.1)).subtracting(later)
      later.formUnion(missing)
      let lineage = [Lineage(parent: era, concordance: RealTables.concordance(rows, unlisted: .same))]
      versions.insert(RealTables.taxonomy(era + 1, later, from: lineage), at: 0)
      later.formUnion(withdrawn)
    }
    versions.insert(RealTables.taxonomy(1, later), at: 0)
    let graph = VersionGraph(versions)
    #expect(RealTables.faults(graph) == [])
    let relation = try #require(graph.relation(from: 1, to: 4))
    func heirs(_ code: String) -> [String] { relation.images(of: LabelID(code)).map(\.rawValue) }
    #expect(heirs("AI") == ["DJ"])
    #expect(heirs("CS") == ["CZ", "SK"])
    #expect(heirs("YU") == ["ME", "RS"])
    #expect(heirs("AN") == ["BQ", "CW", "SX"])
    #expect(heirs("DD") == ["DE"])
    #expect(heirs("FR") == ["FR"])
    // AI is Anguilla today, and no answer from before means it.
    #expect(relation.openLabels.contains(LabelID("AI")))
    #expect(relation.inverse.images(of: LabelID("AI")) == [])
  }
}
