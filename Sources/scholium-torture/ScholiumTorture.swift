import ArgumentParser
import Glibc

/// Puts the queue under fire: one kind of fault a subcommand, on the program that people use.
@main
struct ScholiumTorture: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scholium-torture",
    abstract: "Puts the queue under fire, and checks after every fault that nothing was lost.",
    discussion: """
      A run that was stopped goes on where it stopped when the same command is given again. With --teeth a safeguard is
      taken away, and the run succeeds when it finds the promise broken.
      """,
    subcommands: [
      CheckpointCommand.self,
      ClockCommand.self,
      DamageCommand.self,
      DropsCommand.self,
      FaultsCommand.self,
      FullCommand.self,
      KillCommand.self,
      LimitsCommand.self,
      PowerCommand.self,
      SceneCommand.self,
      Simulate.self,
    ])

  static func main() {
    // A child that is killed is an error of the write to it, not our end.
    signal(SIGPIPE, SIG_IGN)
    main(nil)
  }
}
