import Dispatch
import Queue

/// Rows that come in together: announced to the queue at once, then added a batch at a time.
struct ImportSegment: Sendable {
  struct Row: Sendable {
    /// Where it starts in its file.
    let line: Int
    let example: ImportBatch.Row
  }

  /// Two segments are in memory, one being read and one being written.
  private static let fullRows = 25_000
  private static let fullBytes = 16 << 20

  private(set) var rows: [Row] = []
  private var bytes = 0

  var isFull: Bool { rows.count >= Self.fullRows || bytes >= Self.fullBytes }

  mutating func append(_ row: Row) {
    rows.append(row)
    bytes += row.example.data.count
  }
}

/// Brings a segment in, one call of the store after the other, each on a thread of its own.
struct SegmentWriter {
  /// What one call did: nothing that is told of an announcement.
  typealias Done = (report: ImportReport, rows: ArraySlice<ImportSegment.Row>)

  /// Rows of a transaction: it writes as much as one that announces the examples of a segment (`QueueStore.announce`).
  static let batchRows = 1000

  private let rows: [ImportSegment.Row]
  private let target: ImportTarget
  private let updates: Bool
  private let store: any QueueStore
  private let surroundings: Surroundings
  private let thread = DispatchQueue(label: "scholium.import")
  private var isAnnounced: Bool
  private var added = 0
  private var underWay: Errand<Done?>?

  init(
    _ segment: ImportSegment, into target: ImportTarget, updates: Bool, _ store: any QueueStore,
    _ surroundings: Surroundings
  ) {
    rows = segment.rows
    self.target = target
    self.updates = updates
    self.store = store
    self.surroundings = surroundings
    isAnnounced = rows.count <= Self.batchRows
    underWay = nextCall()
  }

  /// Hears what the store has done since, and lets it go on. Never waits.
  mutating func proceed(_ hear: (Done) throws -> Void) throws {
    if underWay?.isDone == true { try goOn(hear) }
  }

  /// Waits until all rows are in.
  mutating func finish(_ hear: (Done) throws -> Void) throws {
    while underWay != nil { try goOn(hear) }
  }

  /// Waits until the store is at rest, whatever is left to do.
  mutating func stop() throws -> Done? {
    defer { underWay = nil }
    return try underWay?.value()
  }

  /// What hearing throws leaves the store at rest.
  private mutating func goOn(_ hear: (Done) throws -> Void) throws {
    if let done = try stop() { try hear(done) }
    underWay = nextCall()
  }

  private mutating func nextCall() -> Errand<Done?>? {
    let (store, at) = (store, surroundings.now())
    if !isAnnounced {
      isAnnounced = true
      let examples = rows.map(\.example.example)
      return Errand(on: thread) {
        try store.announce(examples, at: at)
        return nil
      }
    }
    guard added < rows.count else { return nil }
    let next = rows[added..<min(added + Self.batchRows, rows.count)]
    added = next.endIndex
    let batch = ImportBatch(
      dataset: target.dataset, identity: target.identity, rows: next.map(\.example), updates: updates, at: at)
    return Errand(on: thread) { (try store.add(batch), next) }
  }
}
