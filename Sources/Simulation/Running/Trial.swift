import Queue

/// One run of the world on the model: the same steps give the same history, in any process.
public struct Trial: Sendable {
  /// A rule that did not hold.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The step after which it was found; nil where it was at the end, when everybody works until nothing is left.
    public let step: Int?
    public let description: String
  }

  /// What came of a run in which every rule held.
  public struct Outcome: Hashable, Sendable {
    /// A digest of the whole history.
    public let digest: UInt64
    /// What happened, and how often.
    public let counts: [String: Int]
  }

  /// The rule that the store breaks; nil for the model itself.
  public var mutant: Mutant?
  /// After how many steps the whole queue is held against the rules.
  public var checkedEvery: Int

  public init(mutant: Mutant? = nil, checkedEvery: Int = 1) {
    self.mutant = mutant
    self.checkedEvery = checkedEvery
  }

  /// - Throws: `Failure`.
  public func run(_ steps: [Step]) throws(Failure) -> Outcome {
    var place: Int?
    do {
      let processes = Processes()
      let model = InMemoryQueue { mark in mutant == .sharesLeases ? false : processes.isRunning(mark) }
      let store: any QueueStore = mutant.map { MutantStore($0, on: model) } ?? model
      var world = try World(on: store, processes: processes, model: model)
      for (number, step) in steps.enumerated() {
        place = number
        try world.run(step)
        guard (number + 1) % checkedEvery == 0 else { continue }
        try world.check()
        // What the rows say the facts say too, so this is left to runs that have the time.
        if checkedEvery == 1 { try world.checkFacts() }
      }
      place = nil
      try world.finish()
      return Outcome(digest: world.digest, counts: world.counts)
    } catch {
      throw Failure(step: place, description: "\(error)")
    }
  }

  /// What goes wrong in a sequence, nil if nothing does.
  public func failure(of steps: [Step]) -> Failure? {
    do {
      _ = try run(steps)
      return nil
    } catch {
      return error
    }
  }

  /// As few of the steps as still fail: halves, quarters, ... and single steps are dropped while something does.
  public static func shrunk(_ steps: [Step], while fails: ([Step]) -> Bool) -> [Step] {
    var steps = steps
    var size = max(steps.count / 2, 1)
    while true {
      var start = 0
      var isSmaller = false
      while start < steps.count {
        var fewer = steps
        fewer.removeSubrange(start..<min(start + size, steps.count))
        if fails(fewer) {
          steps = fewer
          isSmaller = true
        } else {
          start += size
        }
      }
      if size == 1, !isSmaller { return steps }
      size = max(size / 2, 1)
    }
  }

  /// The fewest steps that still fail, and what fails in them.
  public func shrunk(_ steps: [Step]) -> [Step] {
    Self.shrunk(steps) { failure(of: $0) != nil }
  }
}

extension World {
  /// FNV-1a over the lines (Fowler, Noll, Vo): the history in eight bytes.
  var digest: UInt64 {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for line in lines {
      for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
      digest = (digest ^ 0x0a) &* 0x100_0000_01b3
    }
    return digest
  }
}
