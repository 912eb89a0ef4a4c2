import ArgumentParser
import Labeling
import Operations
import Records
import Text

struct Relabel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relabel",
    abstract: "The relabel plan in force: how old answers came over, by old label, and what is still to ask.",
    example: "relabel genre")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The task.") var task: TaskName
  @Option(help: "The channel.") var channel: ChannelName = .production

  func run() throws {
    Interruption.watch()
    let (plan, build) = try Planning(store: try workspace.store()).relabel(task, channel: channel) { examples in
      ProgressLine.show("\(examples) examples read")
      try Interruption.check()
    }
    ProgressLine.clear()
    if output.isJSON {
      return try Console.print(
        json: .object(
          JSONObject(
            [
              ("task", .string(task.rawValue)), ("channel", .string(channel.rawValue)),
              ("ui_version", .number(JSONNumber(build.ui.version))),
              ("taxonomy_version", .number(JSONNumber(build.taxonomy.version))),
            ] + plan.members)))
    }
    try Console.print(
      "\(channel.rawValue) of \(task.rawValue): ui \(build.ui.version), taxonomy \(build.taxonomy.version)")
    try RelabelPage.print(labels: plan.byLabel)
    try RelabelPage.print(plan)
    if plan.questions.total == 0, plan.stuck.examples == 0 {
      try Console.print("There is nothing to do: every example has the answers it wants.")
    }
  }
}
