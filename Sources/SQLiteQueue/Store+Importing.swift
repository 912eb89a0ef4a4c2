import GRDB
import Labeling
import Queue

extension SQLiteStore {
  public func add(_ batch: ImportBatch) throws(QueueError) -> ImportReport {
    try writeNewWork(at: batch.at) { transaction in
      let fates = try Importing(transaction: transaction, batch: batch).run()
      return ImportReport(fates: fates, revision: transaction.currentRevision)
    }
  }
}

/// The transaction that adds one batch of rows to a dataset.
private struct Importing {
  let transaction: Transaction
  let batch: ImportBatch

  private var db: Database { transaction.db }

  func run() throws -> [ImportReport.Fate] {
    let dataset = try transaction.dataset(batch.dataset, identity: batch.identity)
    let tasks = transaction.catalog.tasks.values.filter { $0.dataset == dataset }.sorted { $0.key < $1.key }
    return try batch.rows.map { row in
      if let example = try db.integer("SELECT key FROM example WHERE digest = ?", [Blob(row.example.bytes)]) {
        return try add(row, to: example, dataset: dataset, tasks: tasks)
      }
      let example = try db.insert(
        "INSERT INTO example(digest, branch, revision, at) VALUES (?, 1, ?, ?)",
        [Blob(row.example.bytes), transaction.revision, transaction.at])
      try insert(row, version: 1, example: example, dataset: dataset)
      try queue(row.example, example, for: tasks)
      return .added
    }
  }

  private func add(
    _ row: ImportBatch.Row, to example: Int64, dataset: Int64, tasks: [Catalog.TaskEntry]
  ) throws -> ImportReport.Fate {
    let newest = try db.row(
      "SELECT version, digest FROM content WHERE dataset = ? AND example = ? ORDER BY version DESC LIMIT 1",
      [dataset, example])
    guard let newest else {
      // Another dataset has it already; the example is the same, so that rule 1 holds across both.
      try insert(row, version: 1, example: example, dataset: dataset)
      try queue(row.example, example, for: tasks)
      return .added
    }
    if try Digest(bytes: newest[1] as Blob) == row.content { return .present }
    guard batch.updates else { return .changed }
    try insert(row, version: try (newest[0] as Int) + 1, example: example, dataset: dataset)
    // Answers about what was shown before may not be about what is shown now.
    for task in tasks { try transaction.reckon(example, of: task) }
    return .changed
  }

  private func insert(_ row: ImportBatch.Row, version: Int, example: Int64, dataset: Int64) throws {
    try db.run(
      """
      INSERT INTO content(dataset, example, version, digest, data, branch, revision, at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)
      """,
      [
        dataset, example, version, Blob(row.content.bytes), Blob(row.data), transaction.revision,
        transaction.at,
      ])
  }

  private func queue(_ digest: Digest, _ example: Int64, for tasks: [Catalog.TaskEntry]) throws {
    for task in tasks {
      for stage in task.stages {
        let work = Work(need: stage.build.build.policy.overlap, isServed: task.serves(stage, digest))
        try transaction.insert(work, hasOthers: false, in: stage, example: example, place: nil)
        try transaction.add(work.share, toTallyOf: stage.key)
      }
    }
  }
}
