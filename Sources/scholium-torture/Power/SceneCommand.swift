import ArgumentParser
import FoundationEssentials

/// Plays one scene; what `power` puts under strace(1).
struct SceneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "power-scene", shouldDisplay: false)

  @Argument var scene: String
  @Option var folder: String
  @Option var seed: UInt64
  @Option var scholium: String
  @Option var without: [String] = []

  func run() throws {
    guard let scene = Scene.named(scene) else { throw ValidationError("there is no scene \(self.scene)") }
    var player = Player(
      try Stage(unpublishedIn: folder, program: Program(path: scholium, without: without)), seed: seed)
    try player.play(scene)
    try LedgerFile(player.ledger.all.acknowledged).write(to: "\(folder)/\(Player.ledgerName)")
  }
}
