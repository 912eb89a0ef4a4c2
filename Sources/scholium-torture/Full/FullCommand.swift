import ArgumentParser
import Driving
import FoundationEssentials

/// A disk that fills up in the middle of everything.
struct FullCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "full",
    abstract: "Fills a 2 MB disk while people claim and answer, and during import, publish, export and checkpoint.",
    discussion: """
      Needs root to mount. Round n leaves another number of KB free. What is refused is refused with a sentence about the
      disk, what was told saved is there, and once there is room the same process goes on. With --teeth SQLite is told
      that failing writes succeed.
      """)

  @OptionGroup var options: TortureOptions
  @Option(help: "Rounds; 2000 try every KB from 0 to 399 with everything.") var fills = 40

  func run() throws {
    SmallDisk.check(in: options.folder)
    try Runner(name: "full", options: options, arguments: ["--fills", "\(fills)"]).run(rounds: fills) {
      number, folder, _ in
      let acts = FullRound.Act.allCases
      let disk = try SmallDisk(at: "\(folder)/disk", megabytes: 2)
      defer { disk.unmount() }
      // A short run steps through the same KBs in great strides.
      let stride = max(1, 400 * acts.count / fills)
      return try FullRound(
        disk: disk, program: Program(path: options.scholium), without: options.teeth ? ["write-errors"] : [],
        act: acts[number % acts.count], leaving: number / acts.count * stride % 400
      ).run()
    }
  }
}
