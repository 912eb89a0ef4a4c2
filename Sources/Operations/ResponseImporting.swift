import Interchange
import Labeling
import Queue
import Records

/// Brings answers from elsewhere into a task, with their versions: streaming, in batches, in constant memory but for what
/// must be told apart. They are reconciled like any other. Running the same import again adds nothing.
public struct ResponseImporting {
  public struct Counts: Hashable, Sendable {
    public var added = 0
    public var present = 0
    public var rejected = 0
    /// Rows that were in the file before in the very same words.
    public var repeats = 0
    /// Examples that were not there before.
    public var examples = 0
    /// Annotators who were not known before.
    public var annotators = 0
    public var revision = 0
  }

  public private(set) var counts = Counts()

  private var rows: any ImportedRows
  private let desk: ImportDesk
  private var people: ImportedPeople

  private static let batchRows = 1000
  private static let batchBytes = 16 << 20

  /// Rows as `export --responses` writes them.
  ///
  /// - Parameter channel: what rows are recorded in whose own channel is not here.
  public init(
    responsesOf task: TaskName, channel: ChannelName?, store: any QueueStore, surroundings: Surroundings
  ) throws {
    let desk = try ImportDesk(task, channel: channel, store: store, surroundings: surroundings)
    try self.init(desk, GivenResponses(desk))
  }

  /// Tables of tasks, workers and labels.
  ///
  /// - Parameters:
  ///   - ui: the published UI version that they were given under; nil: the channel's.
  ///   - taxonomy: the published taxonomy version; nil: the channel's.
  ///   - keepsRepeats: record rows that are there twice in the very same words twice.
  public init(
    crowdOf task: TaskName, channel: ChannelName?, ui: Int?, taxonomy: Int?, keepsRepeats: Bool,
    store: any QueueStore, surroundings: Surroundings
  ) throws {
    let desk = try ImportDesk(task, channel: channel, store: store, surroundings: surroundings)
    try self.init(desk, CrowdLabels(desk, ui: ui, taxonomy: taxonomy, keepsRepeats: keepsRepeats))
  }

  private init(_ desk: ImportDesk, _ rows: any ImportedRows) throws {
    self.desk = desk
    self.rows = rows
    people = try ImportedPeople(store: desk.store, surroundings: desk.surroundings)
    counts.revision = try desk.store.read { $0.revision }
  }

  /// Takes rows until there are none.
  ///
  /// - Parameter progress: called after every batch that is in; what it throws ends the import there.
  public mutating func run(
    rows next: () throws -> ImportRow?, reject: (Importing.Rejection) throws -> Void,
    progress: (Counts) throws -> Void
  ) throws {
    var batch = Batch()
    while let row = try next() {
      batch.take(row, try read(row))
      if batch.items.count >= Self.batchRows || batch.bytes >= Self.batchBytes {
        try finish(&batch, reject)
        try progress(counts)
      }
    }
    try finish(&batch, reject)
    try progress(counts)
  }

  /// The rows of one transaction, in their order.
  private struct Batch {
    struct Item {
      let row: ImportRow
      /// Nil for a repeat that is dropped.
      var answer: Result<ImportedAnswer, RowProblem>?
    }

    var items: [Item] = []
    var bytes = 0

    mutating func take(_ row: ImportRow, _ answer: Result<ImportedAnswer, RowProblem>?) {
      items.append(Item(row: row, answer: answer))
      bytes += row.source.count
    }
  }

  private mutating func read(_ row: ImportRow) throws -> Result<ImportedAnswer, RowProblem>? {
    do {
      let content = try row.readable
      guard let reading = try rows.read(content.object) else {
        counts.repeats += 1
        return nil
      }
      if reading.isRepeat { counts.repeats += 1 }
      return .success(reading.answer)
    } catch let problem as RowProblem {
      return .failure(problem)
    } catch let error as AnswerError {
      return .failure(RowProblem(error.description))
    }
  }

  private mutating func finish(_ batch: inout Batch, _ reject: (Importing.Rejection) throws -> Void) throws {
    guard !batch.items.isEmpty else { return }
    try addExamples(of: &batch)
    try record(&batch)
    for item in batch.items {
      guard case .failure(let problem)? = item.answer else { continue }
      counts.rejected += 1
      try reject(Importing.Rejection(reason: problem.message, row: item.row))
    }
    batch = Batch()
  }

  private mutating func addExamples(of batch: inout Batch) throws {
    let places = batch.items.indices.filter { (try? batch.items[$0].answer?.get().subject.row) != nil }
    let examples = places.compactMap { try? batch.items[$0].answer?.get().subject.row }
    guard !examples.isEmpty else { return }
    let report = try desk.add(examples)
    counts.revision = report.revision
    for (place, fate) in zip(places, report.fates) {
      guard case .success(let answer)? = batch.items[place].answer else { continue }
      switch (fate, answer.subject) {
      case (.added, _): counts.examples += 1
      case (.changed, .given(let row)):
        batch.items[place].answer = .failure(
          RowProblem("example \(row.example.short) is there with other content than the answer was given to"))
      case (.present, _), (.changed, _): break
      }
    }
  }

  private mutating func record(_ batch: inout Batch) throws {
    var places: [Int] = []
    var responses: [ResponseBatch.Row] = []
    for (place, item) in batch.items.enumerated() {
      guard case .success(let answer)? = item.answer else { continue }
      places.append(place)
      responses.append(answer.row(by: try people.person(answer.annotator)))
    }
    guard !responses.isEmpty else { return }
    let report = try desk.store.record(
      ResponseBatch(task: desk.task, rows: responses, at: desk.surroundings.now()))
    counts.revision = report.revision
    counts.annotators = people.enrolled
    for (place, fate) in zip(places, report.fates) {
      switch fate {
      case .added: counts.added += 1
      case .present: counts.present += 1
      case .refused(let why): batch.items[place].answer = .failure(RowProblem(why))
      }
    }
  }
}

/// A kind of file of answers, row by row.
protocol ImportedRows {
  /// What a row says; nil for a repeat that is to be dropped. Throws `RowProblem` or `AnswerError` for a row to be refused.
  mutating func read(_ row: JSONObject) throws -> (answer: ImportedAnswer, isRepeat: Bool)?
}
