import Labeling
import Queue

/// What people gave and what they were told, kept outside the queue: the other side of every promise.
struct Ledger: Sendable {
  /// What a response says.
  struct Given: Hashable, Sendable {
    let person: PersonID
    var assignment: AssignmentID?
    var supersedes: ResponseID?
    /// Nil for a skip or a flag.
    var answer: String?
  }

  private(set) var given: [ResponseID: Given] = [:]
  /// In the order in which they were told, each with the revision it was told.
  private(set) var acknowledged: [(response: ResponseID, person: PersonID, revision: Int)] = []
  private var revisions: [ResponseID: Int] = [:]
  /// Refused, and never sent otherwise.
  private var refused: Set<ResponseID> = []
  /// How many skips and flags of an assignment were sent.
  private var endings: [AssignmentID: Int] = [:]

  mutating func send(_ request: Request) {
    switch request {
    case .submit(let submission, _):
      given[submission.response] = Given(
        person: submission.person, assignment: submission.assignment, answer: submission.answer)
    case .end(let ending, _) where ending.how.makesResponse:
      if given[ending.response] == nil { endings[ending.assignment, default: 0] += 1 }
      given[ending.response] = Given(person: ending.person, assignment: ending.assignment)
    case .correct(let correction):
      given[correction.response] = Given(
        person: correction.person, supersedes: correction.supersedes, answer: correction.answer)
    case .end, .claim, .draft, .note:
      return
    }
    if let response = request.response { refused.remove(response) }
  }

  mutating func decides(_ adjudication: Adjudication, superseding: ResponseID?) {
    given[adjudication.response] = Given(
      person: adjudication.person, assignment: adjudication.assignment, supersedes: superseding,
      answer: adjudication.answer)
  }

  mutating func imports(_ row: ResponseBatch.Row) {
    given[row.response] = Given(person: row.person, assignment: row.assignment, answer: row.answer)
  }

  /// True where a skip or flag is the only one of its assignment. A second skip is told of the first, without its id.
  func isOnlyEnding(_ ending: Ending) -> Bool { endings[ending.assignment] == 1 }

  mutating func refuse(_ response: ResponseID) { refused.insert(response) }

  /// - Throws: where the receipt is for something that its person did not say.
  mutating func acknowledge(_ response: ResponseID, at revision: Int, to person: PersonID) throws {
    guard let said = given[response], said.person == person else {
      throw BrokenRule("\(person) was told of \(response), which they did not give")
    }
    if let known = revisions.updateValue(revision, forKey: response) {
      guard known == revision else { throw BrokenRule("\(response) was at \(known), and now is at \(revision)") }
    } else {
      acknowledged.append((response, person, revision))
    }
  }

  /// Holds the responses of a queue against what was given and told: each acknowledged one is there once, and nothing is
  /// there that nobody gave. Gold has a stream of its own, which counts what the other one lacks.
  func check(_ snapshot: any QueueSnapshot, of task: TaskName) throws {
    var seen: Set<ResponseID> = []
    var answered: Set<AssignmentID> = []
    var told = 0
    func check(_ record: ResponseRecord) throws {
      guard seen.insert(record.id).inserted else { throw BrokenRule("\(record.id) is there twice") }
      guard let said = given[record.id], !refused.contains(record.id) else {
        throw BrokenRule("\(record.id) is there, and nobody gave it")
      }
      guard said.person == record.person, said.answer == record.answer, said.supersedes == record.supersedes,
        said.assignment == nil || said.assignment == record.assignment
      else { throw BrokenRule("\(record.id) says \(record), and what was given is \(said)") }
      if record.answer != nil, record.supersedes == nil, !answered.insert(record.assignment).inserted {
        throw BrokenRule("\(record.assignment) is answered twice, the second time by \(record.id)")
      }
      guard let revision = revisions[record.id] else { return }
      told += 1
      guard revision == record.revision else {
        throw BrokenRule("\(record.id) was told to be at \(revision) and is at \(record.revision)")
      }
    }
    var last = (revision: 0, at: Timestamp(microseconds: .min))
    try snapshot.forEachResponse(of: task, upTo: .max) { record in
      try check(record)
      guard record.revision >= last.revision, record.at >= last.at else {
        throw BrokenRule("\(record.id) at \(record.revision), \(record.at), comes after \(last)")
      }
      last = (record.revision, record.at)
    }
    var gold = 0
    try snapshot.forEachGoldResponse(of: task, upTo: .max) { _ in gold += 1 }
    for id in given.keys.filter({ !seen.contains($0) }).sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let record = try snapshot.response(id, of: task) else { continue }
      try check(record)
      gold -= 1
    }
    guard gold == 0 else { throw BrokenRule("\(gold) answers to gold are there, and nobody gave them") }
    guard told == acknowledged.count else {
      let lost = acknowledged.filter { !seen.contains($0.response) }.map(\.response.rawValue)
      throw BrokenRule("acknowledged and gone: \(lost.joined(separator: ", "))")
    }
  }
}
