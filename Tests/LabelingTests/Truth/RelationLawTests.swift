import Labeling
import Testing

/// The laws of VERSIONS.md 2, over random graphs with every kind of change.
@Suite("laws of relations")
struct RelationLawTests {
  private func steps(of truth: TrueGraph) -> [Relation] {
    truth.versions.dropFirst().compactMap { child in
      child.taxonomy.declaredRelation(from: truth[child.lineage[0].parent].taxonomy)
    }
  }

  private func chains(_ body: (TrueGraph, [Relation]) -> Void) {
    for seed in 0..<300 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let truth = TrueGraph(.chain, versions: 5, using: &random)
      let steps = steps(of: truth)
      #expect(steps.count == 4, "\(truth)")
      if steps.count == 4 { body(truth, steps) }
    }
  }

  @Test func compositionIsAssociative() {
    chains { truth, steps in
      #expect(
        steps[0].then(steps[1]).then(steps[2]) == steps[0].then(steps[1].then(steps[2])), "\(truth)")
      let (there, back) = (steps[1].then(steps[2]), steps[1].inverse)
      #expect(there.then(steps[3]).then(steps[3].inverse) == there.then(steps[3].then(steps[3].inverse)), "\(truth)")
      #expect(steps[0].then(steps[1]).then(back) == steps[0].then(steps[1].then(back)), "\(truth)")
    }
  }

  @Test func inversionReversesComposition() {
    chains { truth, steps in
      #expect(steps[0].then(steps[1]).inverse == steps[1].inverse.then(steps[0].inverse), "\(truth)")
      #expect(steps[2].inverse.inverse == steps[2], "\(truth)")
    }
  }

  @Test func identityChangesNothing() {
    chains { truth, steps in
      #expect(Relation.identity(on: steps[0].source).then(steps[0]) == steps[0], "\(truth)")
      #expect(steps[0].then(.identity(on: steps[0].target)) == steps[0], "\(truth)")
      let identity = Relation.identity(on: steps[0].source)
      #expect(identity.inverse == identity)
    }
  }

  @Test func chainsAreTheCompositionOfTheirSteps() {
    chains { truth, steps in
      let whole = steps.dropFirst().reduce(steps[0]) { $0.then($1) }
      #expect(truth.graph.relation(from: 1, to: 5) == whole, "\(truth)")
      #expect(truth.graph.relation(from: 5, to: 1) == whole.inverse, "\(truth)")
    }
  }

  /// Where one version came from the other, and wherever no ways meet.
  @Test func theWayBackIsTheInverse() {
    forRandomGraphs(300, versions: 2...7) { truth, _ in
      let graph = truth.graph
      let isTree = truth.versions.allSatisfy { $0.lineage.count < 2 }
      for from in truth.numbers {
        for to in truth.numbers where isTree || graph.isSame(to, orCameFrom: from) {
          if graph.relation(from: from, to: to) != graph.relation(from: to, to: from)?.inverse {
            return "v\(from) > v\(to)"
          }
        }
      }
      return nil
    }
  }

  /// Every trip that one relation allows (a label to a label, a label to nothing, nothing to a label), the other allows.
  /// Where the other is void it says nothing.
  private func isContained(_ inner: Relation, in outer: Relation) -> Bool {
    let open = Set(outer.openLabels)
    guard open.isSuperset(of: inner.openLabels) else { return false }
    return inner.source.ids.allSatisfy { label in
      let images = outer.images(of: label)
      if images.isEmpty { return true }
      // What leaks may come back by a label that is open.
      let allowed = Set(images).union(outer.leaks(label) ? open : [])
      return allowed.isSuperset(of: inner.images(of: label)) && (!inner.leaks(label) || outer.leaks(label))
    }
  }

  /// R(u -> w) is contained in R(v -> w) after R(u -> v): over each parent v of w, and over every v on a chain. (Not over
  /// every v of a graph: going on from v anew, ways may rule each other out label by label of v that from u on do not.)
  @Test func allWaysSayAtLeastWhatOneSays() {
    forRandomGraphs(200, versions: 3...7) { truth, _ in
      let graph = truth.graph
      if truth.numbers.contains(where: { !graph.contradictions(closing: $0).isEmpty }) { return nil }
      for to in truth.numbers {
        for step in truth[to].lineage {
          for from in truth.numbers where from != step.parent && graph.isSame(step.parent, orCameFrom: from) {
            guard let whole = graph.relation(from: from, to: to),
              let first = graph.relation(from: from, to: step.parent),
              let second = truth[to].taxonomy.declaredRelation(from: truth[step.parent].taxonomy)
            else { return "no relation" }
            if !isContained(whole, in: first.then(second)) { return "v\(from) > v\(step.parent) > v\(to)" }
          }
        }
      }
      return nil
    }
  }

  /// Forty diamonds in a row have 2^40 ways through them.
  @Test func fortyDiamondsAreNotEnumerated() throws {
    let ids = (0..<3).map { LabelID("l\($0)") }
    func version(_ number: Int, from parents: [Int]) -> Taxonomy {
      Taxonomy(
        version: number, labels: ids.map { Label(id: $0, title: $0.rawValue) },
        lineage: parents.map { parent in
          Lineage(
            parent: parent,
            changes: number % 3 == 2 && parent % 3 == 1 ? [.split(ids[0], into: [ids[0], ids[1]])] : [])
        })
    }
    var versions = [version(1, from: [])]
    for diamond in 0..<40 {
      let top = 3 * diamond + 1
      versions += [
        version(top + 1, from: [top]), version(top + 2, from: [top]), version(top + 3, from: [top + 1, top + 2]),
      ]
    }
    let graph = VersionGraph(versions)
    // The left way of each diamond doubts l0, the right way does not, and both hold.
    let relation = try #require(graph.relation(from: 1, to: 121))
    #expect(relation == .identity(on: versions[0].space))
    #expect(graph.relation(from: 121, to: 1) == relation)
    #expect(graph.relation(from: 2, to: 120)?.images(of: ids[0]) == [ids[0]])
    #expect(graph.contradictions(closing: 121).isEmpty)
  }
}
