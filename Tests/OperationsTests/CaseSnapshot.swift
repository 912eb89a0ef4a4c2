import Labeling
import Queue

/// A state of a queue that is given by its cases: what a plan reads, made by hand.
struct CaseSnapshot: QueueSnapshot {
  static let task = TaskName("film")

  var channels: [Channel]
  /// By their keys.
  var builds: [Build]
  var people: [Person]
  var answers: [Answer]
  var asked: [AskedCandidates] = []
  var cases: [CaseFile]

  let revision = 1

  func tasks() -> [PublishedTask] { [PublishedTask(name: Self.task, dataset: "films")] }
  func exampleCount(of task: TaskName) -> Int { cases.count }
  func progress(of task: TaskName) -> [ChannelName: Progress] { [:] }
  func channels(of task: TaskName, at revision: Int) -> [Channel] { channels }
  func builds(of task: TaskName, at revision: Int) -> [Build] { builds }
  func persons() -> [Person] { people }
  func sessions() -> [SessionRecord] { [] }
  func forEachAuditEntry(_ body: (AuditEntry) throws -> Void) {}
  func forEachCase(of task: TaskName, upTo revision: Int, _ body: (CaseFile) throws -> Void) throws {
    try cases.forEach(body)
  }
  func build(at key: Int) -> Build { builds[key] }
  func channel(at key: Int) -> ChannelName { channels[key].name }
  func person(at key: Int) -> Person { people[key] }
  func example(at key: Int, of task: TaskName) -> Digest { Digest(of: [UInt8(key)]) }
  func answer(at key: Int) -> String { answers[key].text }
  func asked(at key: Int) -> AskedCandidates { asked[key] }
  func build(_ id: Digest) throws(QueueError) -> Build {
    guard let build = builds.first(where: { $0.id == id }) else { throw .broken("no such build") }
    return build
  }

  func build(of assignment: AssignmentID) throws(QueueError) -> Build { throw .unknownAssignment(assignment) }
  func build(of response: ResponseID) throws(QueueError) -> Build { throw .unknownResponse(response) }
  func response(_ id: ResponseID, of task: TaskName) -> ResponseRecord? { nil }
  func responses(of person: PersonID, task: TaskName, since: Timestamp, limit: Int) -> [OwnResponse] { [] }
  func purpose(of assignment: AssignmentID) throws(QueueError) -> Purpose { throw .unknownAssignment(assignment) }
  func content(of assignment: AssignmentID) throws(QueueError) -> [UInt8] { throw .unknownAssignment(assignment) }
  func revision(at moment: Timestamp) -> Int { revision }
  func identity(ofDataset dataset: String) -> ExampleIdentity? { nil }
  func tallies(of task: TaskName) -> [ChannelTally] { [] }
  func examples(_ standing: ExampleStanding, in channel: ChannelName, of task: TaskName) -> [Int] { [] }
  func gold(of task: TaskName, upTo revision: Int) -> [GoldFact] { [] }
  func content(ofGold key: Int, of task: TaskName) -> [UInt8] { [] }
  func goldAhead(of person: PersonID, in task: TaskName) -> Int { 0 }
  func forEachGoldResponse(
    of task: TaskName, by person: PersonID?, upTo revision: Int, _ body: (GoldResponse) throws -> Void
  ) {}
  func content(at key: Int, of task: TaskName) throws(QueueError) -> [UInt8] { throw .broken("no such content") }
  func forEachResponseFact(of task: TaskName, after response: Int?, _ body: (ResponseFact) throws -> Void) {}
  func reviewCalls(in channel: ChannelName, of task: TaskName) -> [Int: Set<ReviewCall>] { [:] }
  func exposure(of example: Digest, to person: PersonID, in task: TaskName) -> Digest? { nil }
  func example(
    _ example: Digest, of task: TaskName, upTo revision: Int
  ) -> (record: ExampleRecord, responses: [ResponseRecord])? { nil }
  func forEachResponse(of task: TaskName, upTo revision: Int, _ body: (ResponseRecord) throws -> Void) {}
  func forEachExample(
    of task: TaskName, upTo revision: Int, _ body: (ExampleRecord, [ResponseRecord]) throws -> Void
  ) {}
}
