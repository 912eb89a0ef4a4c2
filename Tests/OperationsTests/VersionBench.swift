import Labeling
import Operations
import Queue
import Records
import TaskFiles

/// The task `genre` going through versions, on a queue in memory.
final class VersionBench {
  static let task = TaskName("genre")
  static let labels1 = "  - {id: action}\n  - {id: comedy}\n  - {id: other}\n"

  let folder: TemporaryFolder
  let store = InMemoryQueue()
  let surroundings = Surroundings.scripted()
  private var sessions: [String: (person: PersonID, session: SessionID)] = [:]
  private var ids = 0

  init(overlap: Int = 1) throws {
    folder = try TemporaryFolder()
    try folder.write("title: Film genre\ndataset: films\npolicy: {overlap: \(overlap)}\n", to: "tasks/genre/task.yaml")
    try folder.write("version: 1\nfields:\n  title: {type: string, required: true}\n", to: "tasks/genre/schema.yaml")
    try screen(1)
    try taxonomy(1, Self.labels1)
  }

  func screen(_ version: Int, kind: String = "choice", question: String = "genre", more: String = "") throws {
    try folder.write(
      "version: \(version)\nshow:\n  - {field: title}\nask:\n  - {id: \(question), kind: \(kind), prompt: Which genre on \(version)?\(more)}\n",
      to: "tasks/genre/ui.yaml")
  }

  /// - Parameter from: the entry of `from:`, empty for none.
  func taxonomy(_ version: Int, _ labels: String, from: String = "") throws {
    try folder.write(
      "version: \(version)\nlabels:\n\(labels)\(from.isEmpty ? "" : "from:\n\(from)")", to: "tasks/genre/taxonomy.yaml")
  }

  /// Splits action and retires other.
  func secondTaxonomy() throws {
    try taxonomy(
      2, "  - {id: action}\n  - {id: superhero}\n  - {id: comedy}\n",
      from: "  version: 1\n  changes:\n    - {split: action, into: [action, superhero]}\n    - {retire: other}\n")
  }

  func compiled() -> Compiled { TaskFiles.read(workspace: folder.path, task: Self.task) }

  @discardableResult
  func publish(to channel: ChannelName = .production, weight: Int? = nil, allowsStuck: Bool = true) throws
    -> Published
  {
    try store.publish(
      Publication(
        definition: try compiled().usable(), channel: channel, weight: weight, allowsStuck: allowsStuck,
        origin: Origin(program: "test"), at: surroundings.now()))
  }

  func add(_ titles: [String]) throws {
    let rows = titles.map { title in
      let data = JSON.object(JSONObject([("title", .string(title))])).utf8()
      let digest = Digest(of: data)
      return ImportBatch.Row(example: digest, content: digest, data: data)
    }
    _ = try store.add(
      ImportBatch(
        dataset: "films", identity: ExampleIdentity(fields: nil), rows: rows, updates: false, at: surroundings.now()))
  }

  private func seat(of name: String) throws -> (person: PersonID, session: SessionID) {
    if let known = sessions[name] { return known }
    let person = try store.enroll(
      name: name, kind: .person, isAway: false, id: PersonID("id-\(name)"), at: surroundings.now())
    let session = SessionID("session-\(name)")
    try store.open(Session(id: session, person: person.id, process: nil, at: surroundings.now()))
    sessions[name] = (person.id, session)
    return (person.id, session)
  }

  func sit(_ names: String...) throws { for name in names { _ = try seat(of: name) } }

  /// What is next for somebody.
  func claim(_ name: String, in channel: ChannelName = .production) throws -> Assignment? {
    let seat = try seat(of: name)
    ids += 1
    let serving = try store.claim(
      Claim(
        task: Self.task, channels: .named(channel), person: seat.person, session: seat.session,
        assignment: AssignmentID("a\(ids)"), at: surroundings.now()))
    guard case .assignment(let assignment) = serving.outcome else { return nil }
    return assignment
  }

  func submit(_ label: String, to assignment: Assignment, by name: String, milliseconds: Int? = nil) throws {
    try submit(answer: "{\"genre\":\"\(label)\"}", to: assignment, by: name, milliseconds: milliseconds)
  }

  /// - Parameter answer: the whole of it, JSON text.
  func submit(answer: String, to assignment: Assignment, by name: String, milliseconds: Int? = nil) throws {
    let seat = try seat(of: name)
    ids += 1
    _ = try store.submit(
      Submission(
        response: ResponseID("r\(ids)"), assignment: assignment.id, person: seat.person, session: seat.session,
        answer: answer, durationMilliseconds: milliseconds, context: "{}", at: surroundings.now()), then: nil)
  }

  /// Answers what comes with these labels in turn.
  func answer(_ labels: [String], by name: String, in channel: ChannelName = .production, milliseconds: Int? = nil)
    throws
  {
    for label in labels {
      guard let assignment = try claim(name, in: channel) else { throw OperationError.badData("nothing for \(name)") }
      try submit(label, to: assignment, by: name, milliseconds: milliseconds)
    }
  }

  var revision: Int { get throws { try store.read { $0.revision } } }

  func plan(_ channel: ChannelName = .production) throws -> PublishPlan {
    try Planning(store: store).plan(
      Publishing.Request(task: Self.task, channel: channel), in: folder.path, checkpoint: { _ in })
  }

  func relabel(_ channel: ChannelName = .production) throws -> RelabelPlan {
    try Planning(store: store).relabel(Self.task, channel: channel).plan
  }

  func check() throws -> [Fault] { try Checking([], in: folder.path, against: store).faults }
}

extension Compiled {
  fileprivate func usable() throws -> TaskDefinition {
    guard let definition else { throw DefinitionFaults(faults) }
    return definition
  }
}
