import ArgumentParser
import Dispatch
import Driving
import Glibc
import Labeling
import Queue
import SQLiteQueue
import Synchronization

struct ClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "The clock jumps by seconds and by years, forward and back, while annotators work and leases run.",
    discussion: "--teeth lets a transaction forget the moment of the last one.")

  private static let people = ["amara", "bo", "chi"]

  @OptionGroup var options: TortureOptions
  @Option(help: "Runs of three seconds with about ten jumps each.") var rounds = 4

  func run() throws {
    try Runner(name: "clock", options: options, arguments: ["--rounds", "\(rounds)"]).run(rounds: rounds) {
      try round(in: $1, $2)
    }
  }

  private func round(in folder: String, _ chance: Seeded) throws -> Tally {
    var chance = chance
    let clock = try SetClock(file: "\(folder)/clock")
    var program = Program(path: options.scholium, environment: clock.environment)
    if options.teeth { program.without = ["steady-clock"] }
    // The lease is so short that some end while their people sit.
    let stage = try Stage(in: folder, program: program, examples: 3000, overlap: 2, lease: "1s")
    let ledger = Ledger()
    var tally = Tally()
    let jumping = Jumping(clock, chance)
    let worked = Result { try Shift(of: Self.people, at: stage, telling: ledger).work(seconds: 3, chance) }
    tally.count("jumps of the clock", jumping.stop())
    tally.count("answers", try worked.get().answers.reduce(0, +))
    try Promises.check(queue: stage.queue, against: ledger.all)
    try checkOrder(in: stage.queue)
    try LeaseOfTheFuture(in: folder, program: program, clock).mustEnd(
      yearsAhead: Int.random(in: 1...74, using: &chance))
    tally.count("leases that began in the future, ended")
    return tally
  }

  private func checkOrder(in queue: String) throws {
    let store = try SQLiteStore(path: queue, mode: .existing)
    try store.read { snapshot in
      var last: Timestamp?
      try snapshot.forEachResponse(of: TaskName(Stage.task), upTo: .max) { record in
        if let last, record.at < last {
          throw BrokenPromise("a later answer has an earlier moment: \(record.at)", isOfData: true)
        }
        last = record.at
      }
    }
    try store.close()
  }
}
