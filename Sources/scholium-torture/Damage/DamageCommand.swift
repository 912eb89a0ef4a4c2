import ArgumentParser

/// Damaged files: whatever became of a queue, the program says what is wrong, or works.
struct DamageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "damage",
    abstract: "Damages queues and the files beside them in every way, and tries the program's commands on them.",
    discussion: """
      Needs the sqlite3 shell. A mutant is one round; what a round that failed left in its folder stays. With --teeth the
      program is not told that a page is damaged, and is asked to take answers.
      """)

  @OptionGroup var options: TortureOptions
  @Option(help: "Damaged queues.") var mutants = 2000

  func validate() throws {
    guard mutants > 0 else { throw ValidationError("--mutants is 1 or more") }
  }

  func run() throws {
    SQLiteShell.check()
    let sound = try SoundQueue(in: "\(options.folder)/damage-sound", program: Program(path: options.scholium))
    let program = Program(path: options.scholium, without: options.teeth ? ["damage-reports"] : [])
    // An answer that was not written must not be acknowledged.
    let acts = options.teeth ? [.pipe] : DamageAct.byShare
    try Runner(name: "damage", options: options, arguments: ["--mutants", "\(mutants)"]).run(rounds: mutants) {
      _, folder, chance in
      var chance = chance
      return try DamageRound(sound: sound, program: program, folder: folder, acts: acts).run(&chance)
    }
  }
}
