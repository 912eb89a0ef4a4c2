import ArgumentParser
import Driving
import FoundationEssentials

struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Outside processes carry the log over without end while annotators work.",
    discussion: """
      SQLite before 3.51.3 damages a database where a writer begins the log anew in the middle of a checkpoint. --teeth \
      lets go of the lock that keeps the two apart. The two meet sooner where the disk is fast: with a --folder in /dev/shm \
      in the first round, else now and then.
      """)

  /// Seconds of one round, whose queue is new.
  private static let seconds: Int = 10
  private static let examples = 2000
  private static let people = ["amara", "bo", "chi", "dan"]

  @OptionGroup var options: TortureOptions
  @Option(help: "How long in all; a round takes 10.") var seconds = 20

  func run() throws {
    guard FileManager.default.isExecutableFile(atPath: Outsider.shell) else {
      throw ValidationError("there is no \(Outsider.shell) (apt-get install sqlite3)")
    }
    let runner = Runner(name: "checkpoint", options: options, arguments: ["--seconds", "\(seconds)"])
    try runner.run(rounds: max(1, seconds / Self.seconds)) { _, folder, chance in
      try round(in: folder, chance)
    }
  }

  private func round(in folder: String, _ chance: Seeded) throws -> Tally {
    var program = Program(path: options.scholium)
    if options.teeth { program.without = ["checkpoint-lock"] }
    // Few pages, so that the log is soon carried over whole and begun anew.
    let stage = try Stage(in: folder, program: program, examples: Self.examples, overlap: Self.people.count)
    let ledger = Ledger()
    var tally = Tally()
    let importing = Importing(into: stage, from: Self.examples)
    let outsiders = try Outsider.Manner.allCases.map { try Outsider($0, of: stage) }
    let worked = Result {
      try Shift(of: Self.people, at: stage, telling: ledger).work(seconds: Double(Self.seconds), pause: 40, chance)
    }
    for outsider in outsiders { try outsider.stop(into: &tally) }
    tally.count("imports", try importing.stop())
    // A damaged queue is told as such, and not as what people met of it.
    try Promises.check(queue: stage.queue, against: ledger.all)
    let outcome = try worked.get()
    guard let fewest = outcome.answers.min(), let most = outcome.answers.max(), fewest * 5 >= most else {
      throw BrokenPromise("somebody starved: answers by person \(outcome.answers)")
    }
    tally.count("answers", outcome.answers.reduce(0, +))
    tally.lasted("wait for an answer", milliseconds: outcome.longestWait)
    return tally
  }
}
