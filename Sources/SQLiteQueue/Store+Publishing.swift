import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func publish(_ publication: Publication) throws(QueueError) -> Published {
    if !publication.allowsStuck { try refuseStuck(publication) }
    let step = try writeNewWork(at: publication.at) { transaction in
      try Publishing(transaction: transaction, publication: publication).begin()
    }
    switch step {
    case .done(let published):
      return published
    case .fill(let stage):
      try fill(stage, of: publication.definition.name, at: publication.at)
      let published = try write(at: publication.at) { transaction in
        try Publishing(transaction: transaction, publication: publication).finish(stage)
      }
      try clear(at: publication.at)
      return published
    }
  }

  public func change(_ change: ChannelChange) throws(QueueError) -> Channel {
    let (moved, stage) = try write(at: change.at) { transaction in try Moving(transaction, change).begin() }
    guard let stage else { return moved }
    try fill(stage, of: change.task, at: change.at)
    let promoted = try write(at: change.at) { transaction in
      let staging = Staging(transaction: transaction)
      if let flipped = try staging.flip(to: stage, of: change.task, what: change.move.name) { return flipped }
      let standing = try transaction.catalog.task(change.task).channel(change.channel).channel
      guard standing.build == moved.build else { throw transaction.overtaken }
      return standing
    }
    try clear(at: change.at)
    return promoted
  }

  /// Refuses a publication that would leave more examples stuck, before anything is written.
  private func refuseStuck(_ publication: Publication) throws(QueueError) {
    let increase = try reading { db in
      guard let clock = try db.row("SELECT revision, definitions FROM clock") else { return 0 }
      let catalog = try self.catalog(db, definitions: clock[1])
      let plan = try Publishing.plan(publication, db, catalog, revision: clock[0])
      guard let task = plan.task, plan.before?.channel != plan.channel else { return 0 }
      return try StuckForecast(db: db, catalog: catalog, plan: plan, task: task).increase()
    }
    if increase > 0 { throw .stuck(count: increase) }
  }

  /// Fills a stage, a chunk in a transaction; others write in between.
  func fill(_ stage: Int64, of task: TaskName, at moment: Timestamp) throws(QueueError) {
    while true {
      try interruption()
      let isFilled = try writeNewWork(at: moment) { transaction in
        guard let filling = BackFilling(transaction, stage: stage, of: task) else { return true }
        return try filling.run()
      }
      if isFilled { return }
    }
  }

  /// Clears away what no longer serves.
  func clear(at moment: Timestamp) throws(QueueError) {
    while try !write(at: moment, { transaction in try Clearing(db: transaction.db).run() }) {}
  }
}

/// The first transaction of a channel's move.
private struct Moving {
  let transaction: Transaction
  let change: ChannelChange

  init(_ transaction: Transaction, _ change: ChannelChange) {
    self.transaction = transaction
    self.change = change
  }

  /// The channel as it stands then, and the stage to fill where it gets another build.
  func begin() throws -> (Channel, stage: Int64?) {
    let task = try transaction.catalog.task(change.task)
    let entry = try task.channel(change.channel)
    let builds = transaction.catalog.builds(of: change.task)
    let channels = task.channels.map(\.channel)
    let moved = try entry.channel.moved(change.move, among: channels, builds: builds)
    let staging = Staging(transaction: transaction)
    guard moved.build != entry.channel.build else {
      if let preparing = task.preparing(change.channel) { try amend(preparing, channels, builds) }
      guard moved != entry.channel else { return (moved, nil) }
      try staging.move(entry, of: change.task, to: moved, what: change.move.name)
      return (moved, nil)
    }
    if let preparing = task.preparing(change.channel), preparing.channel == moved { return (moved, preparing.key) }
    try staging.abandonPreparation(of: change.channel, in: change.task)
    guard let build = transaction.catalog.entry(of: moved.build) else {
      throw QueueError.broken("build \(moved.build.short) is referred to and not there")
    }
    let stage = try staging.begin(moved, key: entry.key, build: build.key)
    try transaction.definitionsChange()
    try transaction.compileTails(of: change.task, first: stage, origin: nil)
    return (moved, stage)
  }

  /// A channel that is moved while another build is prepared for it keeps the move.
  private func amend(_ preparing: Catalog.StageEntry, _ channels: [Channel], _ builds: [Build]) throws {
    if case .promote = change.move { return }
    let later = try preparing.channel.moved(change.move, among: channels, builds: builds)
    guard later != preparing.channel else { return }
    try Staging(transaction: transaction).amend(preparing, of: change.task, to: later)
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
    case .retireTail(let ui): "tail of ui \(ui) retired"
    }
  }
}

extension Transaction {
  /// A channel event holds the whole state it leaves the channel in.
  func record(_ channel: Channel, key: Int64, build: Int64, what: String) throws {
    let accepts = channel.accepts.map(\.rawValue).joined(separator: "\n")
    try db.run(
      """
      INSERT INTO channel_event(channel, what, build, weight, pool, state, accepts, retired_tails, branch, revision, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      key, what, build, channel.weight, channel.pool, channel.state.rawValue, accepts,
      channel.retiredTails.map(\.description).joined(separator: "\n"), revision, at)
  }

  /// The key of a stored definition, stored now if it is new.
  func definition(_ definition: some Definition) throws -> Int64 {
    let kind = type(of: definition).kind.rawValue
    let digest = Blob(definition.digest.bytes)
    let sql = "SELECT key FROM definition WHERE kind = ? AND digest = ?"
    if let key = try db.integer(sql, kind, digest) { return key }
    return try db.insert(
      "INSERT INTO definition(kind, digest, canonical, branch, revision, at) VALUES (?, ?, ?, 1, ?, ?)",
      kind, digest, Blob(definition.canonical.canonical()), revision, at)
  }

  /// The key of a stored build, stored now if it is new.
  func build(_ build: Build, task: Int64, uiVersion: Int64, isTail: Bool, origin: Origin) throws -> Int64 {
    let id = Blob(build.id.bytes)
    if let key = try db.integer("SELECT key FROM build WHERE id = ?", id) { return key }
    return try db.insert(
      """
      INSERT INTO build(id, task, title, ui_version, ui, taxonomy, schema, policy, ui_number, ui_edition,
        taxonomy_number, schema_number, is_tail, source_commit, source_clean, program, branch, revision, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      id, task, build.title, uiVersion, try definition(build.ui), try definition(build.taxonomy),
      try definition(build.schema), try definition(build.policy), build.ui.version, build.ui.edition,
      build.taxonomy.version, build.schema.version, isTail, origin.commit, origin.isClean, origin.program, revision,
      at)
  }
}
