import GRDB
import Labeling
import Queue
import Records

extension SQLiteStore {
  public func publish(_ publication: Publication) throws(QueueError) -> Published {
    try write(at: publication.at) { transaction in
      try Publishing(transaction: transaction, publication: publication).run()
    }
  }

  public func change(_ change: ChannelChange) throws(QueueError) -> Channel {
    try write(at: change.at) { transaction in
      let task = try transaction.catalog.task(change.task)
      let entry = try task.channel(change.channel)
      var channel = entry.channel
      var build = entry.build.key
      switch change.move {
      case .promote(let source):
        let from = try task.channel(source)
        channel.build = from.channel.build
        build = from.build.key
        if !channel.accepts.contains(source), source != channel.name { channel.accepts.append(source) }
      case .weight(let weight): channel.weight = weight
      case .pause: if channel.state == .live { channel.state = .paused }
      case .resume: channel.state = .live
      case .retire: channel.state = .retired
      }
      guard channel != entry.channel else { return channel }
      try transaction.record(channel, key: entry.key, build: build, what: change.move.name)
      try transaction.definitionsChange()
      try transaction.compileTails(of: channel.name, in: change.task, origin: nil)
      switch change.move {
      case .promote: try transaction.recount(change.task, channels: [channel.name])
      case .weight, .retire, .resume: try transaction.redivide(change.task)
      case .pause: break
      }
      return channel
    }
  }
}

extension ChannelChange.Move {
  fileprivate var name: String {
    switch self {
    case .promote(let source): "promoted from \(source)"
    case .weight: "weighted"
    case .pause: "paused"
    case .resume: "resumed"
    case .retire: "retired"
    }
  }
}

extension Catalog.TaskEntry {
  func channel(_ name: ChannelName) throws(QueueError) -> Catalog.ChannelEntry {
    guard let entry = channels.first(where: { $0.channel.name == name }) else {
      throw .unknownChannel(name, known: channels.map(\.channel.name))
    }
    return entry
  }
}

extension Transaction {
  /// A channel event holds the whole state it leaves the channel in.
  func record(_ channel: Channel, key: Int64, build: Int64, what: String) throws {
    let accepts = channel.accepts.map(\.rawValue).joined(separator: "\n")
    try db.run(
      """
      INSERT INTO channel_event(channel, what, build, weight, pool, state, accepts, branch, revision, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      [key, what, build, channel.weight, channel.pool, channel.state.rawValue, accepts, revision, at])
  }

  /// The key of a stored definition, stored now if it is new.
  func definition(_ definition: some Definition) throws -> Int64 {
    let kind = type(of: definition).kind.rawValue
    let digest = Blob(definition.digest.bytes)
    let sql = "SELECT key FROM definition WHERE kind = ? AND digest = ?"
    if let key = try db.integer(sql, [kind, digest]) { return key }
    return try db.insert(
      "INSERT INTO definition(kind, digest, canonical, branch, revision, at) VALUES (?, ?, ?, 1, ?, ?)",
      [kind, digest, Blob(definition.canonical.canonical()), revision, at])
  }

  /// The key of a stored build, stored now if it is new.
  func build(_ build: Build, task: Int64, uiVersion: Int64, isTail: Bool, origin: Origin) throws -> Int64 {
    let id = Blob(build.id.bytes)
    if let key = try db.integer("SELECT key FROM build WHERE id = ?", [id]) { return key }
    return try db.insert(
      """
      INSERT INTO build(id, task, title, ui_version, ui, taxonomy, schema, policy, ui_number, ui_edition,
        taxonomy_number, schema_number, is_tail, source_commit, source_clean, program, branch, revision, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      [
        id, task, build.title, uiVersion, try definition(build.ui), try definition(build.taxonomy),
        try definition(build.schema), try definition(build.policy), build.ui.version, build.ui.edition,
        build.taxonomy.version, build.schema.version, isTail, origin.commit, origin.isClean, origin.program, revision,
        at,
      ])
  }

  /// Compiles, for every older screen of the task, what those who saw it go on with in this channel.
  func compileTails(of channel: ChannelName, in name: TaskName, origin: Origin?) throws {
    let task = try catalog.task(name)
    let current = try task.channel(channel).build
    var added = false
    for old in catalog.builds where old.build.task == name && old.uiVersion != current.uiVersion {
      guard let tail = current.build.tail(for: old.build),
        !catalog.builds.contains(where: { $0.build.id == tail.id })
      else { continue }
      let origin = origin ?? Origin(program: "scholium")
      _ = try build(tail, task: task.key, uiVersion: old.uiVersion, isTail: true, origin: origin)
      added = true
    }
    if added { try definitionsChange() }
  }
}
