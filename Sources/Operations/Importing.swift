import Interchange
import Labeling
import Queue
import Records

/// Brings rows into a dataset: streaming, in batches of one transaction each, in constant memory.
///
/// Rows that are in stay in; running the same import again adds nothing.
public struct Importing {
  /// What became of the rows so far.
  public struct Counts: Hashable, Sendable {
    public var added = 0
    public var present = 0
    /// Same identity, other content: a new content version with `updates`, else rejected rows too.
    public var changed = 0
    /// Rows that cannot be examples.
    public var rejected = 0
    public var revision = 0
  }

  /// A row that was kept out, and why.
  public struct Rejection: Sendable {
    public var reason: String
    public var row: ImportRow
  }

  /// What the rows must look like, for readers that type them (CSV).
  public let schema: Schema
  public private(set) var counts = Counts()

  private let target: ImportTarget
  private let updates: Bool
  private let store: any QueueStore
  private let surroundings: Surroundings

  private static let batchRows = 1000
  private static let batchBytes = 16 << 20

  /// - Parameter name: a task or a dataset.
  public init(
    into name: String, workspace: String?, updates: Bool, store: any QueueStore, surroundings: Surroundings
  ) throws {
    target = try ImportTarget.find(name, in: workspace, store: store)
    schema = target.schema
    self.updates = updates
    self.store = store
    self.surroundings = surroundings
    counts.revision = try store.read { $0.revision }
  }

  /// Takes rows until there are none.
  ///
  /// - Parameter progress: called after every batch that is in; what it throws ends the import there.
  public mutating func run(
    rows next: () throws -> ImportRow?, reject: (Rejection) throws -> Void, progress: (Counts) throws -> Void
  ) throws {
    var batch: [(row: ImportRow, example: ImportBatch.Row)] = []
    var bytes = 0
    while let row = try next() {
      do throws(RowProblem) {
        let content = try row.readable
        let example = try target.example(content.object, raw: content.raw)
        batch.append((row, example))
        bytes += example.data.count
      } catch {
        counts.rejected += 1
        try reject(Rejection(reason: error.message, row: row))
      }
      if batch.count >= Self.batchRows || bytes >= Self.batchBytes {
        try add(batch, reject: reject)
        batch.removeAll(keepingCapacity: true)
        bytes = 0
        try progress(counts)
      }
    }
    if !batch.isEmpty { try add(batch, reject: reject) }
    try progress(counts)
  }

  private mutating func add(
    _ batch: [(row: ImportRow, example: ImportBatch.Row)], reject: (Rejection) throws -> Void
  ) throws {
    let report = try store.add(
      ImportBatch(
        dataset: target.dataset, identity: target.identity, rows: batch.map(\.example), updates: updates,
        at: surroundings.now()))
    counts.revision = report.revision
    for (fate, item) in zip(report.fates, batch) {
      switch fate {
      case .added: counts.added += 1
      case .present: counts.present += 1
      case .changed:
        counts.changed += 1
        if updates { continue }
        try reject(
          Rejection(
            reason:
              "example \(item.example.example.short) is there with other content (--update takes the new content)",
            row: item.row))
      }
    }
  }
}

extension ImportRow {
  /// The content of a row that could be read.
  var readable: Content {
    get throws(RowProblem) {
      do throws(RowFault) { return try content.get() } catch { throw RowProblem(error.message) }
    }
  }
}
