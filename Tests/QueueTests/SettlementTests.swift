import Labeling
import Queue
import Testing

@Suite("settlements in the model")
struct SettlementTests {
  /// Amara called an example an action film, and after that action was split.
  private func split(overlap: Int = 1) throws -> (Table, settled: ResponseID) {
    let table = try Table()
    var definition = TaskDefinition.sample(Policy(overlap: overlap, lease: 120, settleWait: 600))
    try table.publish(definition)
    try table.addExample()
    try table.sit("bo")
    let served = try table.claim("amara")
    let answered = try table.submit(try #require(served.assignment), by: "amara", "drama")
    definition.taxonomy = Taxonomy(
      version: 2, labels: ["tragedy", "soap", "comedy", "horror"].map { Label(id: $0, title: $0.rawValue) },
      lineage: [Lineage(parent: 1, changes: [.split("drama", into: ["tragedy", "soap"])])])
    definition.ui = TaskDefinition.sample(ui: 2).ui
    try table.publish(definition)
    return (table, answered.response)
  }

  @Test func itsAuthorIsAskedAndOthersWait() throws {
    let (table, response) = try split()
    let idle = try table.claim("bo").idle
    #expect(idle == Idle(.busy, retryAt: table.published.advanced(bySeconds: 600)))
    let own = try #require(try table.claim("amara").assignment)
    #expect(own.purpose == .settlement)
    #expect(own.settles == response)
    #expect(own.asked == AskedCandidates([QuestionID("genre"): ["tragedy", "soap"]]))
    #expect(own.carried?[QuestionID("genre")].crossing == .ambiguous)
    #expect(try table.submit(own, by: "amara", "soap").counted)
    let records = try table.records()
    #expect(records.map(\.status) == [.answered, .settled])
    #expect(records[1].settles == response)
    #expect(records.allSatisfy { !$0.isSuperseded })
  }

  @Test func afterItsWaitAnybodyMayAnswerNarrowed() throws {
    let (table, _) = try split()
    table.wait(600)
    let fresh = try #require(try table.claim("bo").assignment)
    #expect(fresh.purpose == .fresh)
    #expect(fresh.settles == nil && fresh.carried == nil)
    #expect(fresh.asked == AskedCandidates([QuestionID("genre"): ["tragedy", "soap"]]))
    #expect(try table.claim("amara").idle?.reason == .busy, "the place is bo's now")
    _ = try table.submit(fresh, by: "bo", "soap")
    #expect(try table.claim("amara").idle?.reason == .finished)
  }

  @Test func whatIsDeclinedIsForOthersAndNeverComesBack() throws {
    let (table, _) = try split()
    let own = try #require(try table.claim("amara").assignment)
    try table.skip(own, by: "amara")
    #expect(try table.claim("amara").idle?.reason == .finished)
    #expect(try table.claim("bo").assignment?.purpose == .fresh)
  }

  @Test func aReleasedOneIsWaitedForAgain() throws {
    let (table, _) = try split()
    try table.release(try #require(try table.claim("amara").assignment), by: "amara")
    #expect(try table.claim("bo").idle?.reason == .busy)
    #expect(try table.claim("amara").assignment?.purpose == .settlement)
  }

  @Test func aRetiredTailAsksNothingMore() throws {
    let (table, _) = try split()
    try table.retireTail(ui: 1)
    #expect(try table.claim("amara").idle?.reason == .finished)
    #expect(try table.claim("bo").assignment?.purpose == .fresh)
  }

  @Test func aPublishThatChangesTheBuildTakesTwoRevisions() throws {
    let (table, _) = try split()
    let channels = try table.store.read { snapshot in
      try (0...1).map { try snapshot.channels(of: .sample, at: snapshot.revision - $0) }
    }
    #expect(channels[0][0].state == .live)
    #expect(channels[1][0].state == .preparing)
    #expect(channels[0][0].build != channels[1][0].build)
  }
}

/// A model queue with people at it who do one thing a second.
private final class Table {
  let store = InMemoryQueue()
  private(set) var published = Timestamp(microseconds: 0)
  private var now = Timestamp(microseconds: 1_800_000_000_000_000)
  private var made = 0

  init() throws {}

  private func tick() -> Timestamp {
    now = now.advanced(bySeconds: 1)
    return now
  }

  private func newID(_ prefix: String) -> String {
    made += 1
    return "\(prefix)-\(made)"
  }

  func wait(_ seconds: Double) { now = now.advanced(bySeconds: seconds) }

  func publish(_ definition: TaskDefinition) throws {
    published = tick()
    _ = try store.publish(
      Publication(definition: definition, allowsStuck: true, origin: Origin(program: "test"), at: published))
  }

  func addExample() throws {
    let row = ImportBatch.Row(example: Digest(of: [1]), content: Digest(of: [1]), data: Array("{}".utf8))
    _ = try store.add(
      ImportBatch(
        dataset: "films", identity: ExampleIdentity(fields: nil), rows: [row], updates: false, at: tick()))
  }

  @discardableResult
  func sit(_ name: String) throws -> PersonID {
    let person = try store.enroll(name: name, kind: .person, isAway: false, id: PersonID(name), at: tick())
    try store.open(Session(id: SessionID(name), person: person.id, process: nil, at: now))
    return person.id
  }

  func claim(_ name: String) throws -> Serving.Outcome {
    try store.claim(
      Claim(
        task: .sample, channels: .named(.production), person: try sit(name), session: SessionID(name),
        assignment: AssignmentID(newID("a")), at: tick())
    ).outcome
  }

  func submit(_ assignment: Assignment, by name: String, _ label: String) throws -> Receipt {
    try store.submit(
      Submission(
        response: ResponseID(newID("r")), assignment: assignment.id, person: PersonID(name),
        session: SessionID(name), answer: "{\"genre\":\"\(label)\"}", durationMilliseconds: nil, context: "{}",
        at: tick()), then: nil
    ).0
  }

  private func end(_ assignment: Assignment, by name: String, _ how: Ending.How) throws {
    _ = try store.end(
      Ending(
        how, response: ResponseID(newID("r")), assignment: assignment.id, person: PersonID(name),
        session: SessionID(name), context: "{}", at: tick()), then: nil)
  }

  func skip(_ assignment: Assignment, by name: String) throws { try end(assignment, by: name, .skipped(reason: nil)) }
  func release(_ assignment: Assignment, by name: String) throws { try end(assignment, by: name, .released) }

  func retireTail(ui: Int) throws {
    _ = try store.change(
      ChannelChange(task: .sample, channel: .production, move: .retireTail(ui: ui), at: tick()))
  }

  func records() throws -> [ResponseRecord] {
    var records: [ResponseRecord] = []
    try store.read { try $0.forEachResponse(of: .sample, upTo: .max) { records.append($0) } }
    return records
  }
}

extension Serving.Outcome {
  fileprivate var assignment: Assignment? {
    if case .assignment(let assignment) = self { assignment } else { nil }
  }

  fileprivate var idle: Idle? {
    if case .nothing(let idle) = self { idle } else { nil }
  }
}
