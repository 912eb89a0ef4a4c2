import GRDB
import Labeling
import Queue

/// One read transaction: a state that does not move while others write.
struct Snapshot: QueueSnapshot {
  private let db: Database
  private let path: String
  private let catalog: Catalog
  let revision: Int

  init(db: Database, store: SQLiteStore) throws {
    guard let clock = try db.row("SELECT revision, definitions FROM clock") else {
      throw QueueError.damaged(path: store.path, why: "its clock is missing")
    }
    self.db = db
    path = store.path
    revision = clock[0]
    catalog = try store.catalog(db, definitions: clock[1])
  }

  func tasks() throws(QueueError) -> [PublishedTask] {
    try checked {
      try catalog.tasks.values.sorted { $0.name < $1.name }.map { task in
        let sql = "SELECT count(DISTINCT example) FROM content WHERE dataset = ?"
        return PublishedTask(
          name: task.name, dataset: task.place.dataset, examples: Int(try db.integer(sql, [task.dataset]) ?? 0))
      }
    }
  }

  func channels(of task: TaskName, at revision: Int) throws(QueueError) -> [Channel] {
    let key = try catalog.task(task).key
    return try checked {
      try (Catalog.channels(db, at: Int64(revision))[key] ?? []).compactMap { state in
        catalog.buildsByKey[state.build].map { state.channel(build: $0.build.id) }
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
    let key = try checked { try db.integer(sql, [assignment.rawValue]) }
    guard let key, let entry = catalog.buildsByKey[key] else { throw .unknownAssignment(assignment) }
    return entry.build
  }

  func build(of response: ResponseID) throws(QueueError) -> Build {
    let sql = "SELECT build FROM response WHERE id = ?"
    let key = try checked { try db.integer(sql, [response.rawValue]) }
    guard let key, let entry = catalog.buildsByKey[key] else { throw .unknownResponse(response) }
    return entry.build
  }

  func builds(of task: TaskName, at revision: Int) throws(QueueError) -> [Build] {
    try checked {
      let known = Set(
        try db.rows("SELECT key FROM build WHERE revision <= ?", [revision]).map { $0[0] as Int64 })
      return catalog.builds.filter { $0.build.task == task && known.contains($0.key) }.map(\.build)
    }
  }

  func persons() throws(QueueError) -> [Person] {
    catalog.people.values.map(\.person).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  func revision(at moment: Timestamp) throws(QueueError) -> Int {
    try checked {
      let tables = [
        "channel_event", "person_event", "content", "exposure", "assignment", "assignment_event", "response",
      ]
      return try tables.reduce(0) { newest, table in
        let sql = "SELECT max(revision) FROM \(table) WHERE at <= ?"
        return max(newest, Int(try db.integer(sql, [moment.microseconds]) ?? 0))
      }
    }
  }

  func identity(ofDataset dataset: String) throws(QueueError) -> ExampleIdentity? {
    try checked {
      try db.row("SELECT identity FROM dataset WHERE name = ?", [dataset]).map { ExampleIdentity(stored: $0[0]) }
    }
  }

  func tallies(of name: TaskName) throws(QueueError) -> [ChannelTally] {
    let task = try catalog.task(name)
    return try checked { try task.channels.map { try tally(of: $0, in: task) } }
  }

  private func tally(of entry: Catalog.ChannelEntry, in task: Catalog.TaskEntry) throws -> ChannelTally {
    let row = try db.row("SELECT answers, wanted, done, examples FROM tally WHERE channel = ?", [entry.key])
    let progress = row.map { Progress(answers: $0[0], wanted: $0[1], done: $0[2], examples: $0[3]) } ?? Progress()
    let leased = try db.integer("SELECT count(*) FROM lease WHERE channel = ?", [entry.key]) ?? 0
    let review = try db.integer(
      """
      SELECT count(*) FROM (
        SELECT example FROM work WHERE channel = ?1 AND is_for_review = 1
        UNION SELECT response.example FROM response JOIN assignment ON assignment.key = response.assignment
          WHERE assignment.channel = ?1 AND response.status = 'flagged'
          AND NOT EXISTS (SELECT 1 FROM response AS later WHERE later.supersedes = response.key))
      """, [entry.key])
    return ChannelTally(
      channel: entry.channel.name, progress: progress, open: progress.examples - progress.done, leased: Int(leased),
      forReview: Int(review ?? 0), stuck: try StuckCount(db: db, catalog: catalog).examples(in: entry, of: task))
  }

  // MARK: Streams

  private static let responseColumns = """
    SELECT response.id, response.revision, old.id, successor.key IS NOT NULL, example.digest, person.id,
      person_state.name, assignment.id, assignment.channel, response.build, response.status, response.counted,
      answer.text, response.comment, response.duration, context.text, response.at
    FROM response JOIN assignment ON assignment.key = response.assignment
      JOIN example ON example.key = response.example JOIN person ON person.key = response.person
      JOIN person_state ON person_state.person = response.person JOIN context ON context.key = response.context
      LEFT JOIN answer ON answer.key = response.answer LEFT JOIN response AS old ON old.key = response.supersedes
      LEFT JOIN response AS successor ON successor.supersedes = response.key AND successor.revision <= ?1
    """

  func forEachResponse(of name: TaskName, upTo revision: Int, _ body: (ResponseRecord) throws -> Void) throws {
    _ = try catalog.task(name)
    let rows = try Row.fetchCursor(
      db, sql: Self.responseColumns + " WHERE response.revision <= ?1 ORDER BY response.key", arguments: [revision])
    while let row = try rows.next() {
      if let record = record(row, of: name) { try body(record) }
    }
  }

  func forEachExample(
    of name: TaskName, upTo revision: Int, _ body: (ExampleRecord, [ResponseRecord]) throws -> Void
  ) throws {
    let task = try catalog.task(name)
    let examples = try Row.fetchCursor(
      db,
      sql: """
        SELECT example.key, example.digest, content.data FROM example JOIN content ON content.example = example.key
        WHERE content.dataset = ?1 AND content.revision <= ?2 AND content.version =
          (SELECT max(version) FROM content AS newest WHERE newest.dataset = ?1 AND newest.example = example.key
            AND newest.revision <= ?2)
        ORDER BY example.digest
        """, arguments: [task.dataset, revision])
    let responses =
      Self.responseColumns
      + " WHERE response.example = ?2 AND response.revision <= ?1 ORDER BY response.key"
    while let row = try examples.next() {
      guard let digest = Digest(bytes: row[1] as Blob) else { throw QueueError.broken("an example has no digest") }
      let key: Int64 = row[0]
      let data = (row[2] as Blob?)?.bytes ?? []
      let given = try db.rows(responses, [revision, key]).compactMap { record($0, of: name) }
      try body(ExampleRecord(id: digest, data: data), given)
    }
  }

  private func record(_ row: Row, of task: TaskName) -> ResponseRecord? {
    guard let build = catalog.buildsByKey[row[9]]?.build, build.task == task,
      let channel = catalog.channelsByKey[row[8]], let example = Digest(bytes: row[4] as Blob)
    else { return nil }
    return ResponseRecord(
      id: ResponseID(row[0] as String), revision: row[1], supersedes: (row[2] as String?).map { ResponseID($0) },
      isSuperseded: row[3], example: example, person: PersonID(row[5] as String), annotator: row[6],
      assignment: AssignmentID(row[7] as String), channel: channel.channel.name, build: build.id,
      status: ResponseRecord.Status(rawValue: row[10]) ?? .answered, counted: row[11], answer: row[12],
      comment: row[13], durationMilliseconds: row[14], context: row[15], at: Timestamp(microseconds: row[16]))
  }

  private func checked<Result>(_ body: () throws -> Result) throws(QueueError) -> Result {
    do {
      return try body()
    } catch {
      throw SQLiteStore.translate(error, path: path)
    }
  }
}
