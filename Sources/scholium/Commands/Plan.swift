import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import Text

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "What publishing would change: versions, answers that carry over, questions to ask. Changes nothing.",
    discussion: "Publishing with the revision it prints then does this and nothing else.",
    example: "plan genre --channel experiment/which --weight 1")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The task.") var task: TaskName
  @Option(help: "The channel.") var channel: ChannelName = .production
  @Option(help: "The channel's share of the examples, as for publish.") var weight: Int?
  @Option(help: "Serve only the people of this pool, as for publish.") var pool: String?

  func validate() throws {
    if let weight, !(0...1_000_000).contains(weight) { throw ValidationError("a weight is between 0 and 1000000") }
  }

  func run() throws {
    Interruption.watch()
    let root = try workspace.root()
    let plan = try Planning(store: try workspace.presentStore()).plan(
      Publishing.Request(task: task, channel: channel, weight: weight, pool: pool), in: root
    ) { examples in
      ProgressLine.show("\(examples) examples read")
      try Interruption.check()
    }
    ProgressLine.clear()
    Faults.say(plan.warnings)
    try output.isJSON ? Console.print(json: plan.json) : print(plan)
  }

  private func print(_ plan: PublishPlan) throws {
    try Console.print(plan.heading)
    for (name, changes) in plan.changes.parts {
      // In a new channel everything is new.
      guard let changes, plan.current != nil else { continue }
      try Console.print("\(name) changes\(changes.isEmpty ? "" : ":")")
      for line in changes.prefix(Self.shownChanges) { try Console.print("  \(line)") }
      if changes.count > Self.shownChanges {
        try Console.print("  ... and \(changes.count - Self.shownChanges) more (--json has them all)")
      }
    }
    try printLabels(plan)
    if plan.current == nil, plan.relabel.answers.total + plan.relabel.questions.total == 0 {
      try Console.print("No answers are there to carry over; every example is asked about in full.")
    } else {
      try RelabelPage.print(plan.relabel)
    }
    if plan.heldBack > 0 {
      try Console.print("\(plan.heldBack) examples do not conform to the new schema and are held back.")
    }
    if let gold = plan.gold.phrase { try Console.print(gold) }
    if let revision = plan.revision, plan.changesAnything || plan.current == nil || weight != nil || pool != nil {
      try Console.print("To do just this: scholium publish \(task.rawValue)\(options(for: plan)) --expect \(revision)")
    }
  }

  /// What `publish` must be told to do what was planned.
  private func options(for plan: PublishPlan) -> Displayable {
    var options: Displayable = channel == .production ? "" : " --channel \(channel.rawValue)"
    if let weight { options = options + " --weight \(weight)" }
    if let pool { options = options + " --pool \(pool)" }
    return plan.relabel.stuck.examples > 0 ? options + " --allow-stuck" : options
  }

  private static let shownChanges = 20
  private static let shownLabels = 40

  /// What does not stay what it is, labels with answers first; all that stays is one line.
  private func printLabels(_ plan: PublishPlan) throws {
    let changed = plan.labels.filter { $0.relation.kind != .exact || $0.relation.to != [$0.relation.from] }
    let moved = changed.filter { $0.answers > 0 } + changed.filter { $0.answers == 0 }
    guard !moved.isEmpty else { return }
    var table = Table([("  old label", .left), ("answers", .right), ("", .left), ("becomes", .left)])
    for fate in moved.prefix(Self.shownLabels) {
      table.add([
        "  \(fate.relation.from.rawValue)", "\(fate.answers)", "\(fate.relation.kind.rawValue)", fate.relation.images,
      ])
    }
    for line in table.lines { try Console.print(line) }
    if moved.count > Self.shownLabels {
      try Console.print("  ... and \(moved.count - Self.shownLabels) more (scholium map lists them)")
    }
    let kept = plan.labels.count - moved.count
    if kept > 0 { try Console.print("  \(kept) labels stay what they are") }
    try printOlder(plan)
  }

  /// Answers of other versions than the channel's that do not simply cross.
  private func printOlder(_ plan: PublishPlan) throws {
    let older = plan.relabel.byLabel.filter { row in
      row.taxonomyVersion != plan.current?.taxonomy && row.answers.exact < row.answers.total
    }
    try RelabelPage.print(labels: Array(older.prefix(Self.shownLabels)))
    if older.count > Self.shownLabels {
      try Console.print("  ... and \(older.count - Self.shownLabels) more (--json has them all)")
    }
  }
}

extension PublishPlan {
  fileprivate var changesAnything: Bool { changes.isAny || !gold.isNone }

  fileprivate var heading: Displayable {
    let next: Displayable = "ui \(next.ui), taxonomy \(next.taxonomy)\(next.schema.map { ", schema \($0)" } ?? "")"
    guard let current else { return "\(channel) of \(task.rawValue): new, with \(next)" }
    guard changesAnything else {
      return "\(channel) of \(task.rawValue) serves \(next) already; nothing would change."
    }
    guard changes.isAny else {
      return "\(channel) of \(task.rawValue) serves \(next) already; only the gold would change."
    }
    return
      "\(channel) of \(task.rawValue): ui \(current.ui), taxonomy \(current.taxonomy)\(current.schema.map { ", schema \($0)" } ?? "") -> \(next)"
  }

  fileprivate var json: JSON {
    var members: [(String, JSON)] = [
      ("task", .string(task.rawValue)), ("channel", .string(channel)), ("current", current.map(\.json) ?? .null),
      ("next", next.json),
      ("changes", .object(JSONObject(changes.parts.map { ($0.name, .bool($0.changes != nil)) }))),
      (
        "diff",
        .object(
          JSONObject(changes.parts.map { ($0.name, .array(($0.changes ?? []).map { .string($0) })) }))
      ),
      ("labels", .array(labels.map(\.json))),
    ]
    members += relabel.members
    members += [
      ("held_back", .number(JSONNumber(heldBack))), ("gold", gold.json),
      ("revision", revision.map { .number(JSONNumber($0)) } ?? .null),
      ("warnings", Faults.json(warnings)),
    ]
    return .object(JSONObject(members))
  }
}

extension PublishChanges {
  fileprivate var isAny: Bool { parts.contains { $0.changes != nil } }

  fileprivate var parts: [(name: String, changes: [String]?)] {
    [("ui", ui), ("taxonomy", taxonomy), ("schema", schema), ("policy", policy)]
  }
}

extension PublishPlan.Versions {
  fileprivate var json: JSON {
    [
      "ui_version": .number(JSONNumber(ui)), "taxonomy_version": .number(JSONNumber(taxonomy)),
      "schema_version": schema.map { .number(JSONNumber($0)) } ?? .null,
    ]
  }
}

extension PublishPlan.LabelFate {
  fileprivate var json: JSON {
    .object(JSONObject(relation.members + [("answers", .number(JSONNumber(answers)))]))
  }
}
