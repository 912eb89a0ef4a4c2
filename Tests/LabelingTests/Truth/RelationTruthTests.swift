import Labeling
import Testing

/// What relations say, held against what is true of the atoms.
@Suite("relations are true")
struct RelationTruthTests {
  /// The declared step, read by the table of the specification alone, is what the program reads; and it has no faults.
  @Test func declaredStepsMeanWhatTheTableSays() {
    forRandomGraphs(160) { truth, _ in
      for child in truth.versions {
        for (place, lineage) in child.lineage.enumerated() {
          let parent = truth[lineage.parent].taxonomy
          let errors = child.taxonomy.lineageFaults(from: parent, lineage: place).filter { $0.severity == .error }
          guard errors.isEmpty else { return "\(errors)" }
          guard let relation = child.taxonomy.declaredRelation(from: parent) else { return "no relation" }
          let meaning = DeclaredMeaning(lineage, from: parent, to: child.taxonomy)
          for label in parent.labels.map(\.id)
          where Set(relation.images(of: label)) != meaning.images[label] ?? []
            || relation.leaks(label) != meaning.leaking.contains(label)
          {
            return "v\(parent.version) > v\(child.number) \(label)"
          }
          if Set(relation.openLabels) != meaning.open { return "v\(parent.version) > v\(child.number) open" }
        }
      }
      return nil
    }
  }

  /// Between any two versions of any graph, whichever way it leads: no atom goes a way that the relation denies.
  @Test func noAtomGoesAWayThatIsDenied() {
    forRandomGraphs(300, versions: 2...8) { truth, _ in
      let graph = truth.graph
      for from in truth.numbers {
        for to in truth.numbers {
          guard let relation = graph.relation(from: from, to: to) else { return "no relation \(from) > \(to)" }
          for atom in TrueGraph.atoms {
            let (old, new) = (truth[from].label(of: atom), truth[to].label(of: atom))
            let isAllowed =
              switch (old, new) {
              case (let old?, let new?):
                relation.images(of: old).contains(new) || relation.leaks(old) && relation.openLabels.contains(new)
              case (let old?, nil): relation.leaks(old)
              case (nil, let new?): relation.openLabels.contains(new)
              case (nil, nil): true
              }
            if !isAllowed { return "atom \(atom), v\(from) > v\(to)" }
          }
        }
      }
      return nil
    }
  }

  /// Two ways contradict each other only about labels that hold nothing, of which anything is true.
  @Test func trueDeclarationsDoNotContradict() {
    forRandomGraphs(200, versions: 3...8) { truth, _ in
      let graph = truth.graph
      for version in truth.numbers {
        for found in graph.contradictions(closing: version)
        where !truth[found.version].holds(found.label).isEmpty || found.ways.count < 2 {
          return "\(found)"
        }
      }
      return nil
    }
  }
}
