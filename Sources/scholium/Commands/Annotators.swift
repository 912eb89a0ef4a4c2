import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Text

struct Annotators: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotators", abstract: "Who works, and how much.", example: "annotators",
    subcommands: [
      List.self, Add.self, Remove.self, Pause.self, Resume.self, RoleOf.self, Qualify.self, Keys.self,
    ],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the annotators.", example: "annotators list --json")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let rows = try workspace.people().list()
      if output.isJSON { return try Console.print(json: ["annotators": .array(rows.map(\.json))]) }
      guard !rows.isEmpty else { return try Console.print("Nobody has worked here yet.") }
      var table = Table([
        ("name", .left), ("kind", .left), ("role", .left), ("keys", .right), ("state", .left), ("pools", .left),
        ("answers", .right), ("skipped", .right), ("flagged", .right), ("decided", .right), ("median s", .right),
      ])
      for row in rows {
        table.add([
          "\(row.person.name)", "\(row.person.kind.rawValue)", "\(row.person.role.rawValue)",
          "\(row.person.keys.count)",
          row.person.state,
          "\(row.person.pools.isEmpty ? "-" : row.person.pools.joined(separator: ", "))", "\(row.answers)",
          "\(row.skips)", "\(row.flags)", "\(row.decisions)",
          "\(row.medianSeconds.flatMap { JSONNumber($0) }?.text ?? "-")",
        ])
      }
      for line in table.lines { try Console.print(line) }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Adds annotators, and puts them into pools.",
      example: "annotators add amara bo --pool films")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "Their names.") var names: [String]
    @Option(help: "A pool to put them into; may be repeated.") var pool: [String] = []
    @Option(help: "person, model or import.") var kind: Person.Kind = .person
    @Option(help: "annotator, reviewer, engineer, admin or job: what they may do over SSH.") var role: Role?
    @Option(
      help: ArgumentHelp(
        "A file with their public key; '-' reads standard input. One annotator, then.", valueName: "file"),
      completion: .file())
    var key: String?

    func validate() throws {
      if key != nil, names.count > 1 { throw ValidationError("--key is one annotator's own: add one at a time") }
    }

    func run() throws {
      for name in names { try PersonName.check(name) }
      let key = try key.map { try AccessKey(line: try KeyFile.text($0)) }
      let people = try workspace.people(.create)
      try people.check(names)
      for name in names {
        let person = try people.add(name, kind: kind, pools: pool, role: role, key: key)
        if output.isJSON {
          try Console.print(json: person.json)
        } else {
          let pools = person.pools.isEmpty ? "" : ", in \(person.pools.joined(separator: ", "))"
          let comesIn = key.map { ", and comes in with \($0.fingerprint) as \(person.role.rawValue)" } ?? ""
          try Console.print("\(person.name) is a \(person.kind.rawValue) here\(pools)\(comesIn).")
        }
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Lets nobody in as an annotator any more; what they answered stays.",
      example: "annotators remove amara")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator.", completion: .people) var name: String
    @Option(help: ArgumentHelp("Take only this key away.", valueName: "fingerprint")) var key: String?

    func run() throws {
      let store = try workspace.store()
      let person = try People(store: store, by: Actor.name, surroundings: .here).remove(name, key: key)
      if key == nil { _ = try Connections(store: store, surroundings: .here).end(name, by: Actor.name) }
      if output.isJSON { return try Console.print(json: person.json) }
      try Console.print(
        key.map { "\(person.name) comes in with \($0) no more." }
          ?? "\(person.name) has no key any more and is paused; their terminals close, and what they answered stays.")
    }
  }

  struct RoleOf: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "role", abstract: "Says what an annotator may do over SSH.",
      example: "annotators role amara reviewer")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator.", completion: .people) var name: String
    @Argument(help: "annotator, reviewer, engineer, admin or job.") var role: Role

    func run() throws {
      let people = try workspace.people()
      let person = try people.change(name, .take(role: role))
      if output.isJSON { return try Console.print(json: person.json) }
      try Console.print("\(person.name) is \(person.role.rawValue).")
    }
  }

  struct Qualify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "qualify", abstract: "Lets an annotator go on to real work, whatever their first answers came to.",
      example: "annotators qualify amara genre")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator.", completion: .people) var name: String
    @Argument(help: "The task.") var task: TaskName

    func run() throws {
      let people = try workspace.people()
      let isKnown = try people.person(name).qualified.contains(task)
      let person = try people.change(name, .qualify(task))
      if output.isJSON { return try Console.print(json: person.json) }
      try Console.print(
        isKnown
          ? "\(person.name) is qualified for \(task.rawValue) already."
          : "\(person.name) is qualified for \(task.rawValue): their next example is real work.")
    }
  }

  struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "keys", abstract: "Lists what annotators come in with over SSH.", example: "annotators keys amara")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator (default: all).", completion: .people) var name: String?

    func run() throws {
      let people = try workspace.people()
      let some = try name.map { [try people.person($0)] } ?? people.list().map(\.person)
      if output.isJSON {
        return try Console.print(json: [
          "keys": .array(some.flatMap { person in person.keys.map { $0.json(of: person) } })
        ])
      }
      guard some.contains(where: { !$0.keys.isEmpty }) else { return try Console.print("There is no key.") }
      var table = Table([("name", .left), ("key", .left), ("kind", .left), ("comment", .left)])
      for person in some {
        for key in person.keys {
          table.add(["\(person.name)", "\(key.fingerprint)", "\(key.algorithm)", "\(key.comment)"])
        }
      }
      for line in table.lines { try Console.print(line) }
    }
  }

  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pause", abstract: "Serves an annotator nothing until resumed.", example: "annotators pause amara")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator.", completion: .people) var name: String

    func run() throws {
      let person = try workspace.people().change(name, .pause)
      if output.isJSON { return try Console.print(json: person.json) }
      try Console.print("\(person.name) is paused.")
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "resume", abstract: "Serves a paused annotator again.", example: "annotators resume amara")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator.", completion: .people) var name: String

    func run() throws {
      let person = try workspace.people().change(name, .resume)
      if output.isJSON { return try Console.print(json: person.json) }
      try Console.print("\(person.name) is active.")
    }
  }
}

extension WorkspaceOptions {
  fileprivate func people(_ mode: SQLiteStore.Mode = .existing) throws -> People {
    People(store: try store(mode), by: Actor.name, surroundings: .here)
  }
}

extension Person.Kind: ExpressibleByArgument {}

extension Role: ExpressibleByArgument {}

extension AccessKey {
  fileprivate func json(of person: Person) -> JSON {
    .object(
      JSONObject([
        ("annotator", .string(person.name)), ("fingerprint", .string(fingerprint)), ("algorithm", .string(algorithm)),
        ("comment", .string(comment)),
      ]))
  }
}

extension Person {
  fileprivate var state: Displayable { isPaused ? "paused" : isAway ? "away" : "active" }

  fileprivate var members: [(String, JSON)] {
    [
      ("id", .string(id.rawValue)), ("name", .string(name)), ("kind", .string(kind.rawValue)),
      ("paused", .bool(isPaused)), ("away", .bool(isAway)), ("pools", .array(pools.map { .string($0) })),
      ("role", .string(role.rawValue)), ("keys", .array(keys.map { .string($0.fingerprint) })),
      ("qualified", .array(qualified.sorted().map { .string($0.rawValue) })),
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
          ("flagged", .number(JSONNumber(flags))), ("decided", .number(JSONNumber(decisions))),
          ("median_seconds", medianSeconds.flatMap { JSONNumber($0) }.map { .number($0) } ?? .null),
        ]))
  }
}
