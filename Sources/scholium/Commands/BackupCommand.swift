import ArgumentParser
import Operations
import Records
import SQLiteQueue
import Text

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies a live queue into one verified file; annotators work on.",
    discussion: "The file is complete or absent. `scholium restore FILE` brings it back; --queue FILE looks into it.",
    example: "backup monday.sqlite")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "Where the copy goes.", completion: .file()) var file: String
  @Flag(help: "Replace a file that is there.") var force = false

  func run() throws {
    Interruption.watch()
    let store = try workspace.store()
    let backup = try store.backUp(to: file, replaces: force) { done, total in
      ProgressLine.show(ProgressLine.bar(done: done, total: total, "\(done) of \(total) pages"))
      try Interruption.check()
    }
    ProgressLine.clear()
    try store.close()
    if output.isJSON {
      return try Console.print(json: [
        "file": .string(file), "revision": .number(JSONNumber(backup.contents.revision)),
        "answers": .number(JSONNumber(backup.contents.answers)), "bytes": .number(JSONNumber(backup.bytes)),
        "sha256": .string(backup.digest.description),
      ])
    }
    let answers = backup.contents.answers
    try Console.print(
      "\(file) holds revision \(backup.contents.revision) with \(answers) \(answers == 1 ? "answer" : "answers"), verified: \(backup.bytes) bytes, SHA-256 \(backup.digest.description)."
    )
  }
}
