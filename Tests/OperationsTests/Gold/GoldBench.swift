import Labeling
import Operations
import Queue
import Records
import SQLiteQueue
import Testing

/// The task `genre` with gold in it, on either store. What a film is, its title says.
final class GoldBench {
  enum Kind: CaseIterable {
    case memory, disk
  }

  static let task = TaskName("genre")
  static let titles = ["Alien", "Brazil", "Casablanca", "Dune"]

  let store: any QueueStore
  let surroundings = Surroundings.scripted()
  private let folder = try? TemporaryFolder()
  private var sittings: [String: Sitting] = [:]

  var policy = Policy(qualification: Qualification(examples: 4, right: 750_000))
  var taxonomy = Taxonomy(version: 1, labels: GoldBench.labels(["action", "comedy", "horror"]))
  /// Known answers by title.
  var known: [String: Answer] = Dictionary(
    uniqueKeysWithValues: GoldBench.titles.map { ($0, .genre("horror")) })
  var explanation: String?

  init(_ kind: Kind) throws {
    switch kind {
    case .memory: store = InMemoryQueue()
    case .disk: store = try SQLiteStore(path: "\(try #require(folder).path)/queue.sqlite")
    }
  }

  static func labels(_ ids: [String]) -> [Label] {
    ids.map { Label(id: LabelID($0), title: $0.prefix(1).uppercased() + $0.dropFirst()) }
  }

  static func row(_ title: String) -> JSONObject { JSONObject([("title", .string(title))]) }

  /// By id, the order in which gold comes.
  static let inOrder = titles.sorted {
    ExampleIdentity(fields: nil).digest(of: row($0)) < ExampleIdentity(fields: nil).digest(of: row($1))
  }

  @discardableResult
  func publish() throws -> Published {
    let ui = UserInterface(
      version: 1, show: [ShownField(field: "title")],
      ask: [
        Question(id: QuestionID("genre"), kind: .choice, prompt: "Which genre?"),
        Question(id: QuestionID("also"), kind: .choices(min: 0, max: nil), prompt: "What else?", isOptional: true),
      ])
    let gold = known.sorted { $0.key < $1.key }.map { title, answer in
      GoldExample(data: JSON.object(Self.row(title)).utf8(), answer: answer.text, explanation: explanation)
    }
    return try store.publish(
      Publication(
        definition: TaskDefinition(
          name: Self.task, title: "Genres", policy: policy, ui: ui, taxonomy: taxonomy, gold: gold),
        allowsStuck: true, origin: Origin(program: "test"), at: surroundings.now()))
  }

  func add(_ titles: [String]) throws {
    let rows = titles.map { title in
      let digest = ExampleIdentity(fields: nil).digest(of: Self.row(title))
      return ImportBatch.Row(example: digest, content: digest, data: JSON.object(Self.row(title)).utf8())
    }
    _ = try store.add(
      ImportBatch(
        dataset: "genre", identity: ExampleIdentity(fields: nil), rows: rows, updates: false, at: surroundings.now()))
  }

  func sitting(_ name: String) throws -> Sitting {
    if let known = sittings[name] { return known }
    let made = try Sitting(
      as: name, on: Self.task, channels: .named(.production), process: nil, store: store, surroundings: surroundings)
    sittings[name] = made
    return made
  }

  /// The title that comes next for somebody, and its assignment.
  func next(_ name: String) throws -> (title: String, assignment: Assignment)? {
    guard let assignment = try sitting(name).claim().assignment else { return nil }
    return (try JSONParser.parse(assignment.data)["title"]?.string ?? "", assignment)
  }

  @discardableResult
  func submit(_ answer: Answer, to assignment: Assignment, by name: String) throws -> Receipt {
    let sitting = try sitting(name)
    return try sitting.submit(
      answer, to: assignment.id, id: sitting.newResponseID(), durationMilliseconds: 1000, context: .test,
      thenNext: false
    ).0
  }

  @discardableResult
  func correct(_ receipt: Receipt, to answer: Answer, by name: String) throws -> Receipt {
    let sitting = try sitting(name)
    return try sitting.correct(
      receipt.response, to: answer, id: sitting.newResponseID(), durationMilliseconds: nil, context: .test)
  }

  /// Answers the gold that comes, by what the titles are said to be, and horror where nothing is said.
  @discardableResult
  func answer(_ said: [String: String] = [:], by name: String, count: Int = 4) throws -> [Receipt] {
    try (0..<count).map { _ in
      let (title, assignment) = try #require(try next(name), "nothing for \(name)")
      return try submit(.genre(said[title] ?? "horror"), to: assignment, by: name)
    }
  }

  func report() throws -> GoldReport { try GoldReport.read(Self.task, channel: .production, from: store) }
}
