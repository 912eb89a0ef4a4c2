import ArgumentParser
import Glibc
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue

struct Pipe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipe",
    abstract: "Serves a task over JSON Lines on standard input and output, for scripts, models and tests.",
    discussion: "One JSON object a line, one reply a line; {\"op\":\"next\"} asks for an example.",
    example: "pipe genre --as bo")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var annotator: AnnotatorOptions
  @OptionGroup var channels: ChannelOptions
  @Argument(help: "The task.") var task: TaskName

  func run() throws {
    Interruption.watch()
    let sitting = try Sitting(
      as: try annotator.name(), on: task, channels: channels.choice, process: ProcessMark.own,
      client: "pipe", place: Visitor.current?.place, store: try workspace.store(), surroundings: .here)
    try sitting.work { sitting in try converse(PipeConversation(sitting)) }
  }

  private func converse(_ conversation: PipeConversation) throws {
    var lines = JSONLinesReader(InputStream.standard, limit: PipeConversation.lineLimit)
    while let line = try lines.next() {
      try Console.print(json: conversation.reply(to: line.bytes))
    }
  }
}
