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
  @Option(help: "Only this scene (\(Scene.all.map(\.name).joined(separator: ", "))).") var scene: String?

  func run() throws {
    if let obstacle = try Strace.obstacle() { cannotRun(obstacle) }
    let program = Program(path: options.scholium, without: options.teeth ? ["full-sync"] : [])
    let scenes = try chosenScenes()
    let rounds = (cuts + Self.cutsPerRound - 1) / Self.cutsPerRound
    try Runner(name: "power", options: options, arguments: arguments).run(rounds: rounds) {
      number, folder, chance in
      var round = PowerRound(
        folder: folder, program: program, chance: chance, takenUp: Self.takenUp)
      try round.run(
        scenes[number % scenes.count], cuts: Self.cutsPerRound - Self.stackedPerRound, stacked: Self.stackedPerRound)
      return round.tally
    }
  }

  private var arguments: [String] { ["--cuts", "\(cuts)"] + (scene.map { ["--scene", $0] } ?? []) }

  private func chosenScenes() throws -> [Scene] {
    guard let scene else { return options.teeth ? [.work] : Scene.all }
    guard let chosen = Scene.all.first(where: { $0.name == scene }) else {
      throw ValidationError("there is no scene \(scene)")
    }
    return [chosen]
  }
}
