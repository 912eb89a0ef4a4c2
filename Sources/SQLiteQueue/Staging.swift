import GRDB
import Labeling
import Queue

/// Moves channels from one stage of their queue to the next.
struct Staging {
  let transaction: Transaction

  private var db: Database { transaction.db }

  /// Makes an empty stage beside the one that serves, and says so in a channel event.
  ///
  /// - Parameter isAnew: whether all places are given anew, and people's cursors begin at the first.
  func begin(_ channel: Channel, key: Int64, build: Int64, isAnew: Bool = false) throws -> Int64 {
    try transaction.record(channel, key: key, build: build, what: "preparing")
    let event = db.lastInsertedRowID
    let next =
      isAnew
      ? 1
      : try db.integer(
        """
        SELECT next_seq FROM lane JOIN stage ON stage.key = lane.stage
        WHERE stage.channel = ? AND stage.state = 'serving' AND priority = 0
        """, key) ?? 1
    let stage = try db.insert(
      "INSERT INTO stage(channel, event, state, through, base) VALUES (?, ?, 'preparing', 0, ?)",
      key, event, next - 1)
    try db.run("INSERT INTO lane(stage, priority, next_seq) VALUES (?, 0, ?)", stage, next)
    try db.run("INSERT INTO tally(stage, answers, wanted, done, examples) VALUES (?, 0, 0, 0, 0)", stage)
    return stage
  }

  /// Another publication takes the place of one that was not finished.
  func abandonPreparation(of channel: ChannelName, in name: TaskName) throws {
    guard let stage = transaction.catalog.tasks[name]?.preparing(channel) else { return }
    try db.run("UPDATE stage SET state = 'old' WHERE key = ?", stage.key)
    try transaction.definitionsChange()
  }

  /// Lets a filled stage serve in place of the one before. Nil where another publish took its place meanwhile.
  func flip(to stage: Int64, of name: TaskName, what: String) throws -> Channel? {
    let task = try transaction.catalog.task(name)
    guard let next = task.stages.first(where: { $0.key == stage && !$0.isServing }) else { return nil }
    let before = task.channels.first { $0.key == next.channelKey }
    try transaction.record(next.channel, key: next.channelKey, build: next.build.key, what: what)
    let event = db.lastInsertedRowID
    if let before {
      try db.run("UPDATE stage SET state = 'old' WHERE key = ?", before.stage)
      try db.run(
        "INSERT INTO cursor(person, lane, seq) SELECT person, ?, min(seq, ?) FROM cursor WHERE lane = ?",
        next.lane, next.base, before.lane)
    }
    try db.run("UPDATE stage SET state = 'serving', event = ? WHERE key = ?", event, stage)
    try transaction.definitionsChange()
    if before?.channel.weight != next.channel.weight || before?.channel.state != next.channel.state {
      try transaction.redivide(name)
    }
    return next.channel
  }

  /// Moves a channel that keeps its build: its share, its people, its tails, or whose answers it takes.
  func move(_ entry: Catalog.ChannelEntry, of name: TaskName, to channel: Channel, what: String) throws {
    try transaction.record(channel, key: entry.key, build: entry.build.key, what: what)
    try transaction.definitionsChange()
    let task = try transaction.catalog.task(name)
    guard let stage = task.serving(entry.key) else { return }
    if channel.accepts != entry.channel.accepts {
      try reckonAll(in: stage, of: task)
    } else if channel.retiredTails != entry.channel.retiredTails || channel.pool != entry.channel.pool {
      try transaction.reckonUnsettled(in: stage, of: task)
    }
    if channel.weight != entry.channel.weight || channel.state != entry.channel.state {
      try transaction.redivide(name)
    }
  }

  /// Says what becomes of a channel that is being prepared after it was moved meanwhile.
  func amend(_ stage: Catalog.StageEntry, of name: TaskName, to channel: Channel) throws {
    try transaction.record(channel, key: stage.channelKey, build: stage.build.key, what: "preparing")
    try db.run("UPDATE stage SET event = ? WHERE key = ?", db.lastInsertedRowID, stage.key)
    try transaction.definitionsChange()
    let task = try transaction.catalog.task(name)
    guard let amended = task.preparing(channel.name) else { return }
    try transaction.reckonUnsettled(in: amended, of: task)
  }

  private func reckonAll(in stage: Catalog.StageEntry, of task: Catalog.TaskEntry) throws {
    // The channel takes other answers now: all waiting begins anew.
    try db.run("DELETE FROM inbox WHERE stage = ?", stage.key)
    let reader = CaseReader(db: db, catalog: transaction.catalog, task: task)
    try reader.read { file in
      if !file.answers.isEmpty || !file.adjudications.isEmpty { _ = try transaction.reckon(file, in: stage, of: task) }
    }
  }
}
