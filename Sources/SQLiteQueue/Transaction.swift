import GRDB
import Labeling
import Queue

/// One write transaction: its moment, and its revision once it records a fact.
final class Transaction {
  let db: Database
  let store: SQLiteStore
  /// The moment of what is recorded: never before an earlier fact's.
  private(set) var moment: Timestamp
  /// The clock as it stands, by which everything that waits is measured: it goes on where the facts' moment stands still
  /// because the clock was ahead for a time.
  private(set) var now: Timestamp
  private(set) var catalog: Catalog
  /// Working rows that were read, while they are gathered; see `withWorkAtHand`.
  var workAtHand: [WorkRow]?
  private let lastRevision: Int64
  private let lastMoment: Timestamp
  private var isRecording = false
  private var changesDefinitions = false

  private init(
    db: Database, store: SQLiteStore, at given: Timestamp, lastMoment: Timestamp, lastRevision: Int64, catalog: Catalog
  ) {
    self.db = db
    self.store = store
    moment = max(given, lastMoment)
    now = given
    self.lastMoment = lastMoment
    self.lastRevision = lastRevision
    self.catalog = catalog
  }

  var at: Int64 { moment.microseconds }

  /// What follows in this transaction happens at a later moment.
  func advance(to later: Timestamp) {
    moment = max(isRecording ? moment : lastMoment, later)
    now = later
  }

  /// The revision that this transaction's facts carry.
  var revision: Int64 {
    isRecording = true
    return lastRevision + 1
  }

  /// The newest revision as this transaction leaves it.
  var currentRevision: Int { Int(isRecording ? lastRevision + 1 : lastRevision) }

  /// Says that builds, channels or people change, so that every process reads them anew.
  func definitionsChange() throws {
    changesDefinitions = true
    catalog = try Catalog(db, definitions: -1, after: catalog)
    store.rules.open(db, catalog)
  }

  static func run<Result>(
    on db: Database, of store: SQLiteStore, at given: Timestamp, _ body: (Transaction) throws -> Result
  ) throws -> Result {
    var result: Result?
    var isCommitted = false
    var wrote = false
    // Keys that were made and not committed will be given to something else.
    defer { store.rules.close(keeping: isCommitted || !wrote) }
    try store.inWriteTransaction(db) {
      let clock = try StoredClock(db)
      let transaction = Transaction(
        db: db, store: store, at: given, lastMoment: clock.at, lastRevision: clock.revision,
        catalog: try store.catalog(db, definitions: clock.definitions))
      store.rules.open(db, transaction.catalog)
      defer { wrote = transaction.isRecording }
      result = try body(transaction)
      try transaction.finish()
    }
    isCommitted = true
    guard let result else { throw QueueError.broken("a transaction ended without a result") }
    return result
  }

  private func finish() throws {
    if isRecording { try db.run("UPDATE clock SET revision = ?, at = ?", revision, at) }
    if changesDefinitions { try db.run("UPDATE clock SET definitions = definitions + 1") }
  }
}

extension SQLiteStore {
  /// Definitions as last read, or anew if somebody changed them since.
  func catalog(_ db: Database, definitions: Int64) throws -> Catalog {
    let known = catalog.withLock { $0 }
    if let known, known.definitions == definitions { return known }
    let new = try Catalog(db, definitions: definitions, after: known)
    catalog.withLock { $0 = new }
    return new
  }
}
