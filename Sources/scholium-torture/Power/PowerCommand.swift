import ArgumentParser
import Glibc

/// Cuts the power at every write of the program, as often as wanted.
///
/// Nothing is really cut: a scene is played once under strace(1), and from what it wrote the files are built as a power
/// cut at some moment could have left them, over and over.
struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power", abstract: "The power goes at any write; nothing that was acknowledged is lost.")

  /// Of one recording; the last ones fall into the recovery from another cut.
  private static let cutsPerRound = 250
  private static let stackedPerRound = 12
  /// One wreck of so many is taken up again by the program itself.
  private static let takenUp = 50

  @OptionGroup var options: TortureOptions
  @Option(help: "Power cuts.") var cuts = 5000

  func run() throws {
    if let obstacle = try Strace.obstacle() { GivingUp.because(obstacle, status: EX_UNAVAILABLE) }
    let program = Program(path: options.scholium, without: options.teeth ? ["full-sync"] : [])
    let scenes = options.teeth ? [Scene.work] : Scene.all
    let rounds = (cuts + Self.cutsPerRound - 1) / Self.cutsPerRound
    try Runner(name: "power", options: options, arguments: ["--cuts", "\(cuts)"]).run(rounds: rounds) {
      number, folder, chance in
      var round = PowerRound(
        folder: folder, program: program, chance: chance, takenUp: Self.takenUp)
      try round.run(
        scenes[number % scenes.count], cuts: Self.cutsPerRound - Self.stackedPerRound, stacked: Self.stackedPerRound)
      return round.tally
    }
  }
}
