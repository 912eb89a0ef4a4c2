import Driving
import Simulation

/// The teeth of the simulation: stores that each break a rule.
enum Mutants {
  /// Looks for a seed that finds each mutant out.
  ///
  /// - Throws: a broken promise once all are found, as the runner expects of teeth.
  static func find(within seeds: Int, steps: Int, _ chances: Seeded) throws -> Tally {
    var tally = Tally()
    var found: [String] = []
    for mutant in Mutant.allCases {
      var chances = chances
      let trial = Trial(mutant: mutant, checkedEvery: 12)
      for number in 1...seeds {
        guard trial.failure(of: Step.sequence(steps, seed: chances.next())) != nil else { continue }
        found.append("\(mutant) after \(number)")
        break
      }
      tally.count("mutants")
    }
    guard found.count < Mutant.allCases.count else {
      throw BrokenPromise(
        "all \(found.count) mutants are found: \(found.joined(separator: ", "))", isOfData: true)
    }
    tally.count("mutants that nobody noticed", Mutant.allCases.count - found.count)
    return tally
  }
}
