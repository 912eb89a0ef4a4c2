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
}

extension Transaction {
  func work(stage: Int64, example: Int64) throws -> WorkRow? {
    let sql = """
      SELECT lane, need, leased, counted, waiting, is_served, is_for_review, is_narrowed, has_others FROM work
      WHERE stage = ? AND example = ?
      """
    return try db.row(sql, [stage, example]).map { row in
      let work = Work(
        need: row[1], leased: row[2], counted: row[3], waiting: row[4], isServed: row[5], isForReview: row[6],
        hasUnsettled: row[7])
      return WorkRow(stage: stage, example: example, lane: row[0], before: work, work: work, hasOthers: row[8])
    }
  }

  /// Stores a changed row. One that opens goes to the tail of its lane, so that no cursor has passed it; one that
  /// closes leaves the lane's index.
  func save(_ row: WorkRow) throws {
    let work = row.work
    if work.isOpen == row.before.isOpen {
      try db.run(
        """
        UPDATE work SET leased = ?, counted = ?, waiting = ?, is_served = ?, is_for_review = ?, is_narrowed = ?,
          has_others = ? WHERE stage = ? AND example = ?
        """,
        [
          work.leased, work.counted, work.waiting, work.isServed, work.isForReview, work.hasUnsettled, row.hasOthers,
          row.stage, row.example,
        ])
    } else {
      try db.run(
        """
        UPDATE work SET leased = ?, counted = ?, waiting = ?, is_served = ?, is_for_review = ?, is_narrowed = ?,
          has_others = ?, is_open = ?, seq = ? WHERE stage = ? AND example = ?
        """,
        [
          work.leased, work.counted, work.waiting, work.isServed, work.isForReview, work.hasUnsettled, row.hasOthers,
          work.isOpen, work.isOpen ? try nextPlace(in: row.lane) : 0, row.stage, row.example,
        ])
    }
    if work.isOpenToSettlements != row.before.isOpenToSettlements {
      try db.run(
        "UPDATE inbox SET is_open = ? WHERE stage = ? AND example = ?",
        [work.isOpenToSettlements, row.stage, row.example])
    }
    try add(work.share - row.before.share, toTallyOf: row.stage)
  }

  /// Takes a place at the tail of a lane.
  func nextPlace(in lane: Int64) throws -> Int64 {
    let place = try db.integer("UPDATE lane SET next_seq = next_seq + 1 WHERE key = ? RETURNING next_seq - 1", [lane])
    guard let place else { throw QueueError.broken("a lane is missing") }
    return place
  }

  /// Queues an example that is not in a stage yet, at the place it had before or else at the tail.
  func insert(_ work: Work, hasOthers: Bool, in stage: Catalog.StageEntry, example: Int64, place: Int64?) throws {
    try db.run(
      """
      INSERT INTO work(stage, example, lane, seq, need, leased, counted, waiting, is_served, is_for_review, is_narrowed,
        has_others, is_open) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        stage.key, example, stage.lane, work.isOpen ? try place ?? nextPlace(in: stage.lane) : 0, work.need,
        work.leased, work.counted, work.waiting, work.isServed, work.isForReview, work.hasUnsettled, hasOthers,
        work.isOpen,
      ])
  }

  func add(_ share: Progress, toTallyOf stage: Int64) throws {
    guard share != Progress() else { return }
    try db.run(
      """
      UPDATE tally SET answers = answers + ?, wanted = wanted + ?, done = done + ?, examples = examples + ?
      WHERE stage = ?
      """, [share.answers, share.wanted, share.done, share.examples, stage])
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
    return Int(try db.integer(sql, [stage.key, example, stage.channelKey]) ?? 0)
  }

  /// Divides the examples of a task anew among its channels after a weight changed.
  func redivide(_ name: TaskName) throws {
    let task = try catalog.task(name)
    for stage in task.stages {
      let sql = """
        SELECT work.example, example.digest, is_served FROM work JOIN example ON example.key = work.example
        WHERE stage = ? ORDER BY work.example
        """
      for row in try Row.fetchAll(db, sql: sql, arguments: [stage.key]) {
        let serves = Digest(bytes: row[1] as Blob).map { task.serves(stage, $0) } ?? false
        guard serves != (row[2] as Bool), var work = try work(stage: stage.key, example: row[0]) else { continue }
        work.work.isServed = serves
        try save(work)
      }
    }
  }
}

extension Work {
  /// What the row adds to its channel's progress.
  var share: Progress {
    isServed ? Progress(answers: counted, wanted: need, done: isDone ? 1 : 0, examples: 1) : Progress()
  }
}

extension Progress {
  static func - (left: Progress, right: Progress) -> Progress {
    Progress(
      answers: left.answers - right.answers, wanted: left.wanted - right.wanted, done: left.done - right.done,
      examples: left.examples - right.examples)
  }
}
