import GRDB
import Labeling
import Queue

/// One read transaction: a state that does not move while others write.
struct Snapshot: QueueSnapshot {
  let db: Database
  private let path: String
  let catalog: Catalog
  /// Whether the process behind a session's mark still runs.
  let isRunning: @Sendable (String?) -> Bool
  let revision: Int

  init(db: Database, store: SQLiteStore) throws {
    let clock = try StoredClock(db)
    self.db = db
    path = store.path
    isRunning = store.isRunning
    revision = Int(clock.revision)
    catalog = try store.catalog(db, definitions: clock.definitions)
  }

  func tasks() throws(QueueError) -> [PublishedTask] {
    catalog.tasks.values.sorted { $0.name < $1.name }.map { task in
      PublishedTask(name: task.name, dataset: task.place.dataset)
    }
  }

  func exampleCount(of task: TaskName) throws(QueueError) -> Int {
    let dataset = try catalog.task(task).dataset
    let sql = "SELECT count(DISTINCT example) FROM content WHERE dataset = ?"
    return try checked { Int(try db.integer(sql, dataset) ?? 0) }
  }

  func channels(of task: TaskName, at revision: Int) throws(QueueError) -> [Channel] {
    let key = try catalog.task(task).key
    return try checked {
      let standing = try Catalog.channels(db, at: Int64(revision))[key] ?? []
      let preparing = try Catalog.preparations(db, at: Int64(revision))[key] ?? []
      let begun = preparing.filter { state in !standing.contains { $0.key == state.key } }
      return (standing + begun).sorted { $0.key < $1.key }.compactMap { state in
        guard let build = catalog.buildsByKey[state.build]?.build.id else { return nil }
        var channel = state.channel(build: build)
        if preparing.contains(where: { $0.key == state.key }) { channel.state = .preparing }
        return channel
      }
    }
  }

  func build(_ id: Digest) throws(QueueError) -> Build {
    guard let entry = catalog.builds.first(where: { $0.build.id == id }) else {
      throw .broken("build \(id.short) is missing")
    }
    return entry.build
  }

  func build(of assignment: AssignmentID) throws(QueueError) -> Build {
    let sql = "SELECT build FROM assignment WHERE id = ?"
    let key = try checked { try db.integer(sql, assignment.rawValue) }
    guard let key, let entry = catalog.buildsByKey[key] else { throw .unknownAssignment(assignment) }
    return entry.build
  }

  func build(of response: ResponseID) throws(QueueError) -> Build {
    let sql = "SELECT build FROM response WHERE id = ?"
    let key = try checked { try db.integer(sql, response.rawValue) }
    guard let key, let entry = catalog.buildsByKey[key] else { throw .unknownResponse(response) }
    return entry.build
  }

  func response(_ id: ResponseID, of task: TaskName) throws(QueueError) -> ResponseRecord? {
    try checked { try ResponseReader(db: db, catalog: catalog, task: task).response(id) }
  }

  func responses(
    of person: PersonID, task: TaskName, since: Timestamp, limit: Int
  ) throws(QueueError) -> [OwnResponse] {
    let task = try catalog.task(task)
    let person = try catalog.person(person)
    return try checked {
      try ResponseReader.newest(limit, of: person.key, task: task.key, since: since, catalog, db)
    }
  }

  func purpose(of assignment: AssignmentID) throws(QueueError) -> Purpose {
    let sql = "SELECT purpose FROM assignment WHERE id = ?"
    guard let purpose = try checked({ try db.row(sql, assignment.rawValue)?.word(0) as Purpose? }) else {
      throw .unknownAssignment(assignment)
    }
    return purpose
  }

  func content(of assignment: AssignmentID) throws(QueueError) -> [UInt8] {
    let sql =
      "SELECT content.data FROM assignment JOIN content ON content.key = assignment.content WHERE assignment.id = ?"
    let content = try checked { try db.row(sql, assignment.rawValue).map { try ($0[0] as Blob?)?.bytes } }
    guard let content else { throw .unknownAssignment(assignment) }
    return content ?? Array("{}".utf8)
  }

  func builds(of task: TaskName, at revision: Int) throws(QueueError) -> [Build] {
    try checked {
      let known = Set(
        try db.rows("SELECT key FROM build WHERE revision <= ?", revision).map { try $0[0] as Int64 })
      return catalog.builds.filter { $0.build.task == task && known.contains($0.key) }.map(\.build)
    }
  }

  func persons() throws(QueueError) -> [Person] {
    catalog.people.values.map(\.person).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  func revision(at moment: Timestamp) throws(QueueError) -> Int {
    try checked {
      let tables = [
        "channel_event", "person_event", "content", "exposure", "viewing", "assignment", "assignment_event", "response",
        "gold",
      ]
      return try tables.reduce(0) { newest, table in
        let sql = "SELECT max(revision) FROM \(table) WHERE at <= ?"
        return max(newest, Int(try db.integer(sql, moment.microseconds) ?? 0))
      }
    }
  }

  func identity(ofDataset dataset: String) throws(QueueError) -> ExampleIdentity? {
    try checked {
      try db.row("SELECT identity FROM dataset WHERE name = ?", dataset).map { try ExampleIdentity(stored: $0[0]) }
    }
  }

  func progress(of name: TaskName) throws(QueueError) -> [ChannelName: Progress] {
    let task = try catalog.task(name)
    return try checked {
      try Dictionary(
        task.channels.map { ($0.channel.name, try Progress(of: $0, db)) }, uniquingKeysWith: { first, _ in first })
    }
  }

  func tallies(of name: TaskName) throws(QueueError) -> [ChannelTally] {
    let task = try catalog.task(name)
    return try checked { try task.channels.map { try tally(of: $0, in: task) } }
  }

  private func stuckCount(of task: Catalog.TaskEntry) -> StuckCount {
    let history = VersionHistory(builds: catalog.builds(of: task.name))
    return StuckCount(db: db, catalog: catalog) { stage, _ in
      Tails(of: stage.channel, at: stage.build.build, in: history)
    }
  }

  /// The examples of stage `?1` that too many people skipped.
  private static let skippedOut = "SELECT example FROM work WHERE stage = ?1 AND is_for_review = 1"

  /// Those of channel `?2` that somebody flagged, and that no reviewer decided.
  private static let flagged = """
    SELECT response.example FROM response INDEXED BY response_flags
    JOIN assignment ON assignment.key = response.assignment
    JOIN work ON work.stage = ?1 AND work.example = response.example
    WHERE assignment.channel = ?2 AND response.status = 'flagged' AND assignment.gold IS NULL AND is_for_review <> \(Work.Review.done.rawValue)
      AND NOT EXISTS (SELECT 1 FROM response AS later WHERE later.supersedes = response.key)
    """

  func reviewCalls(in name: ChannelName, of task: TaskName) throws(QueueError) -> [Int: Set<ReviewCall>] {
    let task = try catalog.task(task)
    let channel = try task.channel(name)
    return try checked {
      var calls: [Int: Set<ReviewCall>] = [:]
      for row in try db.rows(Self.skippedOut, channel.stage) { try calls[row[0], default: []].insert(.skipped) }
      for row in try db.rows(Self.flagged, channel.stage, channel.key) {
        try calls[row[0], default: []].insert(.flagged)
      }
      for example in try stuckCount(of: task).list(in: channel, of: task) {
        calls[example, default: []].insert(.stuck)
      }
      return calls
    }
  }

  func exposure(of example: Digest, to person: PersonID, in task: TaskName) throws(QueueError) -> Digest? {
    let task = try catalog.task(task)
    let person = try catalog.person(person).key
    let sql = """
      SELECT ui_version FROM exposure
      WHERE scope = ? AND example = (SELECT key FROM example WHERE digest = ?) AND person = ?
      """
    return try checked { try db.integer(sql, task.scope, Blob(example.bytes), person).flatMap { catalog.screens[$0] } }
  }

  func example(
    _ example: Digest, of task: TaskName, upTo revision: Int
  ) throws -> (record: ExampleRecord, responses: [ResponseRecord])? {
    try ResponseReader(db: db, catalog: catalog, task: task).example(example, upTo: revision)
  }

  private func tally(of entry: Catalog.ChannelEntry, in task: Catalog.TaskEntry) throws -> ChannelTally {
    let progress = try Progress(of: entry, db)
    let leased = try db.integer("SELECT count(*) FROM lease WHERE channel = ?", entry.key) ?? 0
    let review = try db.integer(
      "SELECT count(*) FROM (\(Self.skippedOut) UNION \(Self.flagged))", entry.stage, entry.key)
    return ChannelTally(
      channel: entry.channel.name, progress: progress, open: progress.examples - progress.done, leased: Int(leased),
      forReview: Int(review ?? 0), stuck: try stuckCount(of: task).examples(in: entry, of: task))
  }

  // MARK: Cases

  func forEachCase(of name: TaskName, upTo revision: Int, _ body: (CaseFile) throws -> Void) throws {
    let task = try catalog.task(name)
    try CaseReader(db: db, catalog: catalog, task: task).read(upTo: Int64(revision), body)
  }

  func build(at key: Int) throws(QueueError) -> Build {
    guard let entry = catalog.buildsByKey[Int64(key)] else { throw .broken("build \(key) is missing") }
    return entry.build
  }

  func channel(at key: Int) throws(QueueError) -> ChannelName { try catalog.channelName(key) }

  func person(at key: Int) throws(QueueError) -> Person {
    guard let person = catalog.peopleByKey[Int64(key)] else { throw .broken("person \(key) is missing") }
    return person
  }

  /// Keys of examples are the same in every task.
  func example(at key: Int, of task: TaskName) throws(QueueError) -> Digest {
    let digest = try checked {
      try db.row("SELECT digest FROM example WHERE key = ?", key).flatMap { try Digest(bytes: $0[0] as Blob) }
    }
    guard let digest else { throw .broken("example \(key) is missing") }
    return digest
  }

  func answer(at key: Int) throws(QueueError) -> String {
    try checked { try db.text("SELECT text FROM answer WHERE key = ?", key) }
  }

  func asked(at key: Int) throws(QueueError) -> AskedCandidates {
    try checked { try AskedCandidates(stored: db.text("SELECT text FROM asked WHERE key = ?", key)) }
  }

  // MARK: Streams

  func forEachResponse(of name: TaskName, upTo revision: Int, _ body: (consuming ResponseRecord) throws -> Void) throws
  {
    try ResponseReader(db: db, catalog: catalog, task: name).forEach(upTo: revision, body)
  }

  func forEachExample(
    of name: TaskName, upTo revision: Int, _ body: (ExampleRecord, [ResponseRecord]) throws -> Void
  ) throws {
    try ResponseReader(db: db, catalog: catalog, task: name).forEachExample(upTo: revision, body)
  }

  func checked<Result>(_ body: () throws -> Result) throws(QueueError) -> Result {
    do {
      return try body()
    } catch {
      throw Refusal(path: path, on: db).error(error)
    }
  }
}
