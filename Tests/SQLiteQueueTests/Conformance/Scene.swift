import Labeling
import Queue
import Records
import Synchronization
import Testing

/// A store with people at it, who do one thing a second. Ids are counted, so that runs repeat.
final class Scene {
  private let opened: StoreUnderTest.Opened
  private let processes: Processes
  private(set) var now = Timestamp(microseconds: 1_800_000_000_000_000)
  private var made = 0

  init(_ kind: StoreUnderTest = .inMemory) throws {
    let processes = Processes()
    self.processes = processes
    opened = try kind.make { processes.isAlive($0) }
  }

  var store: any QueueStore { opened.store }

  func wait(_ seconds: Double) { now = now.advanced(bySeconds: seconds) }

  private func tick() -> Timestamp {
    wait(1)
    return now
  }

  func newID(_ prefix: String) -> String {
    made += 1
    return "\(prefix)-\(made)"
  }
}

/// The processes of the sessions that still run.
private final class Processes: Sendable {
  private let ended = Mutex<Set<String>>([])

  func isAlive(_ process: String?) -> Bool { process.map { name in !ended.withLock { $0.contains(name) } } ?? true }
  func kill(_ process: String) { _ = ended.withLock { $0.insert(process) } }
}

/// A person at a terminal.
struct Hand: Sendable {
  let person: Person
  let session: SessionID
}

// Definitions and data.
extension Scene {
  @discardableResult
  func publish(
    _ definition: TaskDefinition = .sample(), on channel: ChannelName = .production, weight: Int? = nil,
    pool: String? = nil, expecting revision: Int? = nil, allowingStuck: Bool = true
  ) throws(QueueError) -> Published {
    try store.publish(
      Publication(
        definition: definition, channel: channel, weight: weight, pool: pool, expectedRevision: revision,
        allowsStuck: allowingStuck, origin: Origin(program: "test"), at: tick()))
  }

  @discardableResult
  func move(_ channel: ChannelName, _ move: ChannelChange.Move) throws(QueueError) -> Channel {
    try store.change(ChannelChange(task: .sample, channel: channel, move: move, at: tick()))
  }

  @discardableResult
  func add(_ rows: [JSONObject], updates: Bool = false, fields: [String]? = nil) throws(QueueError) -> ImportReport {
    let identity = ExampleIdentity(fields: fields)
    return try store.add(
      ImportBatch(
        dataset: "films", identity: identity,
        rows: rows.map {
          .init(
            example: identity.digest(of: $0), content: Digest(of: JSON.object($0).canonical()),
            data: JSON.object($0).utf8())
        }, updates: updates, at: tick()))
  }

  func announce(films: Range<Int>) throws(QueueError) {
    try store.announce(
      films.map { ExampleIdentity(fields: nil).digest(of: ["film": .number(JSONNumber($0))]) }, at: tick())
  }

  /// Films 0, 1, 2, ...
  @discardableResult
  func add(films: Range<Int>) throws(QueueError) -> ImportReport {
    try add(films.map { ["film": .number(JSONNumber($0))] })
  }
}

// People.
extension Scene {
  func enroll(_ name: String, kind: Person.Kind = .person, pools: [String] = []) throws(QueueError) -> Person {
    var person = try store.enroll(name: name, kind: kind, isAway: false, id: PersonID(newID("p")), at: tick())
    for pool in pools { person = try store.change(person.id, .join(pool: pool), by: "admin", at: tick()) }
    return person
  }

  /// A terminal of a person, who is enrolled if new.
  func sit(_ name: String, kind: Person.Kind = .person, pools: [String] = []) throws(QueueError) -> Hand {
    let person = try enroll(name, kind: kind, pools: pools)
    let session = SessionID(newID("s"))
    try store.open(Session(id: session, person: person.id, process: session.rawValue, at: tick()))
    return Hand(person: person, session: session)
  }

  func leave(_ hand: Hand) throws(QueueError) { try store.close(hand.session, at: tick()) }
  /// The terminal dies without a word.
  func kill(_ hand: Hand) { processes.kill(hand.session.rawValue) }
}

// Work.
extension Scene {
  func request(
    _ hand: Hand, besides open: AssignmentID? = nil, _ channels: ChannelChoice = .named(.production)
  ) -> Claim {
    Claim(
      task: .sample, channels: channels, person: hand.person.id, session: hand.session,
      assignment: AssignmentID(newID("a")), besides: open, at: tick())
  }

  func claim(_ hand: Hand, _ channels: ChannelChoice = .named(.production)) throws(QueueError) -> Serving.Outcome {
    try store.claim(request(hand, channels)).outcome
  }

  /// What comes after an open example.
  func reserve(
    besides open: Assignment, _ hand: Hand, _ channels: ChannelChoice = .named(.production)
  ) throws(QueueError) -> Serving.Outcome {
    try store.claim(request(hand, besides: open.id, channels)).outcome
  }

  /// The example after an open one; the test fails where there is none.
  func ahead(of open: Assignment, _ hand: Hand) throws -> Assignment {
    try #require(try reserve(besides: open, hand).assignment)
  }

  /// The next example; the test fails where there is none.
  func next(_ hand: Hand, _ channels: ChannelChoice = .named(.production)) throws -> Assignment {
    try #require(try claim(hand, channels).assignment)
  }

  func submission(_ assignment: Assignment, _ hand: Hand, _ label: String = "drama") -> Submission {
    Submission(
      response: ResponseID(newID("r")), assignment: assignment.id, person: hand.person.id, session: hand.session,
      answer: "{\"genre\":\"\(label)\"}", durationMilliseconds: 1200, context: "{}", at: tick())
  }

  @discardableResult
  func answer(_ assignment: Assignment, _ hand: Hand, _ label: String = "drama") throws(QueueError) -> Receipt {
    try store.submit(submission(assignment, hand, label), then: nil).0
  }

  /// Claims and answers one example.
  @discardableResult
  func work(_ hand: Hand, _ label: String = "drama", _ channels: ChannelChoice = .named(.production)) throws -> Receipt
  {
    try answer(try next(hand, channels), hand, label)
  }

  @discardableResult
  func end(_ assignment: Assignment, _ hand: Hand, _ how: Ending.How) throws(QueueError) -> Int {
    try store.end(
      Ending(
        how, response: ResponseID(newID("r")), assignment: assignment.id, person: hand.person.id,
        session: hand.session, context: "{}", at: tick()), then: nil
    ).revision
  }

  func correction(of response: ResponseID, _ hand: Hand, _ label: String) -> Correction {
    Correction(
      response: ResponseID(newID("r")), supersedes: response, person: hand.person.id,
      answer: "{\"genre\":\"\(label)\"}", durationMilliseconds: nil, context: "{}", at: tick())
  }
}

// Reading.
extension Scene {
  var revision: Int { get throws { try store.read { $0.revision } } }

  func responses(upTo revision: Int = .max) throws -> [ResponseRecord] {
    var responses: [ResponseRecord] = []
    try store.read { try $0.forEachResponse(of: .sample, upTo: revision) { responses.append($0) } }
    return responses
  }

  /// What a person answered since a moment.
  func own(_ hand: Hand, since: Timestamp, limit: Int = 100) throws -> [OwnResponse] {
    try store.read { try $0.responses(of: hand.person.id, task: .sample, since: since, limit: limit) }
  }

  func tally(_ channel: ChannelName = .production) throws -> ChannelTally {
    try #require(try store.read { try $0.tallies(of: .sample) }.first { $0.channel == channel })
  }
}

extension Serving.Outcome {
  var assignment: Assignment? {
    if case .assignment(let assignment) = self { assignment } else { nil }
  }

  var idle: Idle? {
    if case .nothing(let idle) = self { idle } else { nil }
  }
}

extension Assignment {
  /// The number of the film it shows.
  var film: Int? { (try? JSONParser.parse(data))?["film"]?.int }
}
