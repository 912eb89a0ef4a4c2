import ArgumentParser
import Driving
import FoundationEssentials

/// System calls that fail once or for good.
struct FaultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faults",
    abstract: "Lets the Nth call of pwrite, fdatasync, ftruncate, openat and their like fail, once and for good.",
    discussion: """
      Needs strace(1). Whatever fails: no reply takes over ten seconds, nothing is told saved that is not, a retry under
      the same id is harmless, the conversation goes on or ends with one sentence, and the next process finds a sound
      queue. With --teeth SQLite is told that failing writes succeed.
      """)

  @OptionGroup var options: TortureOptions
  @Option(help: "How many calls fail.") var faults = 400

  func run() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") else {
      cannotRun("there is no /usr/bin/strace (apt-get install strace)")
    }
    let template = "\(options.folder)/faults-template"
    try? FileManager.default.removeItem(atPath: template)
    let stage = try Stage(in: template, program: Program(path: options.scholium), examples: 40)
    let ledger = Ledger()
    let talk = try Talk(
      stage.pipeCommand(as: "dana"), environment: stage.program.variables, stage: stage, ledger: ledger,
      annotator: "dana")
    try talk.converse(mayFail: false)
    _ = talk.client.finish()
    let before = ledger.all
    let plan = try FaultPlan(stage: stage)
    // Only a false success of a write can bite; a whole plan would mostly try what has nothing to do with it.
    let chances = options.teeth ? plan.chances.filter { $0.call == "pwrite64" && $0.act == .pipe } : plan.chances
    try Runner(name: "faults", options: options, arguments: ["--faults", "\(faults)"]).run(rounds: faults) {
      number, folder, seeded in
      var seeded = seeded
      var stage = try Stage(copyOf: stage, in: folder)
      if options.teeth { stage.program.without = ["write-errors"] }
      return try FaultRound(stage: stage, chance: chances[number % chances.count], before: before, seeded: &seeded)
        .run()
    }
    try? FileManager.default.removeItem(atPath: template)
  }
}
