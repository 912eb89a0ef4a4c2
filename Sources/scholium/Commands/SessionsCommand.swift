import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Text

struct SessionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "Who is connected, since when, from where, on what.", example: "sessions",
    subcommands: [List.self, End.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the sessions.", example: "sessions list --json")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let sessions = try Connections(store: try workspace.store(), surroundings: .here).list()
      if output.isJSON { return try Console.print(json: ["sessions": .array(sessions.map(\.json))]) }
      guard !sessions.isEmpty else { return try Console.print("Nobody is connected.") }
      let now = Surroundings.here.now()
      var table = Table([
        ("name", .left), ("since", .left), ("from", .left), ("task", .left), ("with", .left), ("holds", .right),
        ("idle", .right), ("state", .left),
      ])
      for record in sessions {
        let session = record.session
        table.add([
          Displayable(record.annotator), Displayable(String(session.at.description.prefix(16)) + "Z"),
          Displayable(session.place ?? "here"), Displayable(session.task?.rawValue ?? "-"),
          Displayable(session.client ?? "-"), "\(record.holds)",
          record.active.map { Self.span($0, now) } ?? "-", record.isSilent(at: now) ? "silent" : "alive",
        ])
      }
      for line in table.lines { try Console.print(line) }
    }

    /// Such as `4 s`, `12 min` or `3 h`.
    private static func span(_ from: Timestamp, _ to: Timestamp) -> Displayable {
      let seconds = max(0, Int((to.microseconds - from.microseconds) / 1_000_000))
      return seconds < 120 ? "\(seconds) s" : seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "Ends somebody's sessions: within 15 seconds their terminals close, drafts kept.",
      example: "sessions end amara")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The annotator.", completion: .people) var name: String

    func run() throws {
      let ended = try Connections(store: try workspace.store(), surroundings: .here).end(name, by: Actor.name)
      if output.isJSON { return try Console.print(json: ["ended": .array(ended.map(\.json))]) }
      try Console.print(
        ended.isEmpty
          ? "\(name) is not connected."
          : "\(ended.count) \(ended.count == 1 ? "session" : "sessions") of \(name) \(ended.count == 1 ? "is" : "are") ended."
      )
    }
  }
}

extension SessionRecord {
  fileprivate var json: JSON {
    .object(
      JSONObject([
        ("session", .string(session.id.rawValue)), ("annotator", .string(annotator)),
        ("since", .string(session.at.description)), ("from", session.place.map { .string($0) } ?? .null),
        ("task", session.task.map { .string($0.rawValue) } ?? .null),
        ("client", session.client.map { .string($0) } ?? .null), ("holds", .number(JSONNumber(holds))),
        ("beat", beat.map { .string($0.description) } ?? .null),
        ("active", active.map { .string($0.description) } ?? .null),
      ]))
  }
}
