import GRDB
import Labeling
import Queue

/// What the rows of a stage should be, reckoned from the facts and the leases.
struct StageFacts {
  struct Row {
    let example: Int64
    /// Without the settlements that are waited for: how long they waited is no fact.
    let work: Work
    let reckoning: Reckoning
    let hasOthers: Bool
  }

  let reckoned: Reckoned
  let stage: Catalog.StageEntry
  let task: Catalog.TaskEntry

  private var db: Database { reckoned.db }

  /// Hands over the rows of a range of examples, in order.
  func read(in range: CaseReader.Range, _ body: (Row) throws -> Void) throws {
    let leases = try leases(in: range)
    let skipped = try skippers(in: range)
    let digests = try digests(in: range)
    let policy = stage.build.build.policy
    try CaseReader(db: db, catalog: reckoned.catalog, task: task).read(in: range) { file in
      let example = Int64(file.example)
      guard let digest = digests[example] else { return }
      let reckoning = try reckoned.reckoning(file, in: stage, of: task)
      let work = Work(
        need: policy.overlap, leased: leases[example] ?? 0, counted: min(policy.overlap, reckoning.counted.count),
        isServed: task.serves(stage, digest),
        review: Work.Review(isDecided: reckoning.isDecided, skippers: skipped[example] ?? 0, under: policy),
        hasUnsettled: !reckoning.narrowed.isEmpty)
      try body(
        Row(example: example, work: work, reckoning: reckoning, hasOthers: file.hasOthers(than: reckoning)))
    }
  }

  private func leases(in range: CaseReader.Range) throws -> [Int64: Int] {
    let rows = try db.rows(
      "SELECT example, count(*) FROM lease WHERE channel = ? AND is_gold = 0 AND example > ? AND example <= ? GROUP BY example",
      stage.channelKey, range.after, range.through)
    return Dictionary(try rows.map { try ($0[0] as Int64, $0[1] as Int) }, uniquingKeysWith: { first, _ in first })
  }

  /// How many people skipped the examples of the channel.
  private func skippers(in range: CaseReader.Range) throws -> [Int64: Int] {
    let sql = """
      SELECT response.example, count(DISTINCT response.person) FROM response INDEXED BY response_of_example
      JOIN assignment ON assignment.key = response.assignment
      WHERE assignment.channel = ? AND response.example > ? AND response.example <= ? AND status = 'skipped'
        AND assignment.gold IS NULL
      GROUP BY response.example
      """
    let rows = try db.rows(sql, stage.channelKey, range.after, range.through)
    return Dictionary(try rows.map { try ($0[0] as Int64, $0[1] as Int) }, uniquingKeysWith: { first, _ in first })
  }

  private func digests(in range: CaseReader.Range) throws -> [Int64: Digest] {
    let sql = "SELECT key, digest FROM example WHERE key > ? AND key <= ?"
    let pairs = try db.rows(sql, range.after, range.through).compactMap { row in
      try Digest(bytes: row[1] as Blob).map { try (row[0] as Int64, $0) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
