import ArgumentParser
import Labeling
import Operations
import Records
import Text

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Progress by channel, version and annotator.", example: "status genre")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The task (default: all).") var task: TaskName?

  func run() throws {
    let status = try Status.read(task, from: try workspace.store())
    if output.isJSON { return try Console.print(json: status.json) }
    guard !status.tasks.isEmpty else {
      return try Console.print("Nothing is published yet (scholium publish TASK).")
    }
    for (index, task) in status.tasks.enumerated() {
      if index > 0 { try Console.print("") }
      try print(task)
    }
  }

  private func print(_ task: Status.Task) throws {
    try Console.print("\(task.task.rawValue): \(task.examples) examples")
    var channels = Table([
      ("  channel", .left), ("state", .left), ("ui", .right), ("taxonomy", .right), ("done", .right), ("open", .right),
      ("leased", .right), ("review", .right), ("stuck", .right), ("counted", .right),
    ])
    for row in task.channels {
      channels.add([
        "  \(row.channel.name.rawValue)", "\(row.channel.state.rawValue)", "\(row.uiVersion)", "\(row.taxonomyVersion)",
        "\(row.tally.progress.done)", "\(row.tally.open)", "\(row.tally.leased)", "\(row.tally.forReview)",
        "\(row.tally.stuck)", "\(row.tally.progress.answers) of \(row.tally.progress.wanted)",
      ])
    }
    for line in channels.lines { try Console.print(line) }
    if task.contradictedSettlements > 0 {
      let settlements: Displayable =
        task.contradictedSettlements == 1
        ? "1 settlement contradicts the answer it settles"
        : "\(task.contradictedSettlements) settlements contradict the answers they settle"
      try Console.print("  \(settlements): both are kept, the settlement stands from its version on")
    }
    guard !task.annotators.isEmpty else { return }
    var annotators = Table([("  annotator", .left), ("answers", .right), ("skipped", .right), ("flagged", .right)])
    for row in task.annotators {
      annotators.add(["  \(row.name)", "\(row.answers)", "\(row.skips)", "\(row.flags)"])
    }
    for line in annotators.lines { try Console.print(line) }
  }
}

extension Status {
  fileprivate var json: JSON {
    ["tasks": .array(tasks.map(\.json)), "revision": .number(JSONNumber(revision))]
  }
}

extension Status.Task {
  fileprivate var json: JSON {
    [
      "task": .string(task.rawValue), "examples": .number(JSONNumber(examples)),
      "channels": .array(channels.map(\.json)), "annotators": .array(annotators.map(\.json)),
      "contradicted_settlements": .number(JSONNumber(contradictedSettlements)),
    ]
  }
}

extension Status.ChannelStatus {
  fileprivate var json: JSON {
    [
      "channel": .string(channel.name.rawValue), "state": .string(channel.state.rawValue),
      "ui_version": .number(JSONNumber(uiVersion)), "taxonomy_version": .number(JSONNumber(taxonomyVersion)),
      "done": .number(JSONNumber(tally.progress.done)), "open": .number(JSONNumber(tally.open)),
      "leased": .number(JSONNumber(tally.leased)), "answers": .number(JSONNumber(answers)),
      "counted": .number(JSONNumber(tally.progress.answers)), "wanted": .number(JSONNumber(tally.progress.wanted)),
      "for_review": .number(JSONNumber(tally.forReview)), "stuck": .number(JSONNumber(tally.stuck)),
    ]
  }
}

extension Status.Annotator {
  fileprivate var json: JSON {
    [
      "name": .string(name), "answers": .number(JSONNumber(answers)), "skipped": .number(JSONNumber(skips)),
      "flagged": .number(JSONNumber(flags)),
    ]
  }
}
