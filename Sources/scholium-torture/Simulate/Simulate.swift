import ArgumentParser
import Simulation

/// The queue's rules under chance: a virtual clock, people at several terminals, versions and faults, all from a seed.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the rules against chance: clock, people, versions, faults and races, all from a seed.",
    discussion: """
      Some seeds run on SQLite too, in step with the model. With --teeth each of several broken stores must be \
      found out within as many seeds as are given.
      """)

  /// Seeds a round: enough that a round's own cost is nothing.
  private static let block = 50
  private static let steps = 120

  @OptionGroup var options: TortureOptions
  @Option(help: "How many runs, each of a seed of its own.") var seeds = 2000
  @Option(name: .customLong("on-sqlite"), help: "One seed of so many runs on SQLite too.") var onSQLite = 200

  func validate() throws {
    guard seeds > 0, onSQLite > 0 else { throw ValidationError("--seeds and --on-sqlite are 1 or more") }
  }

  func run() throws {
    let runner = Runner(
      name: "simulate", options: options, arguments: ["--seeds", "\(seeds)", "--on-sqlite", "\(onSQLite)"])
    if options.teeth {
      try runner.run(rounds: 1) { _, _, chances in try Mutants.find(within: seeds, steps: Self.steps, chances) }
      return
    }
    try runner.run(rounds: (seeds + Self.block - 1) / Self.block) { number, folder, chances in
      var (tally, chances) = (Tally(), chances)
      for place in 0..<min(Self.block, seeds - number * Self.block) {
        let seed = chances.next()
        let steps = Step.sequence(Self.steps, seed: seed)
        try Self.run(steps, seed: seed, counting: &tally)
        if (number * Self.block + place) % onSQLite == 0 {
          try SteppedStore.check(steps, seed: seed, in: folder)
          tally.count("seeds on SQLite, in step with the model")
        }
      }
      return tally
    }
  }

  private static func run(_ steps: [Step], seed: UInt64, counting tally: inout Tally) throws {
    let trial = Trial(checkedEvery: 12)
    do {
      let outcome = try trial.run(steps)
      for (what, number) in outcome.counts { tally.count(what, number) }
      tally.count("seeds")
      // A sum tells two runs apart, whatever order they came in.
      tally.count("digest of all histories", Int(outcome.digest & 0xffff_ffff))
    } catch {
      let thorough = Trial()
      throw BrokenPromise(told(error.description, seed: seed, thorough.shrunk(steps)))
    }
  }

  /// What went wrong, and the few steps that show it, as a test would write them.
  static func told(_ failure: String, seed: UInt64, _ steps: [Step]) -> String {
    "seed \(seed): \(failure)\n" + steps.map { "  \($0),\n" }.joined()
  }
}
