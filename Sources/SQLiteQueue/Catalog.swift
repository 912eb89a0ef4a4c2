import GRDB
import Labeling
import Queue

/// Tasks, channels, builds and people as of one moment, in memory: what every claim and submit looks things up in.
struct Catalog: Sendable {
  struct TaskEntry: Sendable {
    let key: Int64
    let name: TaskName
    let scope: Int64
    let dataset: Int64
    let place: TaskPlace
    /// Whether gold was ever known.
    let hasGold: Bool
    /// Tails included.
    let builds: Set<Int64>
    /// Those that serve, oldest first.
    var channels: [ChannelEntry]
    /// Every stage whose rows are kept right, serving or preparing.
    var stages: [StageEntry]
  }

  struct ChannelEntry: Sendable {
    let key: Int64
    let channel: Channel
    let build: BuildEntry
    let stage: Int64
    let lane: Int64
  }

  /// One generation of a channel's queue.
  struct StageEntry: Sendable {
    let key: Int64
    let lane: Int64
    let channelKey: Int64
    /// The channel as it stands, or as it will stand once this stage serves.
    let channel: Channel
    let build: BuildEntry
    let isServing: Bool
    /// Places of its lane up to this one were taken over from the stage before, so that cursors go on there.
    let base: Int64
  }

  struct BuildEntry: Sendable {
    let key: Int64
    let build: Build
    /// The definition that is the UI version under rule 1.
    let uiVersion: Int64
    let isTail: Bool
  }

  struct PersonEntry: Sendable {
    let key: Int64
    let person: Person
  }

  /// Counts the changes to what it holds.
  let definitions: Int64
  private(set) var tasks: [TaskName: TaskEntry] = [:]
  /// Every build, oldest first.
  let builds: [BuildEntry]
  let buildsByKey: [Int64: BuildEntry]
  let buildIDs: [Digest]
  /// Seconds that any build lets a lease, and a settlement, wait at the most.
  let longestWaits: (lease: Int, settlement: Int)
  /// The UI versions of all builds, by the keys that exposures name.
  let screens: [Int64: Digest]
  private(set) var people: [PersonID: PersonEntry] = [:]
  private(set) var peopleByKey: [Int64: Person] = [:]
  private(set) var channelsByKey: [Int64: ChannelEntry] = [:]
  /// Of every channel, whether it serves yet or not.
  let channelNames: [Int64: ChannelName]

  /// - Parameter known: as it was before.
  init(_ db: Database, definitions: Int64, after known: Catalog? = nil) throws {
    self.definitions = definitions
    var reader = BuildReader(db, after: known?.builds ?? [])
    builds = try reader.builds()
    buildsByKey = Dictionary(builds.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    buildIDs = builds.map(\.build.id)
    longestWaits = (
      builds.map(\.build.policy.lease).max() ?? 0, builds.map(\.build.policy.settleWait).max() ?? 0
    )
    screens = Dictionary(
      builds.map { ($0.uiVersion, $0.build.uiVersion) }, uniquingKeysWith: { first, _ in first })
    channelNames = Dictionary(
      try db.rows("SELECT key, name FROM channel").map { try ($0[0] as Int64, ChannelName($0[1] as String)) },
      uniquingKeysWith: { first, _ in first })
    try readTasks(db)
    try readPeople(db)
  }

  func task(_ name: TaskName) throws(QueueError) -> TaskEntry {
    guard let task = tasks[name] else { throw .unknownTask(name, known: tasks.keys.sorted()) }
    return task
  }

  func person(_ id: PersonID) throws(QueueError) -> PersonEntry {
    guard let person = people[id] else { throw .unknownPerson(id.rawValue) }
    return person
  }

  func channelName(_ key: Int) throws(QueueError) -> ChannelName {
    guard let name = channelNames[Int64(key)] else { throw .broken("a channel is missing") }
    return name
  }

  func builds(of task: TaskName) -> [Build] { builds.lazy.map(\.build).filter { $0.task == task } }

  func entry(of build: Digest) -> BuildEntry? { builds.first { $0.build.id == build } }

  // MARK: Reading

  private mutating func readTasks(_ db: Database) throws {
    let channels = try Self.channels(db, at: .max)
    let stages = try Self.stages(db)
    let sql = """
      SELECT task.key, task.name, task.scope, task.dataset, dataset.name, scope.name
      FROM task JOIN dataset ON dataset.key = task.dataset JOIN scope ON scope.key = task.scope ORDER BY task.key
      """
    let golden = Set(try db.rows("SELECT DISTINCT task FROM gold").map { try $0[0] as Int64 })
    for row in try db.rows(sql) {
      let key: Int64 = try row[0]
      let standing = channels[key] ?? []
      let entries = (stages[key] ?? []).compactMap { row -> StageEntry? in
        let state = row.isServing ? standing.first { $0.key == row.state.key } ?? row.state : row.state
        guard let build = buildsByKey[state.build] else { return nil }
        return StageEntry(
          key: row.key, lane: row.lane, channelKey: state.key, channel: state.channel(build: build.build.id),
          build: build, isServing: row.isServing, base: row.base)
      }
      let serving = standing.compactMap { state in entries.first { $0.channelKey == state.key && $0.isServing } }.map {
        ChannelEntry(key: $0.channelKey, channel: $0.channel, build: $0.build, stage: $0.key, lane: $0.lane)
      }
      for entry in serving { channelsByKey[entry.key] = entry }
      let name = try TaskName(row[1] as String)
      tasks[name] = try TaskEntry(
        key: key, name: name, scope: row[2], dataset: row[3], place: TaskPlace(dataset: row[4], scope: row[5]),
        hasGold: golden.contains(key),
        builds: Set(builds.filter { $0.build.task == name }.map(\.key)), channels: serving, stages: entries)
    }
  }

  private mutating func readPeople(_ db: Database) throws {
    let pools = try Dictionary(
      grouping: db.rows("SELECT person, pool FROM pool_member ORDER BY pool"), by: { try $0[0] as Int64 })
    let keys = try Dictionary(
      grouping: db.rows("SELECT person, fingerprint, algorithm, body, comment FROM person_key ORDER BY fingerprint"),
      by: { try $0[0] as Int64 })
    let qualified = try Dictionary(
      grouping: db.rows(
        "SELECT person, task.name FROM qualification JOIN task ON task.key = qualification.task"),
      by: { try $0[0] as Int64 })
    let sql = """
      SELECT person.key, person.id, person.kind, name, is_paused, is_away, role FROM person_state
      JOIN person ON person.key = person_state.person ORDER BY person.key
      """
    for row in try db.rows(sql) {
      let key: Int64 = try row[0]
      let person = try Person(
        id: PersonID(row[1] as String), name: row[3], kind: row.word(2),
        isPaused: row[4], isAway: row[5], pools: (pools[key] ?? []).map { try $0[1] }, role: row.word(6),
        keys: (keys[key] ?? []).map { try AccessKey($0) },
        qualified: Set((qualified[key] ?? []).map { try TaskName($0[1] as String) }))
      people[person.id] = PersonEntry(key: key, person: person)
      peopleByKey[key] = person
    }
  }
}

extension AccessKey {
  fileprivate init(_ row: Cells) throws {
    try self.init(fingerprint: row[1], algorithm: row[2], body: row[3], comment: row[4])
  }
}

extension Catalog {
  /// A channel as one of its events left it.
  struct ChannelState {
    let key: Int64
    let name: ChannelName
    let build: Int64
    let weight: Int
    let pool: String?
    let state: Channel.State
    let accepts: [ChannelName]
    let retiredTails: [Digest]

    static let columns = """
      channel.task, channel.key, channel.name, event.build, event.weight, event.pool, event.state, event.accepts,
        event.retired_tails
      """

    init(_ row: Cells) throws {
      key = try row[1]
      name = try ChannelName(row[2] as String)
      build = try row[3]
      weight = try row[4]
      pool = try row[5]
      state = try row.word(6)
      accepts = try (row[7] as String).split(separator: "\n").map { ChannelName(String($0)) }
      retiredTails = try (row[8] as String).split(separator: "\n").compactMap { Digest(hex: String($0)) }
    }

    func channel(build id: Digest) -> Channel {
      Channel(
        name: name, build: id, weight: weight, pool: pool, state: state, accepts: accepts, retiredTails: retiredTails)
    }
  }

  /// Per task its channels as they were at a revision, oldest first. One that never served yet is none.
  static func channels(_ db: Database, at revision: Int64) throws -> [Int64: [ChannelState]] {
    let sql = """
      SELECT \(ChannelState.columns) FROM channel JOIN channel_event AS event ON event.key =
        (SELECT max(key) FROM channel_event WHERE channel_event.channel = channel.key AND channel_event.revision <= ?1
          AND what <> 'preparing')
      ORDER BY channel.key
      """
    return try Dictionary(grouping: db.rows(sql, revision), by: { try $0[0] as Int64 }).mapValues { rows in
      try rows.map { try ChannelState($0) }
    }
  }

  /// Per task the channels for which another build was being prepared at a revision, as they will stand then.
  static func preparations(_ db: Database, at revision: Int64) throws -> [Int64: [ChannelState]] {
    let sql = """
      SELECT \(ChannelState.columns) FROM channel JOIN channel_event AS event ON event.key =
        (SELECT max(key) FROM channel_event WHERE channel_event.channel = channel.key AND channel_event.revision <= ?1)
      WHERE event.what = 'preparing' ORDER BY channel.key
      """
    return try Dictionary(grouping: db.rows(sql, revision), by: { try $0[0] as Int64 }).mapValues { rows in
      try rows.map { try ChannelState($0) }
    }
  }

  private struct StageRow {
    let key: Int64
    let lane: Int64
    let isServing: Bool
    let base: Int64
    let state: ChannelState
  }

  /// Per task the stages whose rows are kept right.
  private static func stages(_ db: Database) throws -> [Int64: [StageRow]] {
    let sql = """
      SELECT \(ChannelState.columns), stage.key, lane.key, stage.state = 'serving', stage.base FROM stage
      JOIN channel ON channel.key = stage.channel JOIN channel_event AS event ON event.key = stage.event
      JOIN lane ON lane.stage = stage.key AND lane.priority = 0 WHERE stage.state <> 'old' ORDER BY stage.key
      """
    return try Dictionary(grouping: db.rows(sql), by: { try $0[0] as Int64 }).mapValues { rows in
      try rows.map { try StageRow(key: $0[9], lane: $0[10], isServing: $0[11], base: $0[12], state: ChannelState($0)) }
    }
  }
}

extension Catalog.TaskEntry {
  func channel(_ name: ChannelName) throws(QueueError) -> Catalog.ChannelEntry {
    guard let entry = channels.first(where: { $0.channel.name == name }) else {
      throw .unknownChannel(name, known: channels.map(\.channel.name).sorted())
    }
    return entry
  }

  /// The stage that is being filled for a channel.
  func preparing(_ name: ChannelName) -> Catalog.StageEntry? {
    stages.first { !$0.isServing && $0.channel.name == name }
  }

  func serving(_ channel: Int64) -> Catalog.StageEntry? { stages.first { $0.isServing && $0.channelKey == channel } }

  /// The channels as they will stand once a stage serves.
  func channels(with stage: Catalog.StageEntry) -> [Channel] {
    guard !stage.isServing else { return channels.map(\.channel) }
    return channels.map(\.channel).filter { $0.name != stage.channel.name } + [stage.channel]
  }

  /// True where a stage's channel serves an example: by its weight, or to a pool of its own.
  func serves(_ stage: Catalog.StageEntry, _ example: Digest) -> Bool {
    HomeChannel.serves(stage.channel, example, in: name, among: channels(with: stage))
  }
}
