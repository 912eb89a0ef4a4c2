import ArgumentParser
import Driving

/// Connections that are cut anywhere: people who annotate through a real sshd, and come back.
struct DropsCommand: ParsableCommand {
  /// A served workspace sees so many cuts.
  private static let cutsPerRound = 100

  static let configuration = CommandConfiguration(
    commandName: "drops",
    abstract: "Cuts the SSH connections of annotators at any moment; they come back to what they had.",
    discussion: """
      Needs root, for a real sshd and accounts of its own. Clients, sshd's processes and the program's are killed, and
      clients frozen, in the middle of an answer, right at Enter, between answers and while a draft waits. With --teeth
      drafts, leases or answers are thrown away, or sshd does not listen for silence.
      """)

  @OptionGroup var options: TortureOptions
  @Option(help: "Connections to cut; 1000 in the long form.") var drops = 200

  func validate() throws {
    guard drops >= 20 else { throw ValidationError("--drops is 20 or more, so that every kind is among them") }
  }

  func run() throws {
    if let lacking = LoopbackService.lacking { cannotRun(lacking) }
    if options.teeth { SQLiteShell.check() }
    let rounds = options.teeth ? 1 : max(1, drops / Self.cutsPerRound)
    try Runner(name: "drops", options: options, arguments: ["--drops", "\(drops)"]).run(rounds: rounds) {
      [drops] number, folder, chance in
      if options.teeth {
        return try DropMutant.find(serving: options.scholium, cuts: drops, in: folder, chance)
      }
      // The first ones carry what does not divide.
      let cuts = drops / rounds + (number < drops % rounds ? 1 : 0)
      return try DropsRound(program: options.scholium, cuts: cuts).run(in: folder, chance)
    }
  }
}
