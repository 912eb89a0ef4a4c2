import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import Text

struct Annotators: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotators", abstract: "Who works, and how much.",
    subcommands: [List.self, Add.self, Pause.self, Resume.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the annotators.")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let rows = try People(store: try workspace.store(), surroundings: .here).list()
      if output.isJSON { return try Console.print(json: ["annotators": .array(rows.map(\.json))]) }
      guard !rows.isEmpty else { return try Console.print("Nobody has worked here yet.") }
      var table = Table([
        ("name", .left), ("kind", .left), ("state", .left), ("pools", .left), ("answers", .right), ("skipped", .right),
        ("flagged", .right), ("seconds", .right),
      ])
      for row in rows {
        table.add([
          "\(row.person.name)", "\(row.person.kind.rawValue)", row.person.state,
          "\(row.person.pools.isEmpty ? "-" : row.person.pools.joined(separator: ", "))", "\(row.answers)",
          "\(row.skips)", "\(row.flags)", "\(row.medianSeconds.flatMap { JSONNumber($0) }?.text ?? "-")",
        ])
      }
      for line in table.lines { try Console.print(line) }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Adds annotators, and puts them into pools.")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "Their names.") var names: [String]
    @Option(help: "A pool to put them into; may be repeated.") var pool: [String] = []
    @Option(help: "person, model or import.") var kind: Person.Kind = .person

    func run() throws {
      for name in names { try PersonName.check(name) }
      let people = People(store: try workspace.store(.create), surroundings: .here)
      for name in names {
        let person = try people.add(name, kind: kind, pools: pool)
        if output.isJSON {
          try Console.print(json: person.json)
        } else {
          let pools = person.pools.isEmpty ? "" : ", in \(person.pools.joined(separator: ", "))"
          try Console.print("\(person.name) is a \(person.kind.rawValue) here\(pools).")
        }
      }
    }
  }

  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pause", abstract: "Serves an annotator nothing until resumed.")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator.") var name: String

    func run() throws {
      let person = try People(store: try workspace.store(), surroundings: .here).change(name, .pause)
      if output.isJSON { return try Console.print(json: person.json) }
      try Console.print("\(person.name) is paused.")
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Serves a paused annotator again.")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator.") var name: String

    func run() throws {
      let person = try People(store: try workspace.store(), surroundings: .here).change(name, .resume)
      if output.isJSON { return try Console.print(json: person.json) }
      try Console.print("\(person.name) is active.")
    }
  }
}

extension Person.Kind: ExpressibleByArgument {}

extension Person {
  fileprivate var state: Displayable { isPaused ? "paused" : isAway ? "away" : "active" }

  fileprivate var members: [(String, JSON)] {
    [
      ("id", .string(id.rawValue)), ("name", .string(name)), ("kind", .string(kind.rawValue)),
      ("paused", .bool(isPaused)), ("away", .bool(isAway)), ("pools", .array(pools.map { .string($0) })),
    ]
  }

  fileprivate var json: JSON { .object(JSONObject(members)) }
}

extension People.Row {
  fileprivate var json: JSON {
    .object(
      JSONObject(
        person.members + [
          ("answers", .number(JSONNumber(answers))), ("skipped", .number(JSONNumber(skips))),
          ("flagged", .number(JSONNumber(flags))),
          ("median_seconds", medianSeconds.flatMap { JSONNumber($0) }.map { .number($0) } ?? .null),
        ]))
  }
}
