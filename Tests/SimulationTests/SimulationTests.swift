import Labeling
import Queue
import Testing

@Suite("queue and versions")
struct MachineTests {
  @Test(arguments: Array(UInt64(1)...12))
  func rulesHoldAfterEveryStep(_ seed: UInt64) throws {
    let steps = Step.sequence(160, seed: seed)
    guard let failure = Self.failure(of: steps) else { return }
    let shrunk = Self.shrunk(steps)
    Issue.record(
      """
      seed \(seed): \(failure)
      shrunk to: \(Self.failure(of: shrunk) ?? failure)
      \(shrunk.map { "  \($0)" }.joined(separator: "\n"))
      """)
  }

  /// What goes wrong in a sequence, nil if nothing does.
  static func failure(of steps: [Step]) -> String? {
    let store = InMemoryQueue()
    do {
      var machine = try Machine(on: store)
      for (number, step) in steps.enumerated() {
        do {
          try machine.run(step)
          try RowRules.check(store)
          if let served = machine.served { try RowRules.check(served, in: store) }
        } catch {
          return "step \(number), \(machine.lines.last ?? ""): \(error)"
        }
      }
      try machine.finish()
      try RowRules.check(store)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// As few of the steps as still fail: halves, quarters, ... and single steps are dropped while something does.
  static func shrunk(_ steps: [Step]) -> [Step] {
    var steps = steps
    var size = max(steps.count / 2, 1)
    while true {
      var start = 0
      var isSmaller = false
      while start < steps.count {
        var fewer = steps
        fewer.removeSubrange(start..<min(start + size, steps.count))
        if failure(of: fewer) != nil {
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
}
