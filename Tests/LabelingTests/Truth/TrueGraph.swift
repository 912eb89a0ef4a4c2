import Labeling
import Testing

/// A version graph whose declarations are true (and at times say less than is true), made at random.
struct TrueGraph: CustomStringConvertible {
  enum Shape: CaseIterable {
    case chain, tree, diamonds, any
  }

  static let atoms = 0..<10
  var versions: [TrueVersion]

  var graph: VersionGraph { VersionGraph(versions.map(\.taxonomy)) }

  var description: String { "\n" + versions.map(\.description).joined(separator: "\n") }

  init(_ shape: Shape, versions count: Int, using random: inout SeededGenerator) {
    versions = [Self.first(using: &random)]
    for number in 2..<(count + 1) {
      let parents: [Int] =
        switch shape {
        case .chain: [number - 1]
        case .tree: [Int.random(in: 1..<number, using: &random)]
        case .diamonds:
          // 1; 2 and 3 from it; 4 from both; 5 and 6 from 4; ...
          number % 3 == 1 ? [number - 2, number - 1] : [number - 1 - (number % 3 == 0 ? 1 : 0)]
        case .any: Array((1..<number).shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
        }
      var step = TrueStep(from: versions[parents[0] - 1], to: number, using: &random)
      var child = step.child()
      for parent in parents.dropFirst() {
        child.lineage.append(TrueTable.lineage(from: versions[parent - 1], to: child, using: &random))
      }
      versions.append(child)
    }
  }

  private static func first(using random: inout SeededGenerator) -> TrueVersion {
    var labels = (0..<Int.random(in: 2...4, using: &random)).map { LabelID("l\($0)") }
    if Bool.random(using: &random) { labels.append(TrueVersion.none) }
    var version = TrueVersion(number: 1, labels: labels, extents: [:])
    let inside = Array(atoms.shuffled(using: &random).prefix(Int.random(in: 5...9, using: &random)))
    for (place, atom) in inside.enumerated() {
      let label = place < labels.count ? labels[place] : labels[Int.random(in: 0..<labels.count, using: &random)]
      version.extents[label, default: []].insert(atom)
    }
    for label in labels { version.groups[label] = TrueVersion.allGroups.randomElement(using: &random) }
    version.fillGroups()
    return version
  }

  /// The graph without its later versions, from large to small.
  var smaller: [TrueGraph] {
    versions.indices.dropFirst().reversed().map { count in
      var smaller = self
      smaller.versions.removeLast(versions.count - count)
      return smaller
    }
  }

  subscript(number: Int) -> TrueVersion { versions[number - 1] }
  var numbers: Range<Int> { 1..<(versions.count + 1) }
}

/// Runs a property over many random graphs of every shape, each from its own seed. The first graph that it does not hold
/// for is made smaller and told.
///
/// - Parameter counterexample: what a graph does wrong, nil where the property holds.
func forRandomGraphs(
  _ runs: Int, versions: ClosedRange<Int> = 2...6,
  _ counterexample: (TrueGraph, inout SeededGenerator) -> String?
) {
  for seed in 0..<UInt64(runs) {
    var random = SeededGenerator(seed: seed)
    let shape = TrueGraph.Shape.allCases[Int(seed % UInt64(TrueGraph.Shape.allCases.count))]
    let graph = TrueGraph(shape, versions: Int.random(in: versions, using: &random), using: &random)
    var attempt = random
    guard var found = counterexample(graph, &attempt) else { continue }
    var smallest = graph
    for smaller in graph.smaller {
      for _ in 0..<20 {
        if let problem = counterexample(smaller, &attempt) {
          (smallest, found) = (smaller, problem)
          break
        }
      }
    }
    Issue.record("seed \(seed): \(found)\(smallest)")
    return
  }
}
