import ArgumentParser
import Glibc
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Terminal
import Text
import Workbench

struct Browse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse", abstract: "Looks through examples and what was said of them: search, filter, open.",
    discussion: """
      A query is words that the texts have, and terms: label:comedy by:amara ui:2 taxonomy:1 differ:30 (percent), \
      status:fresh|open|done|review|decided, order:imported|disagreement|answers|recent. What a query finds by label, \
      name or disagreement tells what others said: that you see it is recorded, and you are never asked for an answer \
      of your own to it afterwards. Over SSH, annotators see what they answered themselves.
      """,
    example: "browse genre label:comedy differ:30 lighthouse")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var annotator: AnnotatorOptions
  @OptionGroup var output: OutputOptions
  @Option(help: ArgumentHelp("The channel whose build says what answers mean.", valueName: "name"))
  var channel = ChannelName.production
  @Flag(help: "Print what is found, and open nothing; it stands in the audit trail like an export.") var list = false
  @Option(help: ArgumentHelp("With --list or --json: rows at the most.", valueName: "rows")) var limit = 1000
  @Flag(help: "Begin with the names of people hidden; n shows them.") var hideNames = false
  @OptionGroup var looks: ThemeOptions
  @OptionGroup var keys: KeysOptions
  @Argument(help: "The task.") var task: TaskName
  @Argument(help: "Words and terms (default: everything).") var query: [String] = []

  func run() throws {
    let query = try BrowseQuery(typed: query)
    if list || output.isJSON {
      Interruption.watch()
      return try printList(query)
    }
    guard Console.isInteractive else {
      throw OperationError.usage(
        "the browser needs a terminal (ssh -t USER@HOST browse \(task) gives one; --list prints what is found)")
    }
    if Visitor.current == nil { CrashReports.prepareHere() }
    let store = try workspace.store()
    let root = try workspace.optionalRoot()
    let theme = try looks.theme(in: root)
    let keymap = try keys.keymap(in: root)
    let browser = Browser(
      try Reviewer(as: try annotator.name(), on: task, channel: channel, in: store), reach: .here)
    try MainActor.assumeIsolated {
      try CaseTerminal(theme: theme, keymap: keymap).open(for: browser.reviewer) { desk, size, keymap, _ in
        (
          ReviewState(browsing: query.typed, desk: desk, size: size, keymap: keymap, hidesNames: hideNames),
          BrowserService(browser)
        )
      }
    }
  }
}

extension BrowseQuery {
  /// What whoever typed it may not have meant.
  var note: Displayable? {
    let terms = Term.allCases.map(\.rawValue).joined(separator: ", ")
    return doubtfulWord.map {
      "'\(Displayable($0).oneLine)' was looked for in the texts: terms are \(Displayable(terms))."
    }
  }
}

extension Browse {
  /// Many rows at once are taken out like an export, which one entry of the audit trail tells.
  private func printList(_ query: BrowseQuery) throws {
    guard limit > 0 else { throw OperationError.usage("--limit is a number of rows, 1 or more") }
    let store = try workspace.store()
    let name = try annotator.name()
    let (found, words) = try store.read { snapshot in
      let sight = try sight(of: name, in: snapshot)
      var found = try BrowseList.read(query, of: task, channel: channel, seeing: sight, in: snapshot) { _ in
        try Interruption.check()
      }
      found.rows = Array(found.rows.prefix(limit))
      return (found, try ShownWords.first(of: found.rows.map(\.example), task, in: channel, snapshot))
    }
    if Browser.Reach.here == .everybody { try record(query, by: name, rows: found.rows.count, in: store) }
    if output.isJSON { return try Console.print(json: json(query, found, words)) }
    var table = Table([
      ("example", .left), ("status", .left), ("people", .right), ("differ", .right), ("words", .left),
    ])
    for row in found.rows {
      table.add([
        Displayable(String(row.example.description.prefix(16))), Displayable(row.status.rawValue), "\(row.people)",
        query.tellsAnswers ? "\(Int((row.disagreement * 100).rounded())) %" : "",
        Displayable(words[row.example] ?? "").oneLine.truncated(to: 60),
      ])
    }
    if !found.rows.isEmpty { for line in table.lines { try Console.print(line) } }
    let count: Displayable = found.rows.count == 1 ? "1 example" : "\(found.rows.count) examples"
    if let note = query.note { Console.say(note) }
    Console.say("\(count) of \(found.examples)\(found.rows.count == limit ? " (--limit shows more)" : "").")
  }

  private func sight(of name: String, in snapshot: any QueueSnapshot) throws -> BrowseSight {
    guard Browser.Reach.here == .themselves else { return .everything }
    guard let person = try snapshot.persons().first(where: { $0.isNamed(name) }) else {
      throw QueueError.unknownPerson(name)
    }
    return .own(person.id)
  }

  private func record(_ query: BrowseQuery, by name: String, rows: Int, in store: any QueueStore) throws {
    let detail: [(String, JSON)] = [
      ("task", .string(task.rawValue)), ("channel", .string(channel.rawValue)), ("rows", .number(JSONNumber(rows))),
      ("query", .string(query.typed)), ("annotator", .string(name)),
    ]
    try store.audit(AuditEvent(.exported, by: Actor.name, detail), at: Surroundings.here.now())
  }

  /// How far people disagree is told only where the query asks for what people said.
  private func json(_ query: BrowseQuery, _ found: BrowseList, _ words: [Digest: String]) -> JSON {
    [
      "examples": .array(
        found.rows.map { row in
          [
            "example": .string(row.example.description), "status": .string(row.status.rawValue),
            "people": .number(JSONNumber(row.people)),
            "disagreement": query.tellsAnswers ? JSONNumber(row.disagreement).map { .number($0) } ?? .null : .null,
            "words": .string(words[row.example] ?? ""),
          ]
        }),
      "looked_at": .number(JSONNumber(found.examples)), "revision": .number(JSONNumber(found.revision)),
    ]
  }
}
