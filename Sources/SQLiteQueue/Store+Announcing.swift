import GRDB
import Labeling
import Queue

extension SQLiteStore {
  /// Ids have no order, so the index over them is written all over where examples come in as they stand in a file: with a
  /// million of them a page an example. In the order of the ids a transaction writes one stretch of it.
  public func announce(_ examples: [Digest], at: Timestamp) throws(QueueError) {
    let order = examples.enumerated().map { (id: $0.element.leadingBits, place: Int64($0.offset)) }
      .sorted { $0.id < $1.id }
    var announcing = Announcing(examples: examples)
    for first in stride(from: 0, to: order.count, by: Announcing.chunk) {
      try interruption()
      let places = order[first..<min(first + Announcing.chunk, order.count)].map(\.place)
      announcing = try writeNewWork(at: at) { transaction in
        var next = announcing
        try next.insert(places, transaction)
        return next
      }
    }
    let keys = announcing.keys
    announced.withLock { $0 = keys }
  }
}

/// Gives keys to examples: in their own order, whatever order they are written in.
///
/// A key is no smaller than those of facts before it (`QueueRule`), so all are facts of the transaction that wrote the
/// first, unless others made examples meanwhile. What an import announced that was
/// interrupted keeps its keys.
private struct Announcing {
  /// Examples that one transaction writes: bounds how long the lock is held.
  static let chunk = 1000

  private struct Block {
    /// The key of the first one of `examples`.
    let base: Int64
    let revision: Int64
    let at: Int64
    /// The greatest key that it has so far.
    var last: Int64
  }

  let examples: [Digest]
  private(set) var keys: [Digest: Int64] = [:]
  private var block: Block?

  init(examples: [Digest]) {
    self.examples = examples
    keys.reserveCapacity(examples.count)
  }

  mutating func insert(_ places: [Int64], _ transaction: Transaction) throws {
    let db = transaction.db
    let greatest = try db.integer("SELECT max(key) FROM example") ?? 0
    if let block, block.last != greatest { self.block = nil }
    let find = try RepeatedStatement("SELECT key FROM example WHERE digest = ?", on: db)
    let insert = try RepeatedStatement(
      "INSERT INTO example(key, digest, branch, revision, at) VALUES (?, ?, 1, ?, ?)", on: db)
    for place in places {
      let example = examples[Int(place)]
      try find.bind(Blob(example.bytes), at: 1)
      if let key = try find.integer() {
        keys[example] = key
        continue
      }
      var block =
        self.block
        ?? Block(base: greatest + 1, revision: transaction.revision, at: transaction.at, last: greatest)
      let key = block.base + place
      try insert.bind(key, at: 1)
      try insert.bind(Blob(example.bytes), at: 2)
      try insert.bind(block.revision, at: 3)
      try insert.bind(block.at, at: 4)
      try insert.run()
      keys[example] = key
      block.last = max(block.last, key)
      self.block = block
    }
  }
}

extension Transaction {
  /// The key of an example, in whatever dataset it is; nil for one that was never known.
  func key(of example: Digest) throws -> Int64? {
    try db.integer("SELECT key FROM example WHERE digest = ?", Blob(example.bytes))
  }
}
