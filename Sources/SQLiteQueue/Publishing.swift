import GRDB
import Labeling
import Queue

/// The first and the last transaction of a publish: what is recorded before the back-fill, and the flip after it.
struct Publishing {
  /// What is left to do after the first transaction.
  enum Step {
    case done(Published)
    /// Fill this stage, then flip to it.
    case fill(stage: Int64)
  }

  let transaction: Transaction
  let publication: Publication

  private var db: Database { transaction.db }
  private var definition: TaskDefinition { publication.definition }

  /// What a publication comes to, found before anything is written.
  struct Plan {
    let build: Build
    let channel: Channel
    let before: Catalog.ChannelEntry?
    let task: Catalog.TaskEntry?
  }

  static func plan(_ publication: Publication, _ db: Database, _ catalog: Catalog, revision: Int) throws -> Plan {
    let definition = publication.definition
    let task = catalog.tasks[definition.name]
    try checkExpectation(publication, task, db, revision: revision)
    try task?.place.check(definition)
    let build = try VersionRegister(builds: catalog.builds(of: definition.name)).build(definition)
    if let row = try db.row("SELECT identity FROM dataset WHERE name = ?", definition.dataset) {
      try ExampleIdentity(stored: row[0]).check(
        ExampleIdentity(fields: definition.schema.identity), of: definition.dataset)
    }
    let channel = try Channel(publication, build: build, among: (task?.channels ?? []).map(\.channel))
    return Plan(
      build: build, channel: channel, before: task?.channels.first { $0.channel.name == channel.name }, task: task)
  }

  /// Records the build with its tails and makes a stage for the channel, or does at once what needs no back-fill.
  func begin() throws -> Step {
    let plan = try Self.plan(publication, db, transaction.catalog, revision: transaction.currentRevision)
    let dataset = try transaction.dataset(
      definition.dataset, identity: ExampleIdentity(fields: definition.schema.identity))
    let stages = Staging(transaction: transaction)
    if let before = plan.before, before.channel == plan.channel {
      // Publishing what is served calls off what was being prepared.
      if plan.task?.preparing(plan.channel.name) != nil {
        try stages.abandonPreparation(of: plan.channel.name, in: definition.name)
        try transaction.record(before.channel, key: before.key, build: before.build.key, what: "kept")
      }
      let gold = try keepGold(under: before.build)
      return .done(published(plan, changed: !gold.isNone, gold: gold))
    }
    if let before = plan.before, before.build.build.id == plan.build.id {
      try stages.abandonPreparation(of: plan.channel.name, in: definition.name)
      try stages.move(before, of: definition.name, to: plan.channel, what: "published")
      return .done(published(plan, changed: true, gold: try keepGold(under: before.build)))
    }
    if let stage = plan.task?.preparing(plan.channel.name), stage.channel == plan.channel {
      return .fill(stage: stage.key)
    }
    try stages.abandonPreparation(of: plan.channel.name, in: definition.name)
    let task = try taskKey(dataset: dataset)
    let build = try record(plan.build, task: task)
    let channel = try channelKey(task: task)
    let stage = try stages.begin(plan.channel, key: channel, build: build)
    try transaction.definitionsChange()
    try transaction.compileTails(of: definition.name, first: stage, origin: publication.origin)
    return .fill(stage: stage)
  }

  /// Lets a filled stage serve. Somebody else may have finished the same publish meanwhile.
  ///
  /// - Throws: `unexpectedRevision` where another publish or move of the channel took the place of this one.
  func finish(_ stage: Int64) throws -> Published {
    let flipped = try Staging(transaction: transaction).flip(to: stage, of: definition.name, what: "published")
    let entry = try transaction.catalog.task(definition.name).channel(publication.channel)
    let register = VersionRegister(builds: transaction.catalog.builds(of: definition.name))
    guard try flipped != nil || entry.build.build.id == register.build(definition).id else {
      throw transaction.overtaken
    }
    let gold = try keepGold(under: entry.build)
    return Published(
      build: entry.build.build, channel: entry.channel, changed: true, revision: transaction.currentRevision,
      gold: gold)
  }

  private func published(_ plan: Plan, changed: Bool, gold: GoldChange) -> Published {
    Published(
      build: plan.build, channel: plan.channel, changed: changed, revision: transaction.currentRevision, gold: gold)
  }

  /// With the channel's move, so that nobody gets gold of a publish that was broken off. The build is there by then.
  private func keepGold(under build: Catalog.BuildEntry) throws -> GoldChange {
    let task = try transaction.catalog.task(definition.name)
    return try GoldKeeping(
      transaction: transaction, definition: definition, build: build.build, key: build.key, task: task.key
    ).keep()
  }

  /// Refuses if the task's answers or definitions moved on since the plan.
  private static func checkExpectation(
    _ publication: Publication, _ task: Catalog.TaskEntry?, _ db: Database, revision: Int
  ) throws {
    guard let expected = publication.expectedRevision, let task else { return }
    let sql = """
      SELECT max(
        ifnull((SELECT max(channel_event.revision) FROM channel_event JOIN channel
          ON channel.key = channel_event.channel WHERE channel.task = ?1), 0),
        ifnull((SELECT response.revision FROM response JOIN build ON build.key = response.build
          WHERE build.task = ?1 ORDER BY response.key DESC LIMIT 1), 0),
        ifnull((SELECT max(revision) FROM gold WHERE task = ?1), 0))
      """
    if try db.integer(sql, task.key) ?? 0 > Int64(expected) {
      throw QueueError.unexpectedRevision(expected: expected, now: revision)
    }
  }

  private func record(_ build: Build, task: Int64) throws -> Int64 {
    let ui = try transaction.definition(definition.ui)
    let uiVersion = try db.integer(
      "SELECT key FROM definition WHERE kind = 'ui' AND digest = ?", Blob(build.uiVersion.bytes))
    return try transaction.build(
      build, task: task, uiVersion: uiVersion ?? ui, isTail: false, origin: publication.origin)
  }

  private func taskKey(dataset: Int64) throws -> Int64 {
    if let key = try db.integer("SELECT key FROM task WHERE name = ?", definition.name.rawValue) { return key }
    let scope = try transaction.scope(definition.exposureScope)
    return try db.insert(
      "INSERT INTO task(name, scope, dataset, branch, revision, at) VALUES (?, ?, ?, 1, ?, ?)",
      definition.name.rawValue, scope, dataset, transaction.revision, transaction.at)
  }

  private func channelKey(task: Int64) throws -> Int64 {
    let name = publication.channel.rawValue
    if let key = try db.integer("SELECT key FROM channel WHERE task = ? AND name = ?", task, name) { return key }
    return try db.insert(
      "INSERT INTO channel(task, name, branch, revision, at) VALUES (?, ?, 1, ?, ?)",
      task, name, transaction.revision, transaction.at)
  }
}

extension Transaction {
  /// What is told to a publish that another one took the place of.
  var overtaken: QueueError { .unexpectedRevision(expected: currentRevision - 1, now: currentRevision) }

  func scope(_ name: String) throws -> Int64 {
    if let key = try db.integer("SELECT key FROM scope WHERE name = ?", name) { return key }
    return try db.insert("INSERT INTO scope(name, branch, revision, at) VALUES (?, 1, ?, ?)", name, revision, at)
  }

  /// The dataset of a name, made with the given identity where there is none.
  func dataset(_ name: String, identity: ExampleIdentity) throws -> Int64 {
    if let row = try db.row("SELECT key, identity FROM dataset WHERE name = ?", name) {
      try ExampleIdentity(stored: row[1]).check(identity, of: name)
      return try row[0]
    }
    return try db.insert(
      "INSERT INTO dataset(name, identity, branch, revision, at) VALUES (?, ?, 1, ?, ?)",
      name, identity.stored, revision, at)
  }
}
