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

  /// Lines read between two looks at what the store has done.
  private static let proceedsEvery = 16

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

  /// Takes rows until there are none, while the store writes those before them.
  ///
  /// - Parameter progress: called after every batch that is in; what it throws ends the import there.
  public mutating func run(
    rows next: () throws -> ImportRow?, reject: (Rejection) throws -> Void, progress: (Counts) throws -> Void
  ) throws {
    var segment = ImportSegment()
    var writer = writer(of: segment)
    do {
      while let row = try next() {
        try take(row, into: &segment, reject)
        if segment.isFull {
          try writer.finish { try hear($0, reject, progress) }
          writer = self.writer(of: segment)
          segment = ImportSegment()
        } else if row.line.isMultiple(of: Self.proceedsEvery) {
          try writer.proceed { try hear($0, reject, progress) }
        }
      }
      try writer.finish { try hear($0, reject, progress) }
      writer = self.writer(of: segment)
      try writer.finish { try hear($0, reject, progress) }
    } catch {
      if let done = try? writer.stop() { try count(done, reject) }
      throw error
    }
    try progress(counts)
  }

  private func writer(of segment: ImportSegment) -> SegmentWriter {
    SegmentWriter(segment, into: target, updates: updates, store, surroundings)
  }

  private mutating func take(
    _ row: ImportRow, into segment: inout ImportSegment, _ reject: (Rejection) throws -> Void
  ) throws {
    do throws(RowProblem) {
      let content = try row.readable
      segment.append(
        ImportSegment.Row(line: row.line, example: try target.example(content.object, raw: content.raw)))
    } catch {
      counts.rejected += 1
      try reject(Rejection(reason: error.message, row: row))
    }
  }

  private mutating func hear(
    _ done: SegmentWriter.Done, _ reject: (Rejection) throws -> Void, _ progress: (Counts) throws -> Void
  ) throws {
    try count(done, reject)
    try progress(counts)
  }

  private mutating func count(_ done: SegmentWriter.Done, _ reject: (Rejection) throws -> Void) throws {
    counts.revision = done.report.revision
    for (fate, row) in zip(done.report.fates, done.rows) {
      switch fate {
      case .added: counts.added += 1
      case .present: counts.present += 1
      case .changed:
        counts.changed += 1
        if updates { continue }
        try reject(
          Rejection(
            reason:
              "example \(row.example.example.short) is there with other content (--update takes the new content)",
            row: ImportRow(line: row.line, stored: row.example.data)))
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
