import Dispatch
import Driving
import FoundationEssentials
import Glibc
import Records
import Synchronization

/// Runs rounds of one kind of fault: several at once, each with chances of its own, remembered so that a stopped run
/// goes on, and ended by the first broken promise with the command that replays it. With a safeguard away only the
/// promise that it keeps counts as broken.
struct Runner {
  /// The subcommand.
  let name: String
  let options: TortureOptions
  /// How to give the command again, without the common options.
  let arguments: [String]

  /// - Parameters:
  ///   - rounds: how many; round n has the same chances in every run of the same seed.
  ///   - round: one round in an empty folder of its own, which is removed afterwards.
  func run(rounds: Int, _ round: @Sendable (_ number: Int, _ folder: String, Seeded) throws -> Tally) throws {
    try FileManager.default.createDirectory(atPath: options.folder, withIntermediateDirectories: true)
    if options.fresh { Progress(name: name, seed: 0, rounds: rounds).forget(in: options.folder) }
    var progress = start(rounds: rounds)
    print(
      "scholium-torture \(command(seed: progress.seed))\(progress.done > 0 ? "  (goes on at \(progress.done))" : "")")
    var broken: (round: Int, promise: String)?
    while progress.done < rounds, broken == nil {
      let clock = Deadline(seconds: 0)
      let seed = progress.seed
      let next = progress.done..<min(rounds, progress.done + options.jobs * 2)
      let results = Mutex<[Int: Result<Tally, any Error>]>([:])
      let turn = Mutex(next.lowerBound)
      DispatchQueue.concurrentPerform(iterations: min(options.jobs, next.count)) { _ in
        while let number = turn.withLock({ number -> Int? in
          guard number < next.upperBound else { return nil }
          defer { number += 1 }
          return number
        }) {
          let result = Result { try attempt(number, seed: seed, round) }
          results.withLock { $0[number] = result }
        }
      }
      for (number, result) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
        switch result {
        case .success(let tally): progress.tally.add(tally)
        case .failure(let error):
          let isOfData = (error as? BrokenPromise)?.isOfData ?? false
          if options.teeth, !isOfData {
            progress.tally.count("rounds that failed otherwise than they should")
          } else if broken == nil {
            broken = (number, "\(error)")
          }
        }
      }
      progress.done = next.upperBound
      progress.seconds += clock.elapsed
      if broken == nil { try progress.save(in: options.folder) }
    }
    progress.forget(in: options.folder)
    try Figures(
      name: name, command: command(seed: progress.seed), teeth: options.teeth, progress: progress, broken: broken
    )
    .tell(appendingTo: options.figuresPath)
    if options.teeth ? broken == nil : broken != nil { Glibc.exit(1) }
  }

  private func attempt(
    _ number: Int, seed: UInt64, _ round: (_ number: Int, _ folder: String, Seeded) throws -> Tally
  ) throws -> Tally {
    let folder = "\(options.folder)/\(name)-\(number)"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let tally = try round(number, folder, Seeded(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15))
    // What a broken promise left behind stays to be looked at.
    try? FileManager.default.removeItem(atPath: folder)
    return tally
  }

  private func start(rounds: Int) -> Progress {
    if let from = options.from {
      var progress = Progress(name: name, seed: options.seed ?? 0, rounds: rounds)
      progress.done = from
      return progress
    }
    if let unfinished = Progress(name: name, rounds: rounds, in: options.folder),
      options.seed == nil || options.seed == unfinished.seed
    {
      return unfinished
    }
    return Progress(name: name, seed: options.seed ?? UInt64.random(in: 0...UInt64.max), rounds: rounds)
  }

  private func command(seed: UInt64) -> String {
    ([name] + arguments + (options.teeth ? ["--teeth"] : []) + ["--seed", "\(seed)"]).joined(separator: " ")
  }
}
