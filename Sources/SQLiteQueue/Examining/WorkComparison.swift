import GRDB
import Labeling
import Queue

/// Compares the working tables with the facts they are made from (VERSIONS.md 6): every row, reckoned as a back-fill
/// would.
struct WorkComparison {
  /// What differs in a stage.
  private struct Difference {
    var count = 0
    var sample = ""

    mutating func add(_ what: @autoclosure () -> String) {
      if count == 0 { sample = what() }
      count += 1
    }
  }

  let db: Database

  func findings() throws -> [Finding] {
    guard let definitions = try db.integer("SELECT definitions FROM clock") else { return [] }
    let reckoned = Reckoned(db: db, catalog: try Catalog(db, definitions: definitions), book: RuleBook())
    reckoned.book.open(db, reckoned.catalog)
    defer { reckoned.book.close(keeping: false) }
    var findings: [Finding] = []
    for task in reckoned.catalog.tasks.values.sorted(by: { $0.key < $1.key }) {
      for stage in task.stages {
        let difference = try compare(stage, of: task, reckoned)
        guard difference.count > 0 else { continue }
        let rows = difference.count == 1 ? "row" : "rows"
        findings.append(
          Finding(
            .work, .error,
            "\(difference.count) \(rows) of the work of '\(stage.channel.name)' of task '\(task.name)' differ from the answers: \(difference.sample)",
            remedy: "scholium doctor --mend"))
      }
    }
    return findings
  }

  private func compare(_ stage: Catalog.StageEntry, of task: Catalog.TaskEntry, _ reckoned: Reckoned) throws
    -> Difference
  {
    let facts = StageFacts(reckoned: reckoned, stage: stage, task: task)
    // A stage that is being filled lacks what its turn has not come for.
    let filled =
      stage.isServing ? Int64.max : try db.integer("SELECT through FROM stage WHERE key = ?", stage.key) ?? 0
    var difference = Difference()
    var last: Int64 = 0
    while let end = try nextEnd(of: task, after: last) {
      let range = CaseReader.Range(after: last, through: end)
      var rows = try rows(of: stage, in: range)
      var waiting = try inbox(of: stage, in: range)
      try facts.read(in: range) { fact in
        guard let row = rows.removeValue(forKey: fact.example) else {
          if fact.example <= filled { difference.add("example \(fact.example) is not in it") }
          return
        }
        if let what = Self.difference(row, from: fact) { difference.add("example \(fact.example) \(what)") }
        let wanted = Set(fact.reckoning.unsettled.map { Seat(person: $0.person, response: $0.response) })
        if waiting.removeValue(forKey: fact.example) ?? [] != wanted {
          difference.add("example \(fact.example) waits for other people than should settle it")
        }
      }
      for example in Set(rows.keys).union(waiting.keys) { difference.add("example \(example) is not the task's") }
      last = end
    }
    return difference
  }

  private func nextEnd(of task: Catalog.TaskEntry, after last: Int64) throws -> Int64? {
    let sql = """
      SELECT max(example) FROM (SELECT DISTINCT example FROM content WHERE dataset = ? AND example > ?
        ORDER BY example LIMIT \(BackFilling.chunk))
      """
    return try db.integer(sql, task.dataset, last)
  }

  private struct Row {
    let work: Work
    let hasOthers: Bool
  }

  private struct Seat: Hashable {
    let person: Int
    let response: Int
  }

  private func rows(of stage: Catalog.StageEntry, in range: CaseReader.Range) throws -> [Int64: Row] {
    let sql = """
      SELECT example, need, leased, counted, waiting, is_served, is_for_review, is_narrowed, has_others FROM work
      WHERE stage = ? AND example > ? AND example <= ?
      """
    let pairs = try db.rows(sql, stage.key, range.after, range.through).map { row in
      let work = try Work(
        need: row[1], leased: row[2], counted: row[3], waiting: row[4], isServed: row[5], review: row.review(6),
        hasUnsettled: row[7])
      return try (row[0] as Int64, Row(work: work, hasOthers: row[8]))
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private func inbox(of stage: Catalog.StageEntry, in range: CaseReader.Range) throws -> [Int64: Set<Seat>] {
    let sql = "SELECT example, person, response FROM inbox WHERE stage = ? AND example > ? AND example <= ?"
    var seats: [Int64: Set<Seat>] = [:]
    for row in try db.rows(sql, stage.key, range.after, range.through) {
      try seats[row[0], default: []].insert(Seat(person: row[1], response: row[2]))
    }
    return seats
  }

  private static func difference(_ row: Row, from fact: StageFacts.Row) -> String? {
    let (stored, wanted) = (row.work, fact.work)
    if stored.need != wanted.need { return "wants \(stored.need) answers, not \(wanted.need)" }
    if stored.counted != wanted.counted { return "counts \(stored.counted) of its answers, not \(wanted.counted)" }
    if stored.leased != wanted.leased { return "has \(stored.leased) leases, not \(wanted.leased)" }
    if stored.isServed != wanted.isServed { return stored.isServed ? "is served elsewhere" : "is served here" }
    if stored.review != wanted.review {
      return switch wanted.review {
      case .none: "is no reviewer's yet"
      case .wanted: "is a reviewer's"
      case .done: "was decided by a reviewer"
      }
    }
    if stored.hasUnsettled != wanted.hasUnsettled { return "narrows what is asked, or should" }
    // Marked without need, it only costs a look.
    if fact.hasOthers, !row.hasOthers { return "has answers that do not count, and does not say so" }
    return nil
  }
}
