import Records

/// Many people at one queue, each in a process of their own.
struct Crowd {
  let outcomes: [WorkerOutcome]

  /// Lets them all work for a time.
  ///
  /// - Parameters:
  ///   - think: see `WorkerRun`.
  ///   - isFused: whether each submits and claims the next in one transaction.
  init(
    _ contestant: Contestant, at path: String, people: Int, seconds: Double, think: Double = 0, isFused: Bool = false
  ) throws {
    // By then all have opened the queue and done their first pairs.
    let begin = Clock.wall + 1 + Double(people) * 0.06
    let arguments =
      ["--from", "\(begin)", "--seconds", "\(seconds)", "--think", "\(think)"] + (isFused ? ["--fused"] : [])
    let workers = try (0..<people).map { number in
      try WorkerProcess(contestant, at: path, arguments + ["--annotator", "\(number)"])
    }
    outcomes = try workers.map { try $0.outcome() }
  }

  var pairs: Int { outcomes.reduce(0) { $0 + $1.latencies.count } }
  var pairsPerSecond: Double { Double(pairs) / (outcomes.first?.seconds ?? .nan) }
  /// What the one who did least did of what the one who did most did.
  var fairness: Double {
    let counts = outcomes.map(\.latencies.count)
    return Double(counts.min() ?? 0) / Double(counts.max() ?? 0)
  }
  var locked: Int { outcomes.reduce(0) { $0 + $1.locked } }

  /// - Parameter share: of the pairs that took no longer, such as 0.999.
  /// - Returns: in milliseconds.
  func latency(_ share: Double) -> Double {
    PairedRatio.quantile(share, of: outcomes.flatMap(\.latencies)) * 1000
  }
}
