import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func add(_ batch: ImportBatch) throws(QueueError) -> ImportReport {
    try writeNewWork(at: batch.at) { transaction in
      var importing = try Importing(
        transaction: transaction, batch: batch, announced: announced.withLock { $0 })
      let fates = try importing.run()
      return ImportReport(fates: fates, revision: transaction.currentRevision)
    }
  }
}

/// The transaction that adds one batch of rows to a dataset.
private struct Importing {
  let transaction: Transaction
  let batch: ImportBatch
  private let announced: [Digest: Int64]
  private let dataset: Int64
  /// Those that draw from the dataset.
  private let tasks: [Catalog.TaskEntry]
  /// What the tasks are to ask about, in the order of the rows.
  private var queued: [(id: Digest, key: Int64)] = []
  /// Keys of this range had no content when the transaction began.
  private let fresh: ClosedRange<Int64>?
  private var filled: Set<Int64> = []
  private let insertContent: RepeatedStatement

  private var db: Database { transaction.db }

  /// - Parameter announced: the keys of examples that are known to be there.
  init(transaction: Transaction, batch: ImportBatch, announced: [Digest: Int64]) throws {
    self.transaction = transaction
    self.batch = batch
    self.announced = announced
    let dataset = try transaction.dataset(batch.dataset, identity: batch.identity)
    self.dataset = dataset
    tasks = transaction.catalog.tasks.values.filter { $0.dataset == dataset }.sorted { $0.key < $1.key }
    fresh = try Self.fresh(batch.rows.compactMap { announced[$0.example] }, in: dataset, transaction.db)
    insertContent = try RepeatedStatement(
      """
      INSERT INTO content(dataset, example, version, digest, data, branch, revision, at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)
      """, on: transaction.db)
  }

  /// Looks once for all rows, nearly always of new examples, whether the dataset has any of them.
  private static func fresh(_ keys: [Int64], in dataset: Int64, _ db: Database) throws -> ClosedRange<Int64>? {
    guard let first = keys.min(), let last = keys.max() else { return nil }
    let sql = "SELECT 1 FROM content WHERE dataset = ? AND example BETWEEN ? AND ? LIMIT 1"
    return try db.row(sql, dataset, first, last) == nil ? first...last : nil
  }

  mutating func run() throws -> [ImportReport.Fate] {
    var fates: [ImportReport.Fate] = []
    fates.reserveCapacity(batch.rows.count)
    for row in batch.rows {
      if let example = try announced[row.example] ?? transaction.key(of: row.example) {
        fates.append(try add(row, to: example))
      } else {
        let example = try db.insert(
          "INSERT INTO example(digest, branch, revision, at) VALUES (?, 1, ?, ?)",
          Blob(row.example.bytes), transaction.revision, transaction.at)
        try insert(row, version: 1, example: example)
        queued.append((row.example, example))
        fates.append(.added)
      }
    }
    try queue()
    return fates
  }

  private mutating func add(_ row: ImportBatch.Row, to example: Int64) throws -> ImportReport.Fate {
    guard let newest = try newestContent(of: example) else {
      // It was announced, or another dataset has it already; the example is the same, so that rule 1 holds across both.
      try insert(row, version: 1, example: example)
      queued.append((row.example, example))
      return .added
    }
    if try Digest(bytes: newest[1] as Blob) == row.content { return .present }
    guard batch.updates else { return .changed }
    try insert(row, version: try (newest[0] as Int) + 1, example: example)
    // Answers about what was shown before may not be about what is shown now.
    try queue()
    for task in tasks { try transaction.reckon(example, of: task) }
    return .changed
  }

  private func newestContent(of example: Int64) throws -> Cells? {
    if let fresh, fresh.contains(example), !filled.contains(example) { return nil }
    return try db.row(
      "SELECT version, digest FROM content WHERE dataset = ? AND example = ? ORDER BY version DESC LIMIT 1",
      dataset, example)
  }

  private mutating func insert(_ row: ImportBatch.Row, version: Int, example: Int64) throws {
    filled.insert(example)
    try insertContent.bind(dataset, at: 1)
    try insertContent.bind(example, at: 2)
    try insertContent.bind(Int64(version), at: 3)
    try insertContent.bind(Blob(row.content.bytes), at: 4)
    try insertContent.bind(Blob(row.data), at: 5)
    try insertContent.bind(transaction.revision, at: 6)
    try insertContent.bind(transaction.at, at: 7)
    try insertContent.run()
  }

  /// Queues the rows that are new, each stage's at the tail of its lane.
  private mutating func queue() throws {
    guard !queued.isEmpty else { return }
    for task in tasks {
      for stage in task.stages {
        let need = stage.build.build.policy.overlap
        let works = queued.map { Work(need: need, isServed: task.serves(stage, $0.id)) }
        var place = try transaction.takePlaces(works.count { $0.isOpen }, in: stage.lane)
        var sum = Progress()
        let insert = try insertWork(in: stage, need: need)
        for (work, example) in zip(works, queued) {
          try insert.bind(example.key, at: 4)
          try insert.bind(work.isOpen ? place : 0, at: 5)
          try insert.bind(work.isServed ? 1 : 0, at: 6)
          try insert.bind(work.isOpen ? 1 : 0, at: 7)
          try insert.run()
          if work.isOpen { place += 1 }
          sum = sum + work.share
        }
        try transaction.add(sum, toTallyOf: stage.key)
      }
    }
    queued.removeAll(keepingCapacity: true)
  }

  /// Of examples that nobody has answered.
  private func insertWork(in stage: Catalog.StageEntry, need: Int) throws -> RepeatedStatement {
    let insert = try RepeatedStatement(
      """
      INSERT INTO work(stage, lane, need, example, seq, leased, counted, waiting, is_served, is_for_review, is_narrowed,
        has_others, is_open) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, ?6, 0, 0, 0, ?7)
      """, on: db)
    try insert.bind(stage.key, at: 1)
    try insert.bind(stage.lane, at: 2)
    try insert.bind(Int64(need), at: 3)
    return insert
  }
}
