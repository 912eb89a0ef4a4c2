import Labeling
import Queue
import Records

/// A rule that did not hold.
struct BrokenRule: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A queue under random work on changing versions: truthful people, and everything that can happen between them.
///
/// It works on any store. Each step is told as a line, so that two stores can be held against each other.
struct Machine {
  static let task = TaskName("kinds")
  static let channels = [ChannelName.production, ChannelName("experiment/a"), ChannelName("experiment/b")]
  static let identity = ExampleIdentity(fields: ["n"])

  /// Somebody at a terminal.
  struct Seat {
    var person: Person
    var session: SessionID
  }

  let store: any QueueStore
  var atoms = Atoms()
  var interfaces: [UserInterface] = []
  var seats: [Seat] = []
  /// Who can be imported for, and has not sat down.
  var away: [Person] = []
  var assignments: [Assignment] = []
  var owners: [AssignmentID: PersonID] = [:]
  /// Those that were answered, skipped or given back.
  var ended: Set<AssignmentID> = []
  /// Everything that was acknowledged.
  var receipts: [(response: ResponseID, person: PersonID)] = []
  var examples = 0
  var now = Timestamp(microseconds: 1_800_000_000_000_000)
  var made = 0
  private(set) var lines: [String] = []
  /// What the last step served, if it was new.
  var served: Assignment?

  init(on store: any QueueStore) throws {
    self.store = store
    let taxonomy = atoms.begin()
    let definition = definition(ui: newInterface(0), taxonomy: taxonomy, overlap: 2)
    try publish(definition, on: .production, weight: nil)
    try publish(definition, on: Self.channels[1], weight: 1)
    try addExamples(6)
    for name in ["amara", "bo", "chi"] { try seat(name) }
    for name in ["dee", "eli"] {
      away.append(
        try store.enroll(name: name, kind: .person, isAway: true, id: PersonID(newID("p")), at: tick()))
    }
  }

  mutating func run(_ step: Step) throws {
    let before = try store.read { $0.revision }
    served = nil
    do {
      lines.append(try act(step))
    } catch let error as QueueError {
      if case .broken = error { throw BrokenRule("\(step): \(error)") }
      lines.append("refused: \(error)")
    }
    try checkFacts(since: before)
  }

  mutating func tick() -> Timestamp {
    now = now.advanced(bySeconds: 1)
    return now
  }

  mutating func newID(_ prefix: String) -> String {
    made += 1
    return "\(prefix)-\(made)"
  }

  mutating func seat(_ name: String) throws {
    let person = try store.enroll(name: name, kind: .person, isAway: false, id: PersonID(newID("p")), at: tick())
    let session = SessionID(newID("s"))
    try store.open(Session(id: session, person: person.id, process: nil, at: tick()))
    seats.append(Seat(person: person, session: session))
  }

  /// Examples are told apart by a number; which atom they are follows from it.
  static func row(_ number: Int, text: String, note: String) -> JSONObject {
    ["n": .number(JSONNumber(number)), "text": .string(text), "note": .string(note)]
  }

  static func atom(of number: Int) -> Int { number % Atoms.count }

  static func number(of assignment: Assignment) -> Int { (try? JSONParser.parse(assignment.data))?["n"]?.int ?? 0 }

  mutating func addExamples(_ count: Int) throws {
    let rows = (examples..<examples + count).map { Self.row($0, text: "text \($0)", note: "") }
    examples += count
    try add(rows, updates: false)
  }

  mutating func add(_ rows: [JSONObject], updates: Bool) throws {
    _ = try store.add(
      ImportBatch(
        dataset: "things", identity: Self.identity,
        rows: rows.map {
          .init(
            example: Self.identity.digest(of: $0), content: Digest(of: JSON.object($0).canonical()),
            data: JSON.object($0).utf8())
        }, updates: updates, at: tick()))
  }

  /// Some ask for one label, some for any number of them as well.
  mutating func newInterface(_ choice: UInt64) -> UserInterface {
    let version = interfaces.count + 1
    let main = Question(id: QuestionID("kind"), kind: .choice, prompt: "Kind?")
    let more = Question(id: QuestionID("traits"), kind: .choices(min: 0, max: nil), prompt: "Traits?")
    let interface = UserInterface(
      version: version, show: [ShownField(field: "text")], ask: choice % 3 == 2 ? [main, more] : [main],
      guidelines: "ui \(version)")
    interfaces.append(interface)
    return interface
  }

  func definition(ui: UserInterface, taxonomy: Taxonomy, overlap: Int) -> TaskDefinition {
    TaskDefinition(
      name: Self.task, title: "Kinds", dataset: "things",
      policy: Policy(overlap: overlap, lease: 120, maxSkips: 2, settleWait: 600), ui: ui, taxonomy: taxonomy,
      schema: Schema(version: 1, fields: [], identity: ["n"]))
  }

  @discardableResult
  mutating func publish(
    _ definition: TaskDefinition, on channel: ChannelName, weight: Int?, allowingStuck: Bool = true
  ) throws -> Published {
    let before = try store.read { $0.revision }
    let known = try store.read { try $0.tasks().isEmpty ? [] : $0.channels(of: Self.task, at: .max) }
    let published = try store.publish(
      Publication(
        definition: definition, channel: channel, weight: weight, allowsStuck: allowingStuck,
        origin: Origin(program: "test"), at: tick()))
    let isMoved = known.first { $0.name == channel }?.build != published.channel.build
    let steps = published.changed ? isMoved ? 2 : 1 : 0
    guard published.revision == before + steps else {
      throw BrokenRule("a publish went from revision \(before) to \(published.revision), not by \(steps)")
    }
    return published
  }
}
