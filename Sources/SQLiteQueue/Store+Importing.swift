import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func add(_ batch: ImportBatch) throws(QueueError) -> ImportReport {
    try writeNewWork(at: batch.at) { transaction in
      var importing = try Importing(transaction: transaction, batch: batch)
      let fates = try importing.run(announced: announced.withLock { $0 })
      return ImportReport(fates: fates, revision: transaction.currentRevision)
    }
  }
}

/// The transaction that adds one batch of rows to a dataset.
private struct Importing {
  let transaction: Transaction
  let batch: ImportBatch
  private let dataset: Int64
  /// Those that draw from the dataset.
  private let tasks: [Catalog.TaskEntry]
  /// What the tasks are to ask about, in the order of the rows.
  private var queued: [(id: Digest, key: Int64)] = []

  private var db: Database { transaction.db }

  init(transaction: Transaction, batch: ImportBatch) throws {
    self.transaction = transaction
    self.batch = batch
    let dataset = try transaction.dataset(batch.dataset, identity: batch.identity)
    self.dataset = dataset
    tasks = transaction.catalog.tasks.values.filter { $0.dataset == dataset }.sorted { $0.key < $1.key }
  }

  mutating func run(announced: [Digest: Int64]) throws -> [ImportReport.Fate] {
    var fates: [ImportReport.Fate] = []
    fates.reserveCapacity(batch.rows.count)
    for row in batch.rows {
      if let example = try announced[row.example] ?? transaction.key(of: row.example) {
        fates.append(try add(row, to: example))
      } else {
        let example = try db.insert(
          "INSERT INTO example(digest, branch, revision, at) VALUES (?, 1, ?, ?)",
          [Blob(row.example.bytes), transaction.revision, transaction.at])
        try insert(row, version: 1, example: example)
        queued.append((row.example, example))
        fates.append(.added)
      }
    }
    try queue()
    return fates
  }

  private mutating func add(_ row: ImportBatch.Row, to example: Int64) throws -> ImportReport.Fate {
    let newest = try db.row(
      "SELECT version, digest FROM content WHERE dataset = ? AND example = ? ORDER BY version DESC LIMIT 1",
      [dataset, example])
    guard let newest else {
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

  private func insert(_ row: ImportBatch.Row, version: Int, example: Int64) throws {
    try db.run(
      """
      INSERT INTO content(dataset, example, version, digest, data, branch, revision, at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)
      """,
      [
        dataset, example, version, Blob(row.content.bytes), Blob(row.data), transaction.revision,
        transaction.at,
      ])
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
        for (work, example) in zip(works, queued) {
          try transaction.insert(work, hasOthers: false, in: stage, example: example.key, place: place)
          if work.isOpen { place += 1 }
          sum = sum + work.share
        }
        try transaction.add(sum, toTallyOf: stage.key)
      }
    }
    queued.removeAll(keepingCapacity: true)
  }
}
