import ArgumentParser
import Canvas
import Glibc
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Terminal
import Text
import Workbench

struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Opens what people disagree on, flagged or could not answer, to be decided.",
    discussion: """
      What matters most comes first. Press ? on the screen for its keys. That you see what others said of an example is \
      recorded: you are never asked for an answer of your own to it afterwards, and nobody decides what they answered.
      """,
    example: "review genre --only disputed --only flagged")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var annotator: AnnotatorOptions
  @OptionGroup var output: OutputOptions
  @Option(name: .customLong("channel"), help: ArgumentHelp("The channel whose build decides.", valueName: "name"))
  var channel = ChannelName.production
  @Option(
    help: ArgumentHelp(
      "Only what is listed for this reason; may be repeated (\(Self.known)).", valueName: "reason"))
  var only: [ReviewReason] = []
  @Flag(help: "Begin with the names of people hidden; n shows them.") var hideNames = false
  @Flag(help: "Print what there is to review, without what anybody said, and open nothing.") var list = false
  @OptionGroup var looks: ThemeOptions
  @OptionGroup var keys: KeysOptions
  @Argument(help: "The task.") var task: TaskName

  private static let known = ReviewReason.allCases.map(\.rawValue).joined(separator: ", ")

  private var reasons: Set<ReviewReason> { only.isEmpty ? Set(ReviewReason.allCases) : Set(only) }

  func run() throws {
    if list || output.isJSON { return try printList() }
    guard Console.isInteractive else {
      throw OperationError.usage(
        "the review screen needs a terminal (ssh -t USER@HOST review \(task) gives one; --list prints what there is)")
    }
    if Visitor.current == nil { CrashReports.prepareHere() }
    let store = try workspace.store()
    let root = try workspace.optionalRoot()
    let theme = try looks.theme(in: root)
    let keymap = try keys.keymap(in: root)
    let name = try annotator.name()
    let reviewer = try Reviewer(as: name, on: task, channel: channel, in: store)
    try MainActor.assumeIsolated {
      try CaseTerminal(theme: theme, keymap: keymap).open(for: reviewer) { desk, size, keymap, context in
        (
          ReviewState(desk: desk, size: size, keymap: keymap, hidesNames: hideNames),
          ReviewerService(reviewer, reasons: reasons, context: context)
        )
      }
    }
  }
}

extension Review {
  /// The list shows no answers, so that looking at it is no viewing.
  private func printList() throws {
    Interruption.watch()
    let name = try annotator.name()
    let (found, words, others) = try workspace.store().read { snapshot in
      let person = try snapshot.persons().first { $0.isNamed(name) }
      func list(_ reasons: Set<ReviewReason>) throws -> ReviewList {
        try ReviewList.read(task, channel: channel, for: person?.id, reasons: reasons, in: snapshot) { _ in
          try Interruption.check()
        }
      }
      let found = try list(reasons)
      let all = Set(ReviewReason.allCases)
      let others = found.items.isEmpty && reasons != all ? try list(all.subtracting(reasons)).items.count : 0
      return (found, try ShownWords.first(of: found.items.map(\.example), task, in: channel, snapshot), others)
    }
    if output.isJSON { return try Console.print(json: Self.json(found, words)) }
    guard !found.items.isEmpty else { return try Console.print(nothing(others)) }
    var table = Table([
      ("example", .left), ("why", .left), ("people", .right), ("differ", .right), ("yours", .left), ("words", .left),
    ])
    for item in found.items {
      table.add([
        Displayable(String(item.example.description.prefix(16))),
        Displayable(item.reasons.map(\.rawValue).joined(separator: ", ")), "\(item.people)",
        "\(Int((item.disagreement * 100).rounded())) %", item.isOwn ? "yours" : "",
        Displayable(words[item.example] ?? "").oneLine.truncated(to: 60),
      ])
    }
    for line in table.lines { try Console.print(line) }
  }

  /// - Parameter others: examples that are there for reasons that were not asked for.
  private func nothing(_ others: Int) -> Displayable {
    guard !only.isEmpty else { return "Nothing to review in '\(channel.rawValue)'." }
    let asked = Displayable(reasons.sorted().map(\.rawValue).joined(separator: " or "))
    let rest: Displayable =
      switch others {
      case 0: "nothing else waits either"
      case 1: "1 example waits for other reasons; without --only it is listed"
      default: "\(others) examples wait for other reasons; without --only they are listed"
      }
    return "Nothing to review in '\(channel.rawValue)' is \(asked) (\(rest))."
  }

  private static func json(_ found: ReviewList, _ words: [Digest: String]) -> JSON {
    [
      "examples": .array(
        found.items.map { item in
          [
            "example": .string(item.example.description),
            "reasons": .array(item.reasons.map { .string($0.rawValue) }),
            "people": .number(JSONNumber(item.people)),
            "disagreement": JSONNumber(item.disagreement).map { .number($0) } ?? .null,
            "own": .bool(item.isOwn), "words": .string(words[item.example] ?? ""),
          ]
        }),
      "decided": .number(JSONNumber(found.decided)), "revision": .number(JSONNumber(found.revision)),
    ]
  }
}

extension ReviewReason: ExpressibleByArgument {}
