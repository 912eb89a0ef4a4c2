import ArgumentParser
import Glibc
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Text

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a dataset: one row an example, or one a response.",
    discussion: "The same query at the same revision gives the same bytes, whoever runs it, whenever.",
    example: "export genre --taxonomy 1 -o genre.jsonl")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var channels: ChannelOptions
  @Argument(help: "The task.") var task: TaskName
  @Option(help: "jsonl.") var format: ExportFormat = .jsonl
  @Flag(name: .customLong("json"), help: "JSON Lines, as always here.") var isJSON = false
  @Flag(help: "One row a response, with its whole provenance.") var responses = false
  @Flag(help: "With --responses: each row carries its example, for import elsewhere.") var withData = false
  @Option(
    help: ArgumentHelp(
      "The published taxonomy version, old or new, that answers are read in (default: the channel's).",
      valueName: "version"))
  var taxonomy: Int?
  @Option(help: ArgumentHelp("The state at a revision or an RFC 3339 time.", valueName: "moment"))
  var asOf: ExportQuery.Moment?
  @Option(help: "How several answers become one: majority.") var consensus: ConsensusMethod = .majority
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file, complete or absent, with FILE.manifest.json beside it.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    if withData, !responses { throw ValidationError("--with-data goes with --responses (other rows have their data)") }
  }

  func run() throws {
    Interruption.watch()
    let query = ExportQuery(
      task: task, channels: channels.choice, rows: responses ? .responses : .examples, asOf: asOf,
      taxonomy: taxonomy, withData: withData)
    let store = try workspace.store()
    try TakingOut.record(
      "export",
      [
        ("task", .string(task.rawValue)), ("channel", .string(channels.channelName)),
        ("rows", .string(responses ? "responses" : "examples")), ("to", .string(output ?? "-")),
      ], in: store)
    let exporting = Exporting(store: store, program: Scholium.program)
    let checkpoint: (Int) throws -> Void = { rows in
      ProgressLine.show("\(rows) rows")
      try Interruption.check()
    }
    guard let output else {
      let outcome = try exporting.send(query, checkpoint: checkpoint) {
        ProgressLine.clear()
        try Console.write($0, to: STDOUT_FILENO)
      }
      return Console.say("\(outcome.rows) \(outcome.rows == 1 ? "row" : "rows") at revision \(outcome.revision).")
    }
    let outcome = try exporting.write(query, to: output, checkpoint: checkpoint)
    Console.say(
      "\(outcome.rows) \(outcome.rows == 1 ? "row is" : "rows are") in \(output), at revision \(outcome.revision).")
  }
}

enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case jsonl
}

enum ConsensusMethod: String, ExpressibleByArgument, CaseIterable {
  case majority
}

extension ExportQuery.Moment: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
