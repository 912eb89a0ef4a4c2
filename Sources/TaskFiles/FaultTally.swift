/// Counts faults of a kind, so that a table of a million bad rows is told in a hundred lines.
struct FaultTally<Kind: Hashable> {
  /// What is told in place of the faults of a kind beyond the limit.
  struct Rest {
    var kind: Kind
    /// Where the first of them stands.
    var mark: Mark
    var message: String
  }

  /// Faults of a kind that are told one by one.
  private let limit = 100
  private var counts: [Kind: Int] = [:]
  /// The first fault that is not told, of kinds that have one, in their order.
  private var untold: [(kind: Kind, mark: Mark)] = []

  /// True while the kind's faults are told one by one.
  mutating func admits(_ kind: Kind, at mark: Mark) -> Bool {
    let count = counts[kind, default: 0] + 1
    counts[kind] = count
    if count == limit + 1 { untold.append((kind, mark)) }
    return count <= limit
  }

  var rests: [Rest] {
    untold.map { kind, mark in
      Rest(
        kind: kind, mark: mark,
        message: "and \(counts[kind, default: 0] - limit) more like this (set the ones above right first)")
    }
  }
}
