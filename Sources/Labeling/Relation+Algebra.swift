extension Relation {
  /// This relation, and another one after it.
  ///
  /// M = M2 after M1; L = L1 + {o : M1(o) meets L2}; N = N2 + M2(N1) (VERSIONS.md 2).
  public func then(_ next: Relation) -> Relation {
    var open = next.open
    for label in self.open.indices where self.open[label] {
      for image in next.images[label] { open[image] = true }
    }
    return Relation(
      source: source, target: next.target,
      images: images.map { first in
        // Most labels have one image, whose images are sorted already.
        first.count == 1 ? next.images[first[0]] : Set(first.flatMap { next.images[$0] }).sorted()
      },
      leaks: zip(images, leaks).map { first, leaks in leaks || first.contains { next.leaks[$0] } },
      open: open)
  }

  /// What labels of the target can have been: M transposed, L and N swapped.
  public var inverse: Relation {
    var sources: [[Int]] = Array(repeating: [], count: target.count)
    for (label, images) in images.enumerated() {
      for image in images { sources[image].append(label) }
    }
    return Relation(source: target, target: source, images: sources, leaks: open, open: leaks)
  }
}

/// Several ways from one version to another, which all hold: what remains possible.
struct Meeting {
  let relation: Relation
  /// Labels of which the ways leave nothing possible: their declarations contradict each other.
  let contradicted: [Int]

  /// - Parameter ways: one or more, all between the same two versions.
  ///
  /// A way on which a label is void takes no part for that label. What leaks on a way may have come back by a label that is
  /// open there, so that an image of one way must be an image of every other, or open where the label leaks.
  init?(of ways: [Relation]) {
    guard let first = ways.first else { return nil }
    guard ways.count > 1 else {
      relation = first
      contradicted = []
      return
    }
    var images: [[Int]] = []
    var leaks: [Bool] = []
    var contradicted: [Int] = []
    for label in first.source.ids.indices {
      let taking = ways.filter { !$0.images[label].isEmpty }
      let possible = Set(taking.flatMap { $0.images[label] }).filter { image in
        taking.allSatisfy { $0.images[label].contains(image) || $0.leaks[label] && $0.open[image] }
      }
      if possible.isEmpty, !taking.isEmpty { contradicted.append(label) }
      images.append(possible.sorted())
      // Nothing that is said of a contradicted label can be relied on.
      leaks.append(
        (taking.isEmpty ? ways : taking).allSatisfy { $0.leaks[label] } || possible.isEmpty && !taking.isEmpty)
    }
    let open = first.target.ids.indices.map { label in ways.allSatisfy { $0.open[label] } }
    relation = Relation(source: first.source, target: first.target, images: images, leaks: leaks, open: open)
    self.contradicted = contradicted
  }
}
