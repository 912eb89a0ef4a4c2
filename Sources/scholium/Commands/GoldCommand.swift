import ArgumentParser
import Glibc
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Text

struct GoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gold", abstract: "How well people answer the examples whose answers are known.",
    discussion: "Examples come with what is most surely got wrong first: what is known of it may itself be wrong.",
    example: "gold genre --by person")

  /// What one row of the report is about.
  enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case person, example
  }

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Option(help: "The channel whose screen and labels answers are read under.") var channel: ChannelName = .production
  @Option(help: "Only the people, or only the examples: person or example.") var by: Grouping?
  @Flag(help: "Every response to gold with what is known beside it, as JSON Lines.") var answers = false
  @Argument(help: "The task.") var task: TaskName

  func validate() throws {
    if by != nil, answers || output.isJSON {
      throw ValidationError("--by is for people: the rows of --answers and --json are always all of them")
    }
  }

  func run() throws {
    Interruption.watch()
    let store = try workspace.store()
    let detail: [(String, JSON)] = [
      ("task", .string(task.rawValue)), ("channel", .string(channel.rawValue)),
      ("rows", .string(answers ? "gold answers" : "gold")), ("to", "-"),
    ]
    if answers {
      try TakingOut.record("report", detail, in: store)
      return try send(from: store)
    }
    let report = try GoldReport.read(task, channel: channel, from: store)
    try TakingOut.record("report", detail, in: store)
    if output.isJSON { return try Console.print(json: report.json) }
    for line in GoldPage(report, by: by).lines { try Console.print(line) }
  }

  private func send(from store: any QueueStore) throws {
    let count = try GoldAnswers(store: store).send(task, channel: channel) { rows in
      ProgressLine.show("\(rows) rows")
      try Interruption.check()
    } to: {
      ProgressLine.clear()
      try Console.write($0, to: STDOUT_FILENO)
    }
    Console.say("\(count) \(count == 1 ? "row" : "rows").")
  }
}
