import GRDB
import Labeling
import Queue

/// What can be mended without touching a fact.
extension SQLiteStore {
  /// Carries the whole write-ahead log over and cuts it to nothing.
  ///
  /// - Returns: false where somebody still reads what is in it.
  public func cutLog() throws(QueueError) -> Bool {
    do {
      return try queue.unsafeReentrantWrite { db in
        try lock.withTurn(patience: patience) {
          // Without it SQLite would carry the log over beside a writer that is none of ours (`LogLock`).
          let log = try LogLock(.writing, of: db)
          guard try log.take() else { return false }
          defer { log.leave() }
          let patience = try db.integer("PRAGMA busy_timeout") ?? 0
          // Readers are not waited for: they may read for hours.
          try db.execute(sql: "PRAGMA busy_timeout = 0")
          defer { try? db.execute(sql: "PRAGMA busy_timeout = \(patience)") }
          return try db.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0
        }
      }
    } catch {
      throw Refusal(path: path).error(error)
    }
  }

  /// Makes triggers and indexes as this program makes them.
  public func mendSchema(at moment: Timestamp) throws(QueueError) {
    try write(at: moment) { transaction in try SchemaComparison(db: transaction.db).mend() }
  }

  /// Makes the working tables of every channel anew from the facts, the way a publish fills them: others work on
  /// meanwhile, and an interrupted one is simply repeated. A publish that is not finished has to be repeated, too.
  ///
  /// - Returns: the number of channels.
  public func rebuildWork(at moment: Timestamp) throws(QueueError) -> Int {
    try write(at: moment) { transaction in
      try Leases(transaction: transaction).mend()
      try transaction.recountGold()
    }
    let names = try write(at: moment) { transaction in
      transaction.catalog.tasks.values.sorted { $0.key < $1.key }.map(\.name)
    }
    var count = 0
    for task in names {
      for channel in try write(at: moment, { try Rebuilding(transaction: $0, task: task).channels() }) {
        let stage = try write(at: moment) { transaction in
          try Rebuilding(transaction: transaction, task: task).begin(channel)
        }
        guard let stage else { continue }
        try fill(stage, of: task, at: moment)
        try write(at: moment) { transaction in
          try Rebuilding(transaction: transaction, task: task).finish(stage)
        }
        count += 1
      }
    }
    try clear(at: moment)
    return count
  }
}

/// Takes a channel's queue to a new stage of the same build.
private struct Rebuilding {
  let transaction: Transaction
  let task: TaskName

  private var db: Database { transaction.db }

  /// The keys of the channels that serve, or should.
  func channels() throws -> [Int64] { try states().map(\.key) }

  private func states() throws -> [Catalog.ChannelState] {
    try Catalog.channels(db, at: .max)[transaction.catalog.task(task).key] ?? []
  }

  func begin(_ key: Int64) throws -> Int64? {
    guard let state = try states().first(where: { $0.key == key }),
      let build = transaction.catalog.buildsByKey[state.build]
    else { return nil }
    let staging = Staging(transaction: transaction)
    try staging.abandonPreparation(of: state.name, in: task)
    let stage = try staging.begin(state.channel(build: build.build.id), key: key, build: build.key, isAnew: true)
    try transaction.definitionsChange()
    return stage
  }

  func finish(_ stage: Int64) throws {
    guard try Staging(transaction: transaction).flip(to: stage, of: task, what: "rebuilt") != nil else { return }
    // One that had lost its lane is not known to serve.
    try db.run(
      """
      UPDATE stage SET state = 'old' WHERE state = 'serving' AND key <> ?1
        AND channel = (SELECT channel FROM stage WHERE key = ?1)
      """, stage)
    try transaction.definitionsChange()
  }
}

/// Brings the leases in line with the assignments.
private struct Leases {
  let transaction: Transaction

  private var db: Database { transaction.db }

  func mend() throws {
    for rule in [QueueRule.foreignLease, .lateLease] {
      try db.run("DELETE FROM lease WHERE assignment IN (\(rule.query))")
    }
    // Nobody holds these: as if their leases had run out.
    for row in try db.rows("SELECT key FROM assignment WHERE id IN (\(QueueRule.lostAssignment.query))") {
      let assignment = try transaction.assignment(row[0] as Int64)
      try transaction.record("expired", on: assignment.key)
      try transaction.promiseComeback(of: assignment)
    }
  }
}
