import GRDB
import Labeling
import Queue

/// Reads responses with their whole provenance, as they stood at a revision.
final class ResponseReader {
  private let db: Database
  private let catalog: Catalog
  private let task: TaskName
  private var staleness: Staleness
  /// Of the task; what a row needs of them, since a build is much to hand around for each.
  private let builds: [Int64: Digest]
  private let people: [Int64: (id: PersonID, name: String)]
  private var answers = KnownTexts()
  private var contexts = KnownTexts()
  /// Narrowed questions repeat: those met last are kept.
  private var asked: [Int64: AskedCandidates] = [:]
  private static let capacity = 4096

  init(db: Database, catalog: Catalog, task: TaskName) {
    self.db = db
    self.catalog = catalog
    self.task = task
    staleness = Staleness(db: db, catalog: catalog)
    builds = catalog.buildsByKey.compactMapValues { $0.build.task == task ? $0.build.id : nil }
    people = catalog.peopleByKey.mapValues { ($0.id, $0.name) }
  }

  /// `?1` is the revision, `?2` the dataset of the task.
  /// - Parameter successor: what tells whether a response is superseded.
  private static func columns(_ successor: String) -> String {
    """
    example.digest, response.id, response.revision, old.id, \(successor), response.person, response.answer,
      assignment.id, assignment.channel, response.build, response.status, response.counted, answer.text,
      response.comment, response.duration, response.context, response.at, settled.id,
      CASE WHEN response.answer IS NOT NULL OR assignment.purpose = 'imported' THEN assignment.asked END,
      assignment.content, response.example,
      CASE WHEN assignment.gold IS NULL THEN
        (SELECT max(version) FROM content WHERE content.dataset = ?2 AND content.example = response.example) END
    """
  }

  private static let newest = "SELECT max(key) FROM content WHERE dataset = ? AND example = ? AND revision <= ?"

  private static let joins = """
    JOIN assignment ON assignment.key = response.assignment
      LEFT JOIN answer ON answer.key = response.answer LEFT JOIN response AS old ON old.key = response.supersedes
      LEFT JOIN response AS settled ON settled.key = response.settles
    """

  /// Few are superseded, and they come in the order of the rows.
  private static let superseded = """
    SELECT supersedes FROM response WHERE supersedes IS NOT NULL AND revision <= ? ORDER BY supersedes
    """

  private static let hasSuccessor = """
    EXISTS (SELECT 1 FROM response AS later WHERE later.supersedes = response.key AND later.revision <= ?1)
    """

  private static let inOrder = """
    SELECT \(columns("response.key")) FROM response JOIN example ON example.key = response.example \(joins)
    WHERE response.revision <= ?1 AND assignment.gold IS NULL ORDER BY response.key
    """

  private static let single = """
    SELECT \(columns(hasSuccessor)) FROM response JOIN example ON example.key = response.example \(joins)
    WHERE response.revision <= ?1 AND response.id = ?3
    """

  /// The first column orders them, so that they can be read along with the examples.
  private static let byExample = """
    SELECT \(columns(hasSuccessor)) FROM example CROSS JOIN response INDEXED BY response_of_example
      ON response.example = example.key \(joins)
    WHERE response.revision <= ?1 AND assignment.gold IS NULL ORDER BY example.digest, response.key
    """

  private static let examples = """
    SELECT example.digest, content.data FROM example CROSS JOIN content
      ON content.dataset = ?2 AND content.example = example.key
    WHERE content.revision <= ?1 AND content.version = (SELECT max(version) FROM content AS newest
      WHERE newest.dataset = ?2 AND newest.example = example.key AND newest.revision <= ?1)
    ORDER BY example.digest
    """

  private static let oneExample = """
    SELECT content.data FROM example JOIN content ON content.dataset = ?2 AND content.example = example.key
    WHERE example.digest = ?3 AND content.revision <= ?1 ORDER BY content.version DESC LIMIT 1
    """

  private static let ofOneExample = """
    SELECT \(columns(hasSuccessor)) FROM example CROSS JOIN response INDEXED BY response_of_example
      ON response.example = example.key \(joins)
    WHERE example.digest = ?3 AND response.revision <= ?1 AND assignment.gold IS NULL ORDER BY response.key
    """

  func response(_ id: ResponseID) throws -> ResponseRecord? {
    let dataset = try catalog.task(task).dataset
    let rows = try StreamedRows(Self.single, Int64.max, dataset, id.rawValue, on: db, isShared: true)
    return try rows.next() ? try record(rows, upTo: .max) { $0 != 0 } : nil
  }

  func forEach(upTo revision: Int, _ body: (consuming ResponseRecord) throws -> Void) throws {
    let rows = try StreamedRows(Self.inOrder, revision, try catalog.task(task).dataset, on: db)
    let superseded = try StreamedRows(Self.superseded, revision, on: db)
    var next = try superseded.next() ? superseded.integer(0) : nil
    while try rows.next() {
      let record = try record(rows, upTo: revision) { key in
        while let known = next, known < key { next = try superseded.next() ? superseded.integer(0) : nil }
        return next == key
      }
      if let record { try body(record) }
    }
  }

  func forEachExample(upTo revision: Int, _ body: (ExampleRecord, [ResponseRecord]) throws -> Void) throws {
    let dataset = try catalog.task(task).dataset
    let examples = try CellCursor(Self.examples, revision, dataset, on: db)
    let responses = try StreamedRows(Self.byExample, revision, dataset, on: db)
    var hasMore = try responses.next()
    while let row = try examples.next() {
      guard let id = try Digest(bytes: row[0] as Blob) else { throw QueueError.broken("an example has no digest") }
      var given: [ResponseRecord] = []
      while hasMore, let of = try responses.digest(0), of <= id {
        if of == id,
          let record = try record(responses, upTo: revision, isSuperseded: { $0 != 0 })
        {
          given.append(record)
        }
        hasMore = try responses.next()
      }
      try body(ExampleRecord(id: id, data: (row[1] as Blob?)?.bytes ?? []), given)
    }
  }

  /// One example with its responses.
  func example(
    _ digest: Digest, upTo revision: Int
  ) throws -> (record: ExampleRecord, responses: [ResponseRecord])? {
    let dataset = try catalog.task(task).dataset
    guard let row = try db.row(Self.oneExample, revision, dataset, Blob(digest.bytes)) else { return nil }
    let record = try ExampleRecord(id: digest, data: (row[0] as Blob?)?.bytes ?? [])
    let rows = try StreamedRows(Self.ofOneExample, revision, dataset, Blob(digest.bytes), on: db, isShared: true)
    var given: [ResponseRecord] = []
    while try rows.next() {
      if let response = try self.record(rows, upTo: revision, isSuperseded: { $0 != 0 }) { given.append(response) }
    }
    return (record, given)
  }

  /// What a person answered since a moment and did not correct: the newest ones, oldest first.
  static func newest(
    _ limit: Int, of person: Int64, task: Int64, since: Timestamp, _ catalog: Catalog, _ db: Database
  ) throws -> [OwnResponse] {
    let sql = """
      SELECT response.id, response.at, response.duration, content.data, answer.text, response.build, assignment.id, example.digest
      FROM response INDEXED BY response_of_person
        CROSS JOIN build ON build.key = response.build CROSS JOIN answer ON answer.key = response.answer
        CROSS JOIN assignment ON assignment.key = response.assignment
        CROSS JOIN content ON content.key = assignment.content CROSS JOIN example ON example.key = response.example
      WHERE response.person = ? AND response.at >= ? AND build.task = ? AND response.status IN ('answered', 'settled')
        AND NOT EXISTS (SELECT 1 FROM response AS later WHERE later.supersedes = response.key)
      ORDER BY response.at DESC, response.key DESC LIMIT ?
      """
    return try db.rows(sql, person, since.microseconds, task, limit).reversed().compactMap { row in
      guard let build = try catalog.buildsByKey[row[5]]?.build.id, let example = try Digest(bytes: row[7] as Blob)
      else {
        return nil
      }
      return try OwnResponse(
        id: ResponseID(row[0] as String), at: row.moment(1), durationMilliseconds: row[2],
        example: example, data: (row[3] as Blob?)?.bytes ?? Array("{}".utf8), answer: row[4], build: build,
        assignment: AssignmentID(row[6] as String))
    }
  }

  /// - Parameter isSuperseded: asked with what the column of the successor holds.
  private func record(
    _ row: StreamedRows, upTo revision: Int, isSuperseded: (Int64) throws -> Bool
  ) throws -> ResponseRecord? {
    let buildKey = try row.integer(9)
    guard let build = builds[buildKey], let channel = catalog.channelNames[try row.integer(8)],
      let example = try row.digest(0)
    else { return nil }
    let person = try row.integer(5)
    guard let person = people[person] else { throw QueueError.broken("person \(person) is missing") }
    guard let status = ResponseRecord.Status(rawValue: try row.text(10)),
      let at = Timestamp(stored: try row.integer(16))
    else { throw DamagedRow.column(ResponseRecord.Status(rawValue: try row.text(10)) == nil ? "status" : "at") }
    let answer = try row.integerIfAny(6).map { try answers.text($0) { try row.text(12) } }
    return ResponseRecord(
      id: ResponseID(try row.text(1)), revision: Int(try row.integer(2)),
      supersedes: try row.textIfAny(3).map { ResponseID($0) }, isSuperseded: try isSuperseded(row.integer(4)),
      example: example,
      person: person.id, annotator: person.name, assignment: AssignmentID(try row.text(7)), channel: channel,
      build: build, status: status, counted: try row.integer(11) != 0, answer: answer,
      comment: try row.textIfAny(13), durationMilliseconds: try row.integerIfAny(14).map { Int($0) },
      context: try context(try row.integer(15)), at: at,
      settles: try row.textIfAny(17).map { ResponseID($0) },
      asked: try row.integerIfAny(18).map { try candidates($0) },
      isStale: try isStale(row, under: buildKey, upTo: revision))
  }

  private func context(_ key: Int64) throws -> String {
    try contexts.text(key) { try db.text("SELECT text FROM context WHERE key = ?", Int(key)) }
  }

  /// An example with one content, as nearly all have, shows what it showed.
  private func isStale(_ row: StreamedRows, under build: Int64, upTo revision: Int) throws -> Bool {
    guard let versions = try row.integerIfAny(21), versions > 1 else { return false }
    let shown = try row.integer(19)
    let dataset = try catalog.task(task).dataset
    guard let newest = try db.integer(Self.newest, dataset, try row.integer(20), revision), newest != shown else {
      return false
    }
    return try staleness.differs(shown, from: newest, under: build)
  }

  private func candidates(_ key: Int64) throws -> AskedCandidates {
    if let known = asked[key] { return known }
    if asked.count >= Self.capacity { asked.removeAll(keepingCapacity: true) }
    let read = try AskedCandidates(stored: db.text("SELECT text FROM asked WHERE key = ?", Int(key)))
    asked[key] = read
    return read
  }
}
