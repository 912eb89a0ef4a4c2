import GRDB
import Labeling
import Queue

/// Reads case files: an ordered merge of cursors by the key of the example, integers only.
struct CaseReader {
  /// The examples to read, by key.
  struct Range {
    let after: Int64
    let through: Int64

    static let all = Range(after: 0, through: .max)
    static func only(_ example: Int64) -> Range { Range(after: example - 1, through: example) }
  }

  let db: Database
  let catalog: Catalog
  let task: Catalog.TaskEntry

  private static let examples = """
    SELECT example, max(key), count(*) FROM content
    WHERE dataset = ?1 AND example > ?2 AND example <= ?3 AND revision <= ?4 GROUP BY example ORDER BY example
    """

  private static let exposures = """
    SELECT example, person, ui_version FROM exposure
    WHERE scope = ?1 AND example > ?2 AND example <= ?3 AND revision <= ?4 ORDER BY example, person
    """

  private static let viewings = """
    SELECT example, person FROM viewing
    WHERE scope = ?1 AND example > ?2 AND example <= ?3 AND revision <= ?4 ORDER BY example, person
    """

  /// Skips and flags come along, since one may decline a settlement.
  private static let responses = """
    SELECT response.example, response.key, response.person, assignment.channel, response.build, response.answer,
      response.settles, assignment.asked, response.duration, assignment.content, assignment.settles, response.supersedes,
      response.status = 'adjudicated'
    FROM response INDEXED BY response_of_example JOIN assignment ON assignment.key = response.assignment
    WHERE response.example > ?1 AND response.example <= ?2 AND response.revision <= ?3 AND assignment.gold IS NULL
    ORDER BY response.example, response.key
    """

  func read(in range: Range = .all, upTo revision: Int64 = .max, _ body: (CaseFile) throws -> Void) throws {
    let examples = try cursor(Self.examples, task.dataset, range.after, range.through, revision, in: range)
    let exposures = try Lookahead(
      cursor(Self.exposures, task.scope, range.after, range.through, revision, in: range))
    let viewings = try Lookahead(
      cursor(Self.viewings, task.scope, range.after, range.through, revision, in: range))
    let responses = try Lookahead(cursor(Self.responses, range.after, range.through, revision, in: range))
    var staleness = Staleness(db: db, catalog: catalog)
    while let row = try examples.next() {
      let example: Int64 = try row[0]
      let newest: Int64 = try row[1]
      let isChanged = try (row[2] as Int) > 1
      var file = CaseFile(example: Int(example))
      try exposures.take(example) { row in
        if let screen = try catalog.screens[row[2]] {
          try file.exposures.append(CaseFile.Exposure(person: row[1], uiVersion: screen))
        }
      }
      try viewings.take(example) { try file.viewers.insert($0[1]) }
      var superseded: Set<Int> = []
      try responses.take(example) { row in
        guard try task.builds.contains(row[4]) else { return }
        if let old: Int = try row[11] { superseded.insert(old) }
        guard let answer: Int = try row[5] else {
          if let declined: Int = try row[10] { file.declined.insert(declined) }
          return
        }
        let shown: Int64 = try row[9]
        let isStale = try isChanged && shown != newest && staleness.differs(shown, from: newest, under: row[4])
        let fact = try AnswerFact(
          response: row[1], person: row[2], channel: row[3], build: row[4], answer: answer, settles: row[6],
          asked: row[7], durationMilliseconds: row[8], isStale: isStale)
        if try row[12] {
          file.adjudications.append(fact)
        } else {
          file.answers.append(fact)
        }
      }
      if !superseded.isEmpty {
        file.answers.removeAll { superseded.contains($0.response) }
        file.adjudications.removeAll { superseded.contains($0.response) }
      }
      try body(file)
    }
  }

  func file(of example: Int64) throws -> CaseFile {
    var found = CaseFile(example: Int(example))
    try read(in: .only(example)) { found = $0 }
    return found
  }

  /// A single example is read with statements that are prepared once. A long read has its own, since somebody may read a
  /// single one meanwhile.
  private func cursor<each Value: Bindable>(
    _ sql: String, _ values: repeat each Value, in range: Range
  ) throws -> CellCursor {
    try CellCursor(sql, repeat each values, on: db, isShared: range.through - range.after == 1)
  }
}

/// A cursor ordered by its first column, read along with another one.
final class Lookahead {
  private let rows: CellCursor
  private var next: Cells?

  init(_ rows: CellCursor) throws {
    self.rows = rows
    next = try rows.next()
  }

  /// Hands over the rows of a key, after passing those of smaller keys.
  func take(_ key: Int64, _ body: (Cells) throws -> Void) throws {
    while let row = next {
      let place: Int64 = try row[0]
      guard place <= key else { return }
      if place == key { try body(row) }
      next = try rows.next()
    }
  }
}

/// Tells whether an example looks different now to those who answered about an earlier content of it.
struct Staleness {
  private struct Pair: Hashable {
    let old: Int64
    let new: Int64
    let build: Int64
  }

  let db: Database
  let catalog: Catalog
  /// Answers to one example follow each other: the last pairs are enough.
  private var known: [Pair: Bool] = [:]

  init(db: Database, catalog: Catalog) {
    self.db = db
    self.catalog = catalog
  }

  mutating func differs(_ old: Int64, from new: Int64, under build: Int64) throws -> Bool {
    let pair = Pair(old: old, new: new, build: build)
    if let known = known[pair] { return known }
    if known.count > 256 { known.removeAll(keepingCapacity: true) }
    guard let build = catalog.buildsByKey[build]?.build else { throw QueueError.broken("a build is missing") }
    let differs = try !build.showsTheSame(data(old), data(new))
    known[pair] = differs
    return differs
  }

  private func data(_ content: Int64) throws -> [UInt8] {
    guard let row = try db.row("SELECT data FROM content WHERE key = ?", content) else {
      throw QueueError.broken("a content is missing")
    }
    return try (row[0] as Blob?)?.bytes ?? []
  }
}
