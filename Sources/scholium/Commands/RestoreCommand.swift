import ArgumentParser
import Operations
import Records
import SQLiteQueue
import Text

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Puts a backup in the place of the queue; the old queue is kept beside it.",
    discussion: "The backup is verified first. Everybody has to leave before: an open queue is never replaced.",
    example: "restore monday.sqlite")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "A file that `scholium backup` made.", completion: .file()) var file: String

  func run() throws {
    let queue = try workspace.queue()
    let restored = try Restoring.restore(file, to: queue, at: Surroundings.here.now())
    if output.isJSON {
      return try Console.print(json: [
        "queue": .string(queue), "revision": .number(JSONNumber(restored.contents.revision)),
        "answers": .number(JSONNumber(restored.contents.answers)),
        "replaced": restored.replaced.map { .string($0) } ?? .null,
      ])
    }
    let answers = restored.contents.answers
    try Console.print(
      "\(queue) is at revision \(restored.contents.revision) again, with \(answers) \(answers == 1 ? "answer" : "answers")."
    )
    if let replaced = restored.replaced { Console.say("The queue that was there is kept as \(replaced).") }
  }
}
