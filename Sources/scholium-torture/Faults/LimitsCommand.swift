import ArgumentParser
import Driving
import FoundationEssentials

/// Limits of the process and of the file system, as an administrator sets them.
struct LimitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "Runs everything with few open files, a file size limit, little memory, and on a read-only file system.",
    discussion: "Needs root to mount, and prlimit(1). What the program cannot do it says, with a status and a sentence."
  )

  @OptionGroup var options: TortureOptions
  @Option(help: "Rounds.") var limits = 60

  func run() throws {
    SmallDisk.check(in: options.folder)
    try Runner(name: "limits", options: options, arguments: ["--limits", "\(limits)"]).run(rounds: limits) {
      number, folder, seeded in
      var seeded = seeded
      let disk = try SmallDisk(at: "\(folder)/disk", megabytes: 8)
      defer { disk.unmount() }
      let kinds = LimitsRound.Limit.allCases
      let acts = FaultAct.allCases
      let stage = try Stage(in: disk.path, program: Program(path: options.scholium), examples: 40)
      return try LimitsRound(
        disk: disk, stage: stage, without: options.teeth ? ["write-errors"] : [],
        limit: kinds[number % kinds.count], act: acts[number / kinds.count % acts.count]
      ).run(&seeded)
    }
  }
}
