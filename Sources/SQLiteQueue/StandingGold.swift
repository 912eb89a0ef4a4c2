import GRDB
import Labeling
import Queue

/// The gold of a task as it stands.
struct StandingGold {
  struct Entry {
    let key: Int64
    let example: Int64
    let content: Int64

    fileprivate static let columns = "SELECT key, example, content FROM gold"

    fileprivate init(_ row: Cells) throws {
      key = try row[0]
      example = try row[1]
      content = try row[2]
    }
  }

  let db: Database
  let task: Int64

  /// SQL: whether a row of `gold` is what is known as it stands.
  static let isNewest = """
    answer IS NOT NULL AND NOT EXISTS (SELECT 1 FROM gold AS later
      WHERE later.task = gold.task AND later.example = gold.example AND later.key > gold.key)
    """

  func isAny() throws -> Bool {
    try db.row("SELECT 1 FROM gold INDEXED BY gold_of_task WHERE task = ? AND \(Self.isNewest) LIMIT 1", task) != nil
  }

  /// The first after a cursor that a person was never shown.
  func first(after key: Int64, unseenBy person: Int64, in scope: Int64) throws -> Entry? {
    let sql = """
      \(Entry.columns) WHERE key > ?1 AND task = ?2 AND \(Self.isNewest)
        AND NOT EXISTS (SELECT 1 FROM exposure WHERE scope = ?3 AND exposure.example = gold.example AND person = ?4)
      ORDER BY key LIMIT 1
      """
    return try db.row(sql, key, task, scope, person).map(Entry.init)
  }

  func of(_ example: Int64) throws -> Entry? {
    let sql = "\(Entry.columns) WHERE task = ? AND example = ? AND \(Self.isNewest)"
    return try db.row(sql, task, example).map(Entry.init)
  }

  /// What is known, as a publish compares it with its file.
  func known(in catalog: Catalog) throws -> [GoldUpdate.Known] {
    let sql = """
      SELECT example.digest, content.data, answer.text, gold.explanation, gold.build FROM gold
      JOIN example ON example.key = gold.example JOIN content ON content.key = gold.content
      JOIN answer ON answer.key = gold.answer WHERE gold.task = ? AND \(Self.isNewest)
      """
    return try db.rows(sql, task).map { row in
      guard let example = try Digest(bytes: row[0] as Blob), let build = try catalog.buildsByKey[row[4]]?.build else {
        throw QueueError.broken("a gold example names what is not there")
      }
      return try GoldUpdate.Known(
        example: example, data: (row[1] as Blob?)?.bytes ?? [], answer: row[2], explanation: row[3], build: build)
    }
  }
}

/// Records what a publish says of the gold of its task.
struct GoldKeeping {
  let transaction: Transaction
  let definition: TaskDefinition
  let build: Build
  /// Of the build.
  let key: Int64
  let task: Int64

  private var db: Database { transaction.db }

  func keep() throws -> GoldChange {
    let standing = try StandingGold(db: db, task: task).known(in: transaction.catalog)
    let update = try GoldUpdate(from: standing, to: definition, as: build)
    if update.change.isNone { return update.change }
    let dataset = try transaction.dataset(
      "\(definition.name)/gold", identity: ExampleIdentity(fields: definition.schema.identity))
    for (digest, gold) in update.added {
      let example = try transaction.key(of: digest) ?? addExample(digest)
      try add(
        example, content: try content(gold.data, of: example, in: dataset),
        answer: try transaction.intern(gold.answer, in: .answer), explanation: gold.explanation)
    }
    for digest in update.retired {
      guard let example = try transaction.key(of: digest) else {
        throw QueueError.broken("a gold example is not there")
      }
      let newest = "SELECT content FROM gold WHERE task = ? AND example = ? ORDER BY key DESC LIMIT 1"
      guard let content = try db.integer(newest, task, example) else {
        throw QueueError.broken("a gold example has no content")
      }
      try add(example, content: content, answer: nil, explanation: nil)
    }
    try transaction.definitionsChange()
    return update.change
  }

  private func addExample(_ digest: Digest) throws -> Int64 {
    try db.insert(
      "INSERT INTO example(digest, branch, revision, at) VALUES (?, 1, ?, ?)", Blob(digest.bytes),
      transaction.revision, transaction.at)
  }

  private func content(_ data: [UInt8], of example: Int64, in dataset: Int64) throws -> Int64 {
    let newest =
      "SELECT key, version, data FROM content WHERE dataset = ? AND example = ? ORDER BY version DESC LIMIT 1"
    let known = try db.row(newest, dataset, example)
    if let known, try (known[2] as Blob?)?.bytes == data { return try known[0] }
    return try db.insert(
      """
      INSERT INTO content(dataset, example, version, digest, data, branch, revision, at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)
      """, dataset, example, try known.map { try ($0[1] as Int64) + 1 } ?? 1, Blob(Digest(of: data).bytes), Blob(data),
      transaction.revision, transaction.at)
  }

  private func add(_ example: Int64, content: Int64, answer: Int64?, explanation: String?) throws {
    try db.run(
      """
      INSERT INTO gold(task, example, content, build, answer, explanation, branch, revision, at)
      VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)
      """, task, example, content, key, answer, explanation, transaction.revision, transaction.at)
  }
}
