import Simulation
import Testing

@Suite("simulation")
struct SimulationTests {
  @Test(arguments: Array(UInt64(1)...12))
  func rulesHoldAfterEveryStep(_ seed: UInt64) throws {
    let steps = Step.sequence(160, seed: seed)
    let trial = Trial()
    guard let failure = trial.failure(of: steps) else { return }
    let shrunk = trial.shrunk(steps)
    Issue.record(
      """
      seed \(seed): \(failure)
      shrunk to: \(trial.failure(of: shrunk) ?? failure)
      \(shrunk.map { "  \($0)" }.joined(separator: "\n"))
      """)
  }

  @Test(arguments: Mutant.allCases)
  func aBrokenRuleIsNoticed(_ mutant: Mutant) throws {
    let trial = Trial(mutant: mutant, checkedEvery: 4)
    let found = (UInt64(1)...200).lazy.first { trial.failure(of: Step.sequence(120, seed: $0)) != nil }
    #expect(found != nil)
  }

  @Test func aFailureShrinksToFewSteps() throws {
    let trial = Trial(mutant: .losesExposures)
    let steps = try #require(
      (UInt64(1)...200).lazy.map { Step.sequence(120, seed: $0) }.first { trial.failure(of: $0) != nil })
    let shrunk = trial.shrunk(steps)
    #expect(shrunk.count <= 4)
    #expect(trial.failure(of: shrunk) != nil)
  }

  @Test func aSeedReplaysItsHistory() throws {
    let steps = Step.sequence(160, seed: 5)
    let first = try Trial().run(steps)
    #expect(try Trial().run(steps) == first)
    // How often it is looked at changes nothing.
    #expect(try Trial(checkedEvery: 50).run(steps).digest == first.digest)
    #expect(try Trial().run(Step.sequence(160, seed: 6)).digest != first.digest)
  }

  /// Faults that never happen prove nothing.
  @Test func everythingHappens() throws {
    var counts: [String: Int] = [:]
    for seed in UInt64(1)...30 {
      let outcome = try Trial(checkedEvery: 40).run(Step.sequence(160, seed: seed))
      counts.merge(outcome.counts, uniquingKeysWith: +)
    }
    for what in World.everything { #expect(counts[what, default: 0] > 0, "\(what) never happened") }
  }
}
