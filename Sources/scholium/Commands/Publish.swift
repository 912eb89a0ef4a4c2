import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import Text

struct Publish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Records the build of a task, points a channel at it, and queues its work.",
    example: "publish genre --channel experiment/which --weight 1")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The task.") var task: TaskName
  @Option(help: "The channel.") var channel: ChannelName = .production
  @Option(help: "The channel's share of the examples, beside the weights of the other channels.") var weight: Int?
  @Option(help: "Serve only the people of this pool.") var pool: String?
  @Option(help: ArgumentHelp("Refuse if the queue has moved past this revision.", valueName: "revision"))
  var expect: Int?
  @Flag(help: "Publish even if nobody active may answer some examples then.") var allowStuck = false

  func validate() throws {
    if let weight, !(0...1_000_000).contains(weight) { throw ValidationError("a weight is between 0 and 1000000") }
  }

  func run() throws {
    // Over SSH nothing but this program runs.
    let asksGit = Visitor.current == nil
    let publishing = Publishing(workspace: try workspace.root(), surroundings: .here, asksGit: asksGit)
    let request = Publishing.Request(
      task: task, channel: channel, weight: weight, pool: pool, expectedRevision: expect, allowsStuck: allowStuck)
    let present = try workspace.presentStore()
    let outcome = try Waiting.wait { [workspace] in
      try await publishing.publish(request, makesQueue: present == nil, beside: present) {
        try workspace.store(.create)
      }
    }
    Faults.say(outcome.warnings)
    if let why = outcome.commitIsMissing { Console.say("scholium: the git commit is not kept with it (\(why))") }
    try output.isJSON ? Console.print(json: outcome.published.json) : print(outcome)
  }

  private func print(_ outcome: Publishing.Outcome) throws {
    try Console.print(outcome.sentence)
    if let gold = outcome.published.gold.phrase { try Console.print(gold) }
  }
}

extension Publishing.Outcome {
  fileprivate var sentence: Displayable {
    let (build, channel) = (published.build, published.channel)
    let versions: Displayable = "ui \(build.ui.version), taxonomy \(build.taxonomy.version)"
    let place: Displayable = "\(channel.name.rawValue) of \(build.task.rawValue)"
    guard published.changed else {
      return "nothing changed: \(place) serves \(versions) (build \(build.id.short)) already."
    }
    guard !changedOnlyGold else {
      return
        "only the gold changed: \(place) serves \(versions) (build \(build.id.short)) as before, at revision \(published.revision)."
    }
    let share: Displayable = channel.pool.map { "for pool \($0)" } ?? "with weight \(channel.weight)"
    return "\(place) now serves \(versions) (build \(build.id.short)) \(share), at revision \(published.revision)."
  }
}

extension Published {
  fileprivate var json: JSON {
    [
      "task": .string(build.task.rawValue), "channel": .string(channel.name.rawValue),
      "build": .string(build.id.description), "ui_version": .number(JSONNumber(build.ui.version)),
      "taxonomy_version": .number(JSONNumber(build.taxonomy.version)),
      "schema_version": build.schema.isDeclared ? .number(JSONNumber(build.schema.version)) : .null,
      "changed": .bool(changed), "revision": .number(JSONNumber(revision)), "gold": gold.json,
    ]
  }
}
