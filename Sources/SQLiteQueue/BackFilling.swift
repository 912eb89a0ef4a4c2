import GRDB
import Labeling
import Queue

/// Fills a preparing stage from the facts, a chunk of examples in a transaction, each example whole. Between two chunks
/// others write: what is there already they keep right, what is not will be reckoned when its turn comes.
struct BackFilling {
  /// Examples that one transaction reckons: bounds how long the lock is held.
  static let chunk = 2000

  let transaction: Transaction
  let stage: Catalog.StageEntry
  let task: Catalog.TaskEntry

  private var db: Database { transaction.db }

  /// Nil where the stage is not being filled any more.
  init?(_ transaction: Transaction, stage key: Int64, of name: TaskName) {
    guard let task = transaction.catalog.tasks[name],
      let stage = task.stages.first(where: { $0.key == key && !$0.isServing })
    else { return nil }
    self.transaction = transaction
    self.stage = stage
    self.task = task
  }

  /// Reckons the next examples. True once all are there.
  func run() throws -> Bool {
    let through = try db.integer("SELECT through FROM stage WHERE key = ?", stage.key) ?? 0
    let sql = """
      SELECT max(example) FROM (SELECT DISTINCT example FROM content WHERE dataset = ? AND example > ?
        ORDER BY example LIMIT \(Self.chunk))
      """
    guard let last = try db.integer(sql, task.dataset, through) else { return true }
    let range = CaseReader.Range(after: through, through: last)
    let before = try places(in: range)
    var sum = Progress()
    let present = Set(
      try db.rows(
        "SELECT example FROM work WHERE stage = ? AND example > ? AND example <= ?", stage.key, range.after,
        range.through
      )
      .map { try $0[0] as Int64 })
    try StageFacts(reckoned: transaction.reckoned, stage: stage, task: task).read(in: range) { facts in
      guard !present.contains(facts.example) else { return }
      var work = facts.work
      if !facts.reckoning.unsettled.isEmpty {
        try transaction.fillInbox(
          with: facts.reckoning, of: facts.example, in: stage, isOpen: work.isOpenToSettlements)
        work.waiting = try transaction.waiting(stage, facts.example)
      }
      try transaction.insert(
        work, hasOthers: facts.hasOthers, in: stage, example: facts.example, place: before[facts.example])
      sum = sum + work.share
    }
    try transaction.add(sum, toTallyOf: stage.key)
    try db.run("UPDATE stage SET through = ? WHERE key = ?", last, stage.key)
    return false
  }

  /// The places of what is open in the stage before: whoever's cursor passed one did so for good.
  private func places(in range: CaseReader.Range) throws -> [Int64: Int64] {
    guard let serving = task.serving(stage.channelKey) else { return [:] }
    let sql = """
      SELECT example, seq FROM work WHERE stage = ? AND example > ? AND example <= ? AND is_open = 1 AND seq <= ?
      """
    let rows = try db.rows(sql, serving.key, range.after, range.through, stage.base)
    return Dictionary(try rows.map { try ($0[0] as Int64, $0[1] as Int64) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Clears away stages that no longer serve.
struct Clearing {
  let db: Database

  /// Deletes some rows. True once nothing is left.
  func run() throws -> Bool {
    guard
      let row = try db.row(
        "SELECT stage.key, lane.key FROM stage JOIN lane ON lane.stage = stage.key WHERE stage.state = 'old' LIMIT 1")
    else { return true }
    let (stage, lane) = try (row[0] as Int64, row[1] as Int64)
    for table in ["work", "inbox"] {
      try db.run(
        """
        DELETE FROM \(table) WHERE stage = ?1 AND example <=
          (SELECT max(example) FROM (SELECT example FROM \(table) WHERE stage = ?1 ORDER BY example
            LIMIT \(BackFilling.chunk)))
        """, stage)
      if db.changesCount > 0 { return false }
    }
    try db.run("DELETE FROM cursor WHERE lane = ?", lane)
    try db.run("DELETE FROM lane WHERE stage = ?", stage)
    try db.run("DELETE FROM tally WHERE stage = ?", stage)
    try db.run("DELETE FROM stage WHERE key = ?", stage)
    return false
  }
}
