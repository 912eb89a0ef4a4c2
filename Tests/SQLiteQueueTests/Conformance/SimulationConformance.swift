import Queue
import SQLiteQueue
import Simulation
import Testing

/// Versions, channels, terminals, faults and imports in any order: the store does step by step what the model does.
@Suite("queue and versions")
struct SimulationConformance {
  @Test(arguments: Array(UInt64(1)...14))
  func theStoreDoesWhatTheModelDoes(_ seed: UInt64) throws {
    let steps = Step.sequence(140, seed: seed)
    guard let difference = try Self.difference(over: steps) else { return }
    let shrunk = Trial.shrunk(steps) { (try? Self.difference(over: $0)) != .some(nil) }
    Issue.record(
      """
      seed \(seed): \(difference)
      shrunk to: \(try Self.difference(over: shrunk) ?? difference)
      \(shrunk.map { "  \($0)" }.joined(separator: "\n"))
      """)
  }

  private static func difference(over steps: [Step]) throws -> String? {
    let processes = Processes()
    let scratch = try ScratchQueue(isRunning: { processes.isRunning($0) })
    return Lockstep.difference(over: steps, on: scratch.store, processes: processes) { step, now in
      if let step, step % 7 != 0 { return nil }
      // At the end the working tables are made anew, and say the same.
      if step == nil {
        if let finding = try scratch.store.examine().first { return "at the end: \(finding.message)" }
        _ = try scratch.store.rebuildWork(at: now)
      }
      return try scratch.store.examine().first.map(\.message)
    }
  }
}
