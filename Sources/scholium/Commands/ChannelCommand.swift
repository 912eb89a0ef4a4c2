import ArgumentParser
import Labeling
import Operations
import Queue
import Records
import Text

struct ChannelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "channel", abstract: "Lists and moves the channels of a task.", example: "channel list genre",
    subcommands: [
      List.self, Promote.self, Weight.self, Pause.self, Resume.self, Retire.self, RetireTail.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the channels of a task.", example: "channel list genre")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The task.") var task: TaskName

    func run() throws {
      let moves = ChannelMoves(store: try workspace.store(), surroundings: .here)
      let rows = try moves.list(task)
      if output.isJSON {
        return try Console.print(
          json: ["task": .string(task.rawValue), "channels": .array(rows.map { $0.channel.json(builtAs: $0) })])
      }
      var table = Table([
        ("channel", .left), ("state", .left), ("weight", .right), ("pool", .left), ("ui", .right), ("taxonomy", .right),
        ("tails", .left), ("retired tails", .left), ("also counts", .left),
      ])
      for row in rows {
        table.add([
          "\(row.channel.name.rawValue)", "\(row.channel.state.rawValue)", "\(row.channel.weight)",
          "\(row.channel.pool ?? "-")", "\(row.uiVersion)", "\(row.taxonomyVersion)", Self.screens(row.tails),
          Self.screens(row.retiredTails),
          "\(row.channel.accepts.isEmpty ? "-" : row.channel.accepts.map(\.rawValue).joined(separator: ", "))",
        ])
      }
      for line in table.lines { try Console.print(line) }
      for row in rows where row.channel.state == .preparing {
        try Console.print(
          "\(row.channel.name.rawValue) is being prepared for another build, or that was stopped: the same publish again finishes it, publishing what is served calls it off."
        )
      }
    }

    private static func screens(_ versions: [Int]) -> Displayable {
      versions.isEmpty ? "-" : "\(versions.map { "ui \($0)" }.joined(separator: ", "))"
    }
  }

  struct Promote: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "promote",
      abstract: "Points a channel at the build of another one, whose answers count from then on.",
      example: "channel promote genre experiment/which")

    @OptionGroup var options: MoveOptions
    @Argument(help: "The task.") var task: TaskName
    @OptionGroup var named: NamedChannel
    @Option(help: "The channel that is moved.") var to: ChannelName = .production

    func validate() throws {
      guard try named.required() != to else {
        throw ValidationError("a channel can't be promoted onto itself (name another one, or --to)")
      }
    }

    func run() throws {
      let source = try named.required()
      try options.move(to, of: task, .promote(from: source)) { channel in
        "\(channel.name.rawValue) of \(task.rawValue) now serves what \(source.rawValue) serves, and counts its answers."
      }
    }
  }

  struct Weight: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "weight", abstract: "Sets a channel's share of the examples.",
      example: "channel weight genre experiment/which 3")

    @OptionGroup var options: MoveOptions
    @Argument(help: "The task.") var task: TaskName
    @Option(name: .customLong("channel"), help: "The channel, where it is not given before its weight.")
    var channel: ChannelName?
    @Argument(
      help: "The channel, and its share, 0 to 1000000, beside the weights of the other channels.")
    var channelAndWeight: [String]

    func validate() throws { _ = try weighted() }

    private func weighted() throws -> (channel: ChannelName, weight: Int) {
      guard let last = channelAndWeight.last, let weight = Int(last), (0...1_000_000).contains(weight) else {
        throw ValidationError("a weight is between 0 and 1000000")
      }
      switch (channelAndWeight.count, channel) {
      case (2, nil): return (ChannelName(channelAndWeight[0]), weight)
      case (1, let channel): return (channel ?? .production, weight)
      default: throw ValidationError("name one channel, then its weight")
      }
    }

    func run() throws {
      let (channel, weight) = try weighted()
      try options.move(channel, of: task, .weight(weight)) { channel in
        "\(channel.name.rawValue) of \(task.rawValue) has weight \(channel.weight)."
      }
    }
  }

  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pause", abstract: "Serves nothing from a channel until it is resumed.",
      example: "channel pause genre")
    @OptionGroup var options: MoveOptions
    @Argument(help: "The task.") var task: TaskName
    @OptionGroup var named: NamedChannel

    func run() throws {
      try options.move(named.orProduction(), of: task, .pause) { channel in
        "\(channel.name.rawValue) of \(task.rawValue) is paused; answers on their way are still taken."
      }
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "resume", abstract: "Serves a paused channel again.", example: "channel resume genre")
    @OptionGroup var options: MoveOptions
    @Argument(help: "The task.") var task: TaskName
    @OptionGroup var named: NamedChannel

    func run() throws {
      try options.move(named.orProduction(), of: task, .resume) { channel in
        "\(channel.name.rawValue) of \(task.rawValue) is \(channel.state.rawValue)."
      }
    }
  }

  struct Retire: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retire", abstract: "Ends a channel; its answers are kept.",
      example: "channel retire genre experiment/which")
    @OptionGroup var options: MoveOptions
    @Argument(help: "The task.") var task: TaskName
    @OptionGroup var named: NamedChannel

    func validate() throws { _ = try named.required() }

    func run() throws {
      try options.move(named.required(), of: task, .retire) { channel in
        "\(channel.name.rawValue) of \(task.rawValue) is retired; its answers are kept."
      }
    }
  }

  struct RetireTail: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retire-tail",
      abstract: "Asks nothing more of the people who saw an older screen; their answers are kept.",
      example: "channel retire-tail genre --ui 1")
    @OptionGroup var options: MoveOptions
    @Argument(help: "The task.") var task: TaskName
    @OptionGroup var named: NamedChannel
    @Option(help: "The older UI version.") var ui: Int

    func run() throws {
      try options.move(named.orProduction(), of: task, .retireTail(ui: ui)) { channel in
        "\(channel.name.rawValue) of \(task.rawValue) asks nothing more on ui \(ui); what was answered there is kept."
      }
    }
  }
}

/// A channel, named after the task or with `--channel` as everywhere else.
struct NamedChannel: ParsableArguments {
  @Argument(help: "The channel.") var name: ChannelName?
  @Option(name: .customLong("channel"), help: ArgumentHelp("The same as an option.", valueName: "name"))
  var option: ChannelName?

  func required() throws -> ChannelName {
    guard let channel = name ?? option, name == nil || option == nil else {
      throw ValidationError("name one channel (scholium channel list shows them)")
    }
    return channel
  }

  func orProduction() throws -> ChannelName {
    name == nil && option == nil ? .production : try required()
  }
}

/// What every move of a channel takes and prints.
struct MoveOptions: ParsableArguments {
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func move(
    _ channel: ChannelName, of task: TaskName, _ move: ChannelChange.Move, _ sentence: (Channel) -> Displayable
  ) throws {
    let moves = ChannelMoves(store: try workspace.store(), surroundings: .here)
    let moved = try moves.move(channel, of: task, move)
    if output.isJSON {
      let row = try moves.list(task).first { $0.channel.name == moved.name }
      try Console.print(json: moved.json(builtAs: row))
    } else {
      try Console.print(sentence(moved))
    }
  }
}

extension Channel {
  fileprivate func json(builtAs row: ChannelMoves.Row?) -> JSON {
    [
      "channel": .string(name.rawValue), "state": .string(state.rawValue), "weight": .number(JSONNumber(weight)),
      "pool": pool.map { .string($0) } ?? .null, "build": .string(build.description),
      "ui_version": row.map { .number(JSONNumber($0.uiVersion)) } ?? .null,
      "taxonomy_version": row.map { .number(JSONNumber($0.taxonomyVersion)) } ?? .null,
      "accepts": .array(accepts.map { .string($0.rawValue) }), "tails": .versions(row?.tails ?? []),
      "retired_tails": .versions(row?.retiredTails ?? []),
    ]
  }
}

extension JSON {
  fileprivate static func versions(_ versions: [Int]) -> JSON { .array(versions.map { .number(JSONNumber($0)) }) }
}
