import Records

/// A figure against its goal: the median of the ratios of runs that took turns (A B A B).
struct PairedRatio {
  let work: String
  let against: String
  /// At most this much.
  let goal: Double
  /// Of each pair of runs: the work's figure, and that of what it is measured against.
  let pairs: [(work: MeasuredRun, against: MeasuredRun)]

  var wall: Double { Self.median(pairs.map { $0.work.wall / $0.against.wall }) }
  var cpu: Double { Self.median(pairs.map { $0.work.cpu / $0.against.cpu }) }
  var holds: Bool { wall <= goal }

  var json: JSON {
    [
      "work": .string(work), "against": .string(against), "goal": Self.figure(goal), "ratio": Self.figure(wall),
      "cpu_ratio": Self.figure(cpu), "holds": .bool(holds),
      "runs": .array(
        pairs.map { pair in
          [
            "wall": Self.figure(pair.work.wall), "against_wall": Self.figure(pair.against.wall),
            "cpu": Self.figure(pair.work.cpu), "against_cpu": Self.figure(pair.against.cpu),
          ]
        }),
    ]
  }

  static func median(_ figures: [Double]) -> Double {
    let sorted = figures.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  static func figure(_ value: Double) -> JSON { JSONNumber(value).map { .number($0) } ?? .null }
}
