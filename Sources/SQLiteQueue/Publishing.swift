import GRDB
import Labeling
import Queue
import Records

/// The transaction that records a build and points a channel at it.
struct Publishing {
  let transaction: Transaction
  let publication: Publication

  private var db: Database { transaction.db }
  private var definition: TaskDefinition { publication.definition }

  func run() throws -> Published {
    let task = transaction.catalog.tasks[definition.name]
    try checkExpectation(task)
    try task?.place.check(definition)
    let register = VersionRegister(
      builds: transaction.catalog.builds.map(\.build).filter { $0.task == definition.name })
    let build = try register.build(definition)
    let dataset = try transaction.dataset(
      definition.dataset, identity: ExampleIdentity(fields: definition.schema.identity))
    let before = task?.channels.first { $0.channel.name == publication.channel }
    let channel = try Channel(publication, build: build.id, among: (task?.channels ?? []).map(\.channel))
    if before?.channel == channel {
      return Published(build: build, channel: channel, changed: false, revision: transaction.currentRevision)
    }
    let stuckBefore = try publication.allowsStuck ? nil : task.map { try transaction.stuckExamples(of: $0) }
    try record(build, channel: channel, dataset: dataset)
    try transaction.compileTails(of: channel.name, in: definition.name, origin: publication.origin)
    try queueWork(build, before: before, channel: channel)
    if let stuckBefore {
      let now = try transaction.stuckExamples(of: transaction.catalog.task(definition.name))
      if now > stuckBefore { throw QueueError.stuck(count: now - stuckBefore) }
    }
    return Published(build: build, channel: channel, changed: true, revision: transaction.currentRevision)
  }

  /// Refuses if the task's answers or definitions moved on since the plan.
  private func checkExpectation(_ task: Catalog.TaskEntry?) throws {
    guard let expected = publication.expectedRevision, let task else { return }
    let sql = """
      SELECT max(
        ifnull((SELECT max(channel_event.revision) FROM channel_event JOIN channel
          ON channel.key = channel_event.channel WHERE channel.task = ?1), 0),
        ifnull((SELECT response.revision FROM response JOIN build ON build.key = response.build
          WHERE build.task = ?1 ORDER BY response.key DESC LIMIT 1), 0))
      """
    if try db.integer(sql, [task.key]) ?? 0 > Int64(expected) {
      throw QueueError.unexpectedRevision(expected: expected, now: transaction.currentRevision)
    }
  }

  private func record(_ build: Build, channel: Channel, dataset: Int64) throws {
    let task = try taskKey(dataset: dataset)
    let ui = try transaction.definition(definition.ui)
    let uiVersion = try db.integer(
      "SELECT key FROM definition WHERE kind = 'ui' AND digest = ?", [Blob(build.uiVersion.bytes)])
    let buildKey = try transaction.build(
      build, task: task, uiVersion: uiVersion ?? ui, isTail: false, origin: publication.origin)
    let channelKey = try channelKey(task: task)
    try transaction.record(channel, key: channelKey, build: buildKey, what: "published")
    try transaction.definitionsChange()
  }

  /// Queues the channel's work, or leaves it where the new build wants and counts the same.
  private func queueWork(_ build: Build, before: Catalog.ChannelEntry?, channel: Channel) throws {
    if let before, before.channel.state != .retired, before.build.build.wantsTheSame(as: build) {
      if before.channel.weight == channel.weight { return }
    } else {
      try transaction.recount(definition.name, channels: [channel.name])
    }
    try transaction.redivide(definition.name)
  }

  private func taskKey(dataset: Int64) throws -> Int64 {
    if let task = transaction.catalog.tasks[definition.name] { return task.key }
    let scope = try transaction.scope(definition.exposureScope)
    return try db.insert(
      "INSERT INTO task(name, scope, dataset, branch, revision, at) VALUES (?, ?, ?, 1, ?, ?)",
      [definition.name.rawValue, scope, dataset, transaction.revision, transaction.at])
  }

  private func channelKey(task: Int64) throws -> Int64 {
    let name = publication.channel.rawValue
    if let key = try db.integer("SELECT key FROM channel WHERE task = ? AND name = ?", [task, name]) { return key }
    let key = try db.insert(
      "INSERT INTO channel(task, name, branch, revision, at) VALUES (?, ?, 1, ?, ?)",
      [task, name, transaction.revision, transaction.at])
    try db.run("INSERT INTO lane(channel, priority, next_seq) VALUES (?, 0, 1)", [key])
    try db.run("INSERT INTO tally(channel, answers, wanted, done, examples) VALUES (?, 0, 0, 0, 0)", [key])
    return key
  }
}

extension Build {
  /// True where the same answers are wanted and count, so that the queue of one serves the other as it is.
  fileprivate func wantsTheSame(as other: Build) -> Bool {
    policy.overlap == other.policy.overlap && policy.reuse == other.policy.reuse && policy.reuse != .sameUI
      && policy.reuseFrom == other.policy.reuseFrom && policy.maxSkips == other.policy.maxSkips
      && counts(answersOf: other) && other.counts(answersOf: self)
  }
}

extension Transaction {
  func scope(_ name: String) throws -> Int64 {
    if let key = try db.integer("SELECT key FROM scope WHERE name = ?", [name]) { return key }
    return try db.insert("INSERT INTO scope(name, branch, revision, at) VALUES (?, 1, ?, ?)", [name, revision, at])
  }

  /// The dataset of a name, made with the given identity where there is none.
  func dataset(_ name: String, identity: ExampleIdentity) throws -> Int64 {
    if let row = try db.row("SELECT key, identity FROM dataset WHERE name = ?", [name]) {
      let stored = ExampleIdentity(stored: row[1])
      guard stored == identity else {
        throw QueueError.identityChanged(dataset: name, now: stored.fields, given: identity.fields)
      }
      return row[0]
    }
    return try db.insert(
      "INSERT INTO dataset(name, identity, branch, revision, at) VALUES (?, ?, 1, ?, ?)",
      [name, identity.stored, revision, at])
  }
}

extension ExampleIdentity {
  /// The fields as JSON; nil for all.
  var stored: String? { fields.map { JSON.array($0.map { .string($0) }).text() } }

  init(stored: String?) {
    let list = stored.flatMap { try? JSONParser.parse($0) }?.array
    self.init(fields: list?.compactMap(\.string))
  }
}
