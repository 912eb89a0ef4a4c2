import ArgumentParser

/// `kill -9` anywhere: queues that groups of eight processes work on, all of them killed, again and again.
struct KillCommand: ParsableCommand {
  /// A queue serves this many deaths, so that its size, its log and its checkpoints differ from group to group.
  private static let killsPerQueue = 200

  static let configuration = CommandConfiguration(
    commandName: "kill",
    abstract: "Kills groups of eight processes at work on one queue, at any moment of their lives.",
    discussion: """
      With --teeth each statement of a transaction is committed by itself; a debug build's assertions stop that.
      """)

  @OptionGroup var options: TortureOptions
  @Option(help: "Processes to kill.") var kills = 2000

  func validate() throws {
    guard kills > 0 else { throw ValidationError("--kills is 1 or more") }
  }

  func run() throws {
    let program = Program(path: options.scholium)
    let without = options.teeth ? ["atomic"] : []
    let rounds = (kills + Self.killsPerQueue - 1) / Self.killsPerQueue
    try Runner(name: "kill", options: options, arguments: ["--kills", "\(kills)"]).run(rounds: rounds) {
      [kills] number, folder, chance in
      let quota = min(Self.killsPerQueue, kills - number * Self.killsPerQueue)
      var queue = try KilledQueue(in: folder, program: program, without: without, chance: chance)
      return try queue.serve(kills: quota)
    }
  }
}
