import Labeling
import Testing

/// What `check` says of declarations that do not hold together, and where.
@Suite("faults in from:")
struct LineageFaultTests {
  private let parent = ["a", "b", "c"]

  private func taxonomy(_ version: Int, _ ids: [String], _ lineage: [Lineage] = []) -> Taxonomy {
    Taxonomy(version: version, labels: ids.map { Label(id: LabelID($0), title: $0) }, lineage: lineage)
  }

  private func faults(_ ids: [String], _ changes: [LabelChange], _ table: Concordance? = nil) -> [LineageFault] {
    let child = taxonomy(2, ids, [Lineage(parent: 1, changes: changes, concordance: table)])
    let old = taxonomy(1, parent)
    let found = child.lineageFaults(from: old, lineage: 0)
    #expect((child.declaredRelation(from: old) == nil) == found.contains { $0.severity == .error })
    for fault in found { #expect(fault.message.hasSuffix(")"), "a fault says what to do: \(fault.message)") }
    return found
  }

  private func row(_ old: String?, _ new: String?) -> Concordance.Row {
    .init(old: old.map { LabelID($0) }, new: new.map { LabelID($0) })
  }

  @Test func nothingIsWrongWithAllKindsAtOnce() {
    #expect(
      faults(
        ["b", "d", "e", "n", "w"],
        [
          .split(LabelID("a"), into: [LabelID("d"), LabelID("e")]), .redefine(LabelID("b")),
          .retire(LabelID("c"), unseen: false), .carve(LabelID("n"), outOf: .all), .add(LabelID("w"), unseen: true),
        ]
      ).isEmpty)
  }

  @Test func anOldLabelIsUnexplained() {
    let found = faults(["a", "b"], [])
    #expect(found.count == 1)
    #expect(found[0].message.contains("'c'"))
  }

  @Test func carvingOutOfALabelDoesNotSayWhatBecomesOfIt() {
    let found = faults(["a", "b", "n"], [.carve(LabelID("n"), outOf: .labels([LabelID("c")]))])
    #expect(found.count == 1)
    #expect(found[0].message.contains("'c'"))
  }

  @Test func aNewLabelIsUnexplained() {
    let found = faults(["a", "b", "c", "d"], [])
    #expect(found.map(\.place) == [.label(LabelID("d"))])
    #expect(found[0].message.contains("'d'"))
  }

  @Test func aRetiredLabelIsStillThere() {
    let found = faults(["a", "b", "c"], [.retire(LabelID("c"), unseen: false)])
    #expect(found.map(\.place) == [.label(LabelID("c"))])
    #expect(found[0].message.contains("c is retired"))
  }

  @Test func nothingIsCarvedOutOfItself() {
    let found = faults(["a", "b", "c"], [.carve(LabelID("c"), outOf: .labels([LabelID("c")]))])
    #expect(found.map(\.place) == [.change(0, parent: 0)])
  }

  @Test func aLeafMayFallApartIntoItsOwnChildren() {
    let labels = ["a", "b", "c", "c1", "c2"].map { id in
      Label(id: LabelID(id), title: id, parent: id.count > 1 ? LabelID("c") : nil)
    }
    func child(_ changes: [LabelChange]) -> Taxonomy {
      Taxonomy(version: 2, labels: labels, lineage: [Lineage(parent: 1, changes: changes)])
    }
    let split = LabelChange.split(LabelID("c"), into: [LabelID("c1"), LabelID("c2")])
    #expect(child([split]).lineageFaults(from: taxonomy(1, parent), lineage: 0).isEmpty)
    let adds = ["c1", "c2"].map { LabelChange.add(LabelID($0), unseen: true) }
    let kept = child(adds).lineageFaults(from: taxonomy(1, parent), lineage: 0)
    #expect(kept.map(\.severity) == [.warning])
    #expect(kept[0].message.contains("split: c, into: [c1, c2]"))
  }

  @Test func aTargetIsMissing() {
    let found = faults(["a", "b"], [.rename(LabelID("c"), to: LabelID("d"))])
    #expect(found.map(\.place) == [.change(0, parent: 0)])
    #expect(found[0].message.contains("'d'"))
  }

  @Test func aSourceIsMissing() {
    let found = faults(["a", "b", "c", "d"], [.rename(LabelID("x"), to: LabelID("d"))])
    #expect(found.contains { $0.place == .change(0, parent: 0) && $0.message.contains("'x'") })
  }

  @Test func aLabelHasTwoFates() {
    let found = faults(
      ["b", "c", "d", "e"],
      [.rename(LabelID("a"), to: LabelID("d")), .split(LabelID("a"), into: [LabelID("d"), LabelID("e")])])
    #expect(found.contains { $0.place == .change(1, parent: 0) && $0.message.contains("two fates") })
  }

  @Test func aRenameToATakenLabelIsAMerge() {
    let found = faults(["b", "c"], [.rename(LabelID("a"), to: LabelID("b"))])
    #expect(found.map(\.place) == [.change(0, parent: 0)])
    #expect(found[0].message.contains("merge"))
  }

  @Test func twoLabelsMayChangeNames() {
    #expect(
      faults(["a", "b", "c"], [.rename(LabelID("a"), to: LabelID("b")), .rename(LabelID("b"), to: LabelID("a"))])
        .isEmpty)
  }

  @Test func aTableMustListAllCodes() {
    let rows = [row("a", "a"), row("b", nil), row(nil, "d")]
    #expect(faults(["a", "c", "d"], [], Concordance(rows: rows)).contains { $0.message.contains("'c'") })
    #expect(faults(["a", "c", "d"], [], Concordance(rows: rows, unlisted: .same)).isEmpty)
  }

  @Test func aTableNamesUnknownCodes() {
    let rows = [row("a", "a"), row("b", "b"), row("c", "c"), row("x", "a"), row("a", "y"), row("a", "a")]
    let found = faults(["a", "b", "c"], [], Concordance(rows: rows))
    #expect(Set(found.map(\.place)) == [.row(3, parent: 0), .row(4, parent: 0), .row(5, parent: 0)])
  }

  // MARK: Where ways meet

  /// 2 says that a became b, 3 that it became c, and 4 keeps both names.
  private func loop(_ conflict: Taxonomy.Conflict = .refuse, left: String = "b") -> VersionGraph {
    func step(_ parent: Int, _ changes: [LabelChange] = []) -> Lineage { Lineage(parent: parent, changes: changes) }
    let closing = taxonomy(4, ["b", "c"], [step(2), step(3)])
    return VersionGraph([
      taxonomy(1, ["a", "x"]),
      taxonomy(
        2, ["b", "c"],
        [
          step(
            1, [.rename(LabelID("a"), to: LabelID(left)), .rename(LabelID("x"), to: LabelID(left == "b" ? "c" : "b"))])
        ]),
      taxonomy(
        3, ["b", "c"], [step(1, [.rename(LabelID("a"), to: LabelID("c")), .rename(LabelID("x"), to: LabelID("b"))])]),
      Taxonomy(version: 4, labels: closing.labels, lineage: closing.lineage, conflict: conflict),
    ])
  }

  @Test func contradictionsNameBothWays() throws {
    let found = loop().contradictions(closing: 4).filter { $0.version == 1 }
    #expect(found.map(\.label) == [LabelID("a"), LabelID("x")])
    #expect(
      found.first?.ways == [.init(parent: 2, labels: [LabelID("b")]), .init(parent: 3, labels: [LabelID("c")])])
    #expect(loop(left: "c").contradictions(closing: 4).isEmpty)
  }

  @Test func whatIsContradictedIsVoid() throws {
    let relation = try #require(loop(.void).relation(from: 1, to: 4))
    #expect(relation.images(of: LabelID("a")) == [])
    #expect(relation.exactImage(of: LabelID("a")) == nil)
  }

  @Test func voidSaysNothingWhereWaysMeet() throws {
    let graph = VersionGraph([
      taxonomy(1, ["a"]),
      taxonomy(
        2, ["b"],
        [Lineage(parent: 1, changes: [.retire(LabelID("a"), unseen: false), .add(LabelID("b"), unseen: false)])]),
      taxonomy(3, ["b"], [Lineage(parent: 1, changes: [.rename(LabelID("a"), to: LabelID("b"))])]),
      taxonomy(4, ["b"], [Lineage(parent: 2), Lineage(parent: 3)]),
    ])
    #expect(graph.relation(from: 1, to: 4)?.exactImage(of: LabelID("a")) == LabelID("b"))
    #expect(graph.contradictions(closing: 4).isEmpty)
  }
}
