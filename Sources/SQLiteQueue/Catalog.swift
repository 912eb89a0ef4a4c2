import GRDB
import Labeling
import Queue
import Records

/// Tasks, channels, builds and people as of one moment, in memory: what every claim and submit looks things up in.
struct Catalog: Sendable {
  struct TaskEntry: Sendable {
    let key: Int64
    let name: TaskName
    let scope: Int64
    let dataset: Int64
    let place: TaskPlace
    /// Oldest first.
    var channels: [ChannelEntry]
  }

  struct ChannelEntry: Sendable {
    let key: Int64
    let lane: Int64
    let channel: Channel
    let build: BuildEntry
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

  /// The revision of the newest definition in it.
  let definitions: Int64
  private(set) var tasks: [TaskName: TaskEntry] = [:]
  /// Every build, oldest first.
  private(set) var builds: [BuildEntry] = []
  private(set) var buildsByKey: [Int64: BuildEntry] = [:]
  private(set) var people: [PersonID: PersonEntry] = [:]
  /// Models and imports: their answers are kept, but only persons fill the overlap.
  private var helpers: Set<Int64> = []
  private(set) var channelsByKey: [Int64: ChannelEntry] = [:]

  init(_ db: Database, definitions: Int64) throws {
    self.definitions = definitions
    builds = try Self.builds(db)
    for entry in builds { buildsByKey[entry.key] = entry }
    try readTasks(db)
    try readPeople(db)
  }

  func task(_ name: TaskName) throws(QueueError) -> TaskEntry {
    guard let task = tasks[name] else { throw .unknownTask(name) }
    return task
  }

  func person(_ id: PersonID) throws(QueueError) -> PersonEntry {
    guard let person = people[id] else { throw .unknownPerson(id.rawValue) }
    return person
  }

  /// True where the answers of somebody count towards the answers wanted.
  func fillsOverlap(_ person: Int64) -> Bool { !helpers.contains(person) }

  /// The build that shows a task's example to somebody who knows it under a UI version: the channel's own where it is
  /// that version, else the newest tail that agrees with the channel's build in everything else.
  func build(for channel: ChannelEntry, uiVersion: Int64) -> BuildEntry? {
    if channel.build.uiVersion == uiVersion { return channel.build }
    let current = channel.build.build
    return builds.last { entry in
      entry.uiVersion == uiVersion && entry.build.task == current.task
        && entry.build.taxonomy.digest == current.taxonomy.digest && entry.build.schema.digest == current.schema.digest
        && entry.build.policy.digest == current.policy.digest
    }
  }

  // MARK: Reading

  private static func builds(_ db: Database) throws -> [BuildEntry] {
    let sql = """
      SELECT build.key, task.name, title, ui_version, ui_number, ui_edition, taxonomy_number, schema_number, is_tail,
        identity.digest, ui.canonical, taxonomy.canonical, schema.canonical, policy.canonical
      FROM build JOIN task ON task.key = build.task JOIN definition AS identity ON identity.key = build.ui_version
        JOIN definition AS ui ON ui.key = build.ui JOIN definition AS taxonomy ON taxonomy.key = build.taxonomy
        JOIN definition AS schema ON schema.key = build.schema JOIN definition AS policy ON policy.key = build.policy
      ORDER BY build.key
      """
    return try db.rows(sql).map { row in
      func parsed(_ column: Int, _ kind: DefinitionKind) throws -> JSON {
        let bytes: [UInt8] = Array(row[column] as Blob)
        do {
          return try JSONParser.parse(bytes)
        } catch {
          throw DefinitionError(kind: kind, problem: "\(error)")
        }
      }
      let build = Build(
        task: TaskName(row[1] as String), title: row[2],
        ui: try UserInterface(version: row[4], edition: row[5], canonical: parsed(10, .ui)),
        uiVersion: Digest(bytes: row[9] as Blob),
        taxonomy: try Taxonomy(version: row[6], canonical: parsed(11, .taxonomy)),
        schema: try Schema(version: row[7], canonical: parsed(12, .schema)),
        policy: try Policy(canonical: parsed(13, .policy)))
      return BuildEntry(key: row[0], build: build, uiVersion: row[3], isTail: row[8])
    }
  }

  private mutating func readTasks(_ db: Database) throws {
    let channels = try Self.channels(db, at: .max)
    let lanes = Dictionary(
      try db.rows("SELECT channel, key FROM lane WHERE priority = 0").map { ($0[0] as Int64, $0[1] as Int64) },
      uniquingKeysWith: { first, _ in first })
    let sql = """
      SELECT task.key, task.name, task.scope, task.dataset, dataset.name, scope.name
      FROM task JOIN dataset ON dataset.key = task.dataset JOIN scope ON scope.key = task.scope ORDER BY task.key
      """
    for row in try db.rows(sql) {
      let key: Int64 = row[0]
      let entries = (channels[key] ?? []).compactMap { state -> ChannelEntry? in
        guard let build = buildsByKey[state.build], let lane = lanes[state.key] else { return nil }
        return ChannelEntry(key: state.key, lane: lane, channel: state.channel(build: build.build.id), build: build)
      }
      for entry in entries { channelsByKey[entry.key] = entry }
      let name = TaskName(row[1] as String)
      tasks[name] = TaskEntry(
        key: key, name: name, scope: row[2], dataset: row[3], place: TaskPlace(dataset: row[4], scope: row[5]),
        channels: entries)
    }
  }

  private mutating func readPeople(_ db: Database) throws {
    let pools = Dictionary(
      grouping: try db.rows("SELECT person, pool FROM pool_member ORDER BY pool"), by: { $0[0] as Int64 })
    let sql = """
      SELECT person.key, person.id, person.kind, name, is_paused FROM person_state
      JOIN person ON person.key = person_state.person ORDER BY person.key
      """
    for row in try db.rows(sql) {
      let key: Int64 = row[0]
      let person = Person(
        id: PersonID(row[1] as String), name: row[3], kind: Person.Kind(rawValue: row[2]) ?? .person,
        isPaused: row[4], pools: (pools[key] ?? []).map { $0[1] })
      people[person.id] = PersonEntry(key: key, person: person)
      if person.kind != .person { helpers.insert(key) }
    }
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

    func channel(build id: Digest) -> Channel {
      Channel(name: name, build: id, weight: weight, pool: pool, state: state, accepts: accepts)
    }
  }

  /// Per task its channels as they were at a revision, oldest first.
  static func channels(_ db: Database, at revision: Int64) throws -> [Int64: [ChannelState]] {
    let sql = """
      SELECT channel.task, channel.key, channel.name, event.build, event.weight, event.pool, event.state, event.accepts
      FROM channel JOIN channel_event AS event ON event.key =
        (SELECT max(key) FROM channel_event WHERE channel_event.channel = channel.key AND channel_event.revision <= ?1)
      ORDER BY channel.key
      """
    let rows = try db.rows(sql, [revision])
    return Dictionary(grouping: rows, by: { $0[0] as Int64 }).mapValues { rows in
      rows.map { row in
        let accepts = (row[7] as String).split(separator: "\n").map { ChannelName(String($0)) }
        return ChannelState(
          key: row[1], name: ChannelName(row[2] as String), build: row[3], weight: row[4], pool: row[5],
          state: Channel.State(rawValue: row[6]) ?? .retired, accepts: accepts)
      }
    }
  }
}
