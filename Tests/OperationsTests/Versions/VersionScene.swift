import Interchange
import Labeling
import Operations
import Queue
import Records

/// A task made of values, published version by version, with people who answer it.
struct VersionScene {
  static let task = TaskName("task")

  let store: any QueueStore
  let surroundings = Surroundings.scripted()

  init(_ store: any QueueStore = InMemoryQueue()) { self.store = store }

  static func taxonomy(_ version: Int, _ labels: String, from changes: [LabelChange]? = nil) -> Taxonomy {
    Taxonomy(
      version: version,
      labels: labels.split(separator: " ").map { Label(id: LabelID(String($0)), title: String($0)) },
      lineage: changes.map { [Lineage(parent: version - 1, changes: $0)] } ?? [])
  }

  static func ui(_ version: Int, _ ask: Question..., prompt: String = "") -> UserInterface {
    UserInterface(
      version: version, show: [ShownField(field: "text")],
      ask: ask.map { question in
        var question = question
        question.prompt += prompt
        return question
      })
  }

  static func question(_ id: String, _ kind: Question.Kind) -> Question {
    Question(id: QuestionID(id), kind: kind, prompt: id)
  }

  @discardableResult
  func publish(
    _ ui: UserInterface, _ taxonomy: Taxonomy, overlap: Int = 1, channel: ChannelName = .production, weight: Int? = nil,
    named task: TaskName = VersionScene.task
  ) throws -> Published {
    try store.publish(
      Publication(
        definition: TaskDefinition(
          name: task, title: "Task", policy: Policy(overlap: overlap), ui: ui, taxonomy: taxonomy),
        channel: channel, weight: weight, allowsStuck: true, origin: Origin(program: "test"), at: surroundings.now()))
  }

  func add(_ texts: String...) throws {
    let rows = texts.map { text in
      let row: JSONObject = ["text": .string(text)]
      let id = ExampleIdentity(fields: nil).digest(of: row)
      return ImportBatch.Row(example: id, content: id, data: JSON.object(row).utf8())
    }
    _ = try store.add(
      ImportBatch(
        dataset: Self.task.rawValue, identity: ExampleIdentity(fields: nil), rows: rows, updates: false,
        at: surroundings.now()))
  }

  func sit(_ name: String, channel: ChannelName = .production) throws -> Sitting {
    try Sitting(
      as: name, on: Self.task, channels: .named(channel), process: nil, store: store, surroundings: surroundings)
  }

  /// Answers what comes next, as a client of a pipe would; returns the assignment and the response.
  @discardableResult
  func answer(_ sitting: Sitting, _ answer: JSON) throws -> (assignment: Assignment, response: ResponseID)? {
    guard let assignment = try sitting.claim().assignment else { return nil }
    let (receipt, _) = try sitting.submit(
      try sitting.answer(answer, to: assignment.id), to: assignment.id, id: sitting.newResponseID(),
      durationMilliseconds: 1000, context: .test, thenNext: false)
    return (assignment, receipt.response)
  }

  func lines(
    taxonomy: Int? = nil, channels: ChannelChoice = .named(.production), _ rows: ExportQuery.Rows = .examples,
    withData: Bool = false
  ) throws -> String {
    let query = ExportQuery(
      task: Self.task, channels: channels, rows: rows, taxonomy: taxonomy, withData: withData)
    var bytes: [UInt8] = []
    _ = try Exporting(store: store, program: "test").send(query, checkpoint: { _ in }, to: { bytes += $0 })
    return String(decoding: bytes, as: UTF8.self)
  }

  func rows(
    taxonomy: Int? = nil, channels: ChannelChoice = .named(.production), _ rows: ExportQuery.Rows = .examples
  ) throws -> [JSON] {
    try lines(taxonomy: taxonomy, channels: channels, rows).split(separator: "\n").map {
      try JSONParser.parse(String($0))
    }
  }

  struct Imported {
    var counts: ResponseImporting.Counts
    var reasons: [String]
    var lines: [Int]
  }

  func load(_ text: String) throws -> Imported {
    let importing = try ResponseImporting(
      responsesOf: Self.task, channel: nil, store: store, surroundings: surroundings)
    return try run(importing, text, .jsonl)
  }

  func loadCrowd(
    _ text: String, _ format: ExampleFormat = .csv, ui: Int? = nil, taxonomy: Int? = nil, keepsRepeats: Bool = false,
    mapping: [(field: String, name: String)] = []
  ) throws -> Imported {
    let importing = try ResponseImporting(
      crowdOf: Self.task, channel: nil, ui: ui, taxonomy: taxonomy, keepsRepeats: keepsRepeats, store: store,
      surroundings: surroundings)
    return try run(importing, text, format, mapping)
  }

  private func run(
    _ importing: ResponseImporting, _ text: String, _ format: ExampleFormat,
    _ mapping: [(field: String, name: String)] = []
  ) throws -> Imported {
    var importing = importing
    var reader = try ExampleReader(BytesInMemory(text), format: format, mapping: mapping)
    var rejections: [Importing.Rejection] = []
    try importing.run(
      rows: { try reader.next() }, reject: { rejections.append($0) }, progress: { _ in })
    return Imported(
      counts: importing.counts, reasons: rejections.map(\.reason), lines: rejections.map(\.row.line))
  }
}
