import GRDB
import Labeling
import Queue

/// A row of the working table as it stands.
struct WorkRow {
  let stage: Int64
  let example: Int64
  let lane: Int64
  /// As it is stored.
  let before: Work
  var work: Work
  /// True where somebody's answer does not count, though it may once its person can be asked again.
  var hasOthers: Bool
  private let hadOthers: Bool

  fileprivate var isChanged: Bool { work != before || hasOthers != hadOthers }
}

extension WorkRow {
  /// What a row is made from, after its example.
  fileprivate static let columns = """
    lane, need, leased, counted, waiting, is_served, is_for_review, is_narrowed, has_others
    """

  fileprivate static let byKey = "SELECT example, \(columns) FROM work WHERE stage = ? AND example = ?"

  fileprivate init(_ row: Cells, stage: Int64) throws {
    let work = try Work(
      need: row.count(2), leased: row.count(3), counted: row.count(4), waiting: row.count(5), isServed: row[6],
      review: row.review(7),
      hasUnsettled: row[8])
    self.stage = stage
    example = try row[0]
    lane = try row[1]
    before = work
    self.work = work
    hasOthers = try row[9]
    hadOthers = hasOthers
  }
}

extension Cells {
  /// Whether a row of the working table is a reviewer's.
  func review(_ index: Int) throws -> Work.Review {
    guard let review = Work.Review(rawValue: try self[index]) else { throw damage(at: index) }
    return review
  }
}

extension Transaction {
  func work(stage: Int64, example: Int64) throws -> WorkRow? {
    if let row = workAtHand?.first(where: { $0.stage == stage && $0.example == example }) { return row }
    let row = try db.row(WorkRow.byKey, stage, example).map { try WorkRow($0, stage: stage) }
    if let row { workAtHand?.append(row) }
    return row
  }

  /// Stores a changed row, at once or when what it is part of has been done.
  func save(_ row: WorkRow) throws {
    guard let place = workAtHand?.firstIndex(where: { $0.stage == row.stage && $0.example == row.example }) else {
      return try write(row)
    }
    workAtHand?[place] = row
  }

  /// Reads each row of the working table once and writes it once, whatever the body does to it. Nothing in the body may
  /// look into that table by itself.
  func withWorkAtHand<Result>(_ body: () throws -> Result) throws -> Result {
    workAtHand = []
    let result: Result
    do {
      result = try body()
    } catch {
      workAtHand = nil
      throw error
    }
    let changed = workAtHand ?? []
    workAtHand = nil
    for row in changed { try write(row) }
    return result
  }

  /// A row that opens goes to the tail of its lane, so that no cursor has passed it; one that closes leaves the lane's
  /// index.
  private func write(_ row: WorkRow) throws {
    guard row.isChanged else { return }
    try store(row)
    try add(row.work.share - row.before.share, toTallyOf: row.stage)
  }

  private func store(_ row: WorkRow) throws {
    let work = row.work
    if work.isOpen == row.before.isOpen {
      try db.run(
        """
        UPDATE work SET leased = ?, counted = ?, waiting = ?, is_served = ?, is_for_review = ?, is_narrowed = ?,
          has_others = ? WHERE stage = ? AND example = ?
        """,
        work.leased, work.counted, work.waiting, work.isServed, work.review.rawValue, work.hasUnsettled, row.hasOthers,
        row.stage, row.example)
    } else {
      try db.run(
        """
        UPDATE work SET leased = ?, counted = ?, waiting = ?, is_served = ?, is_for_review = ?, is_narrowed = ?,
          has_others = ?, is_open = ?, seq = ? WHERE stage = ? AND example = ?
        """,
        work.leased, work.counted, work.waiting, work.isServed, work.review.rawValue, work.hasUnsettled, row.hasOthers,
        work.isOpen, work.isOpen ? try nextPlace(in: row.lane) : 0, row.stage, row.example)
    }
    if work.isOpenToSettlements != row.before.isOpenToSettlements {
      try db.run(
        "UPDATE inbox SET is_open = ? WHERE stage = ? AND example = ?",
        work.isOpenToSettlements, row.stage, row.example)
    }
  }

  /// Takes a place at the tail of a lane.
  func nextPlace(in lane: Int64) throws -> Int64 {
    let place = try db.integer("UPDATE lane SET next_seq = next_seq + 1 WHERE key = ? RETURNING next_seq - 1", lane)
    guard let place else { throw QueueError.broken("a lane is missing") }
    return place
  }

  /// Takes so many places at the tail of a lane, and gives the first.
  func takePlaces(_ count: Int, in lane: Int64) throws -> Int64 {
    let sql = "UPDATE lane SET next_seq = next_seq + ?1 WHERE key = ?2 RETURNING next_seq - ?1"
    guard let place = try db.integer(sql, count, lane) else { throw QueueError.broken("a lane is missing") }
    return place
  }

  /// Queues an example that is not in a stage yet, at the place it had before or else at the tail.
  func insert(_ work: Work, hasOthers: Bool, in stage: Catalog.StageEntry, example: Int64, place: Int64?) throws {
    try db.run(
      """
      INSERT INTO work(stage, example, lane, seq, need, leased, counted, waiting, is_served, is_for_review, is_narrowed,
        has_others, is_open) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      stage.key, example, stage.lane, work.isOpen ? try place ?? nextPlace(in: stage.lane) : 0, work.need,
      work.leased, work.counted, work.waiting, work.isServed, work.review.rawValue, work.hasUnsettled, hasOthers,
      work.isOpen)
  }

  func add(_ share: Progress, toTallyOf stage: Int64) throws {
    guard share != Progress() else { return }
    try db.run(
      """
      UPDATE tally SET answers = answers + ?, wanted = wanted + ?, done = done + ?, examples = examples + ?
      WHERE stage = ?
      """, share.answers, share.wanted, share.done, share.examples, stage)
  }

  /// Changes the leases on an example of a channel, in every stage of it.
  func changeLeases(by change: Int, channel: Int64, example: Int64, of task: Catalog.TaskEntry) throws {
    for stage in task.stages where stage.channelKey == channel {
      guard var row = try work(stage: stage.key, example: example) else { continue }
      row.work.leased += change
      row.work.waiting = try waiting(stage, example)
      try save(row)
    }
  }

  /// The places of an example that are held for people who may settle their answers: of those who neither have it open
  /// nor let it wait too long.
  func waiting(_ stage: Catalog.StageEntry, _ example: Int64) throws -> Int {
    let sql = """
      SELECT count(*) FROM inbox WHERE stage = ?1 AND example = ?2 AND is_moved = 0 AND NOT EXISTS
        (SELECT 1 FROM lease WHERE lease.person = inbox.person AND lease.example = ?2 AND lease.channel = ?3)
      """
    return Int(try db.integer(sql, stage.key, example, stage.channelKey) ?? 0)
  }

  /// Divides the examples of a task anew among its channels after a weight changed.
  func redivide(_ name: TaskName) throws {
    let task = try catalog.task(name)
    for stage in task.stages {
      var sum = Progress()
      var last: Int64 = 0
      while let next = try redivide(stage, of: task, after: last, &sum) { last = next }
      try add(sum, toTallyOf: stage.key)
    }
  }

  /// Divides the next rows of a stage anew. The last one's example, nil where there are no more.
  private func redivide(
    _ stage: Catalog.StageEntry, of task: Catalog.TaskEntry, after last: Int64, _ sum: inout Progress
  ) throws -> Int64? {
    let sql = """
      SELECT work.example, \(WorkRow.columns), digest FROM work JOIN example ON example.key = work.example
      WHERE stage = ? AND work.example > ? ORDER BY work.example LIMIT \(BackFilling.chunk)
      """
    var next: Int64?
    for row in try db.rows(sql, stage.key, last) {
      next = try row[0]
      let serves = try Digest(bytes: row[10] as Blob).map { task.serves(stage, $0) } ?? false
      var work = try WorkRow(row, stage: stage.key)
      guard serves != work.work.isServed else { continue }
      work.work.isServed = serves
      try store(work)
      sum = sum + (work.work.share - work.before.share)
    }
    return next
  }
}

extension Work {
  /// What the row adds to its channel's progress.
  var share: Progress {
    isServed ? Progress(answers: counted, wanted: wanted, done: isDone ? 1 : 0, examples: 1) : Progress()
  }
}

extension Progress {
  static func - (left: Progress, right: Progress) -> Progress {
    Progress(
      answers: left.answers - right.answers, wanted: left.wanted - right.wanted, done: left.done - right.done,
      examples: left.examples - right.examples)
  }
}
