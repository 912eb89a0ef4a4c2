import Labeling
import Queue
import Synchronization

/// A store whose requests go wrong as they are told to: what lies between people and a queue that itself does no wrong.
final class FaultyStore: QueueStore {
  private struct State {
    var fault = Fault.none
    /// Of the requests since they were last asked for.
    var latest: Timestamp?
    var oldestClaim: Timestamp?
    var disagreement: String?
  }

  private let inner: any QueueStore
  private let state = Mutex(State())

  init(_ inner: any QueueStore) { self.inner = inner }

  /// What happens to the next request.
  func expect(_ fault: Fault) { state.withLock { $0.fault = fault } }

  /// The latest moment that a request named since this was last asked: nothing ran out later than that.
  func takeLatest() -> Timestamp? { state.withLock { $0.latest.take() } }

  /// The oldest moment that a claim named since this was last asked: nothing waits for longer than from then on.
  func takeOldestClaim() -> Timestamp? { state.withLock { $0.oldestClaim.take() } }

  /// What a request that arrived twice was told differently the second time.
  var disagreement: String? { state.withLock { $0.disagreement } }

  private static let injected = QueueError.cannotWrite(path: "the simulation", why: "a fault")

  /// True for an error that a fault made, which says nothing of the request.
  static func isInjected(_ error: QueueError) -> Bool { error == injected }

  private func pass<Result>(
    at moment: Timestamp, claiming claim: Claim? = nil, same: (Result, Result) -> Bool,
    _ request: () throws(QueueError) -> Result
  ) throws(QueueError) -> Result {
    let fault = state.withLock { state in
      defer { state.fault = .none }
      state.latest = [state.latest, moment, claim?.at].compactMap { $0 }.max()
      state.oldestClaim = [state.oldestClaim, claim?.at].compactMap { $0 }.min()
      return state.fault
    }
    switch fault {
    case .none:
      return try request()
    case .refused, .killedBefore, .late:
      throw Self.injected
    case .failedAfterCommit, .killedAfter:
      _ = try request()
      throw Self.injected
    case .repeated:
      let first = try request()
      let second = try request()
      if !same(first, second) { state.withLock { $0.disagreement = "told \(first), and then \(second)" } }
      return first
    }
  }

  private func pass<Result: Equatable>(
    at moment: Timestamp, _ request: () throws(QueueError) -> Result
  ) throws(QueueError) -> Result {
    try pass(at: moment, same: ==, request)
  }

  func publish(_ publication: Publication) throws(QueueError) -> Published {
    try pass(at: publication.at, same: Agreement.holds) {
      () throws(QueueError) in try inner.publish(publication)
    }
  }

  func change(_ change: ChannelChange) throws(QueueError) -> Channel {
    try pass(at: change.at) { () throws(QueueError) in try inner.change(change) }
  }

  func enroll(
    name: String, kind: Person.Kind, isAway: Bool, id: PersonID, at: Timestamp
  ) throws(QueueError) -> Person {
    try pass(at: at) { () throws(QueueError) in
      try inner.enroll(name: name, kind: kind, isAway: isAway, id: id, at: at)
    }
  }

  func change(
    _ person: PersonID, _ change: PersonChange, by actor: String, at: Timestamp
  ) throws(QueueError) -> Person {
    try pass(at: at) { () throws(QueueError) in try inner.change(person, change, by: actor, at: at) }
  }

  func open(_ session: Session) throws(QueueError) {
    try pass(at: session.at, same: Agreement.holds) { () throws(QueueError) in try inner.open(session) }
  }

  func beat(_ session: SessionID, active: Timestamp, at: Timestamp) throws(QueueError) -> Bool {
    try pass(at: at, same: ==) { () throws(QueueError) in try inner.beat(session, active: active, at: at) }
  }

  func view(_ viewing: Viewing) throws(QueueError) -> Int {
    try pass(at: viewing.at) { () throws(QueueError) in try inner.view(viewing) }
  }

  func adjudicate(_ adjudication: Adjudication) throws(QueueError) -> Receipt {
    try pass(at: adjudication.at) { () throws(QueueError) in try inner.adjudicate(adjudication) }
  }

  func audit(_ event: AuditEvent, at: Timestamp) throws(QueueError) {
    try pass(at: at, same: Agreement.holds) { () throws(QueueError) in try inner.audit(event, at: at) }
  }

  func close(_ session: SessionID, at: Timestamp) throws(QueueError) {
    try pass(at: at, same: Agreement.holds) { () throws(QueueError) in try inner.close(session, at: at) }
  }

  func announce(_ examples: [Digest], at: Timestamp) throws(QueueError) {
    try pass(at: at, same: ==) { () throws(QueueError) in try inner.announce(examples, at: at) }
  }

  func add(_ batch: ImportBatch) throws(QueueError) -> ImportReport {
    try pass(at: batch.at, same: Agreement.holds) { () throws(QueueError) in try inner.add(batch) }
  }

  func claim(_ claim: Claim) throws(QueueError) -> Serving {
    try pass(at: claim.at, claiming: claim, same: ==) { () throws(QueueError) in try inner.claim(claim) }
  }

  func submit(_ submission: Submission, then claim: Claim?) throws(QueueError) -> (Receipt, Serving?) {
    try pass(at: submission.at, claiming: claim, same: Agreement.holds) { () throws(QueueError) in
      try inner.submit(submission, then: claim)
    }
  }

  func end(_ ending: Ending, then claim: Claim?) throws(QueueError) -> (revision: Int, Serving?) {
    try pass(at: ending.at, claiming: claim, same: Agreement.holds) { () throws(QueueError) in
      try inner.end(ending, then: claim)
    }
  }

  func correct(_ correction: Correction) throws(QueueError) -> Receipt {
    try pass(at: correction.at) { () throws(QueueError) in try inner.correct(correction) }
  }

  func note(
    _ comment: String, on assignment: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) -> Int {
    try pass(at: at, same: Agreement.holds) { () throws(QueueError) in
      try inner.note(comment, on: assignment, by: person, at: at)
    }
  }

  func saveDraft(
    _ answer: String, of assignment: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) {
    try pass(at: at, same: Agreement.holds) { () throws(QueueError) in
      try inner.saveDraft(answer, of: assignment, by: person, at: at)
    }
  }

  func record(_ batch: ResponseBatch) throws(QueueError) -> ResponseBatchReport {
    try pass(at: batch.at, same: Agreement.holds) { () throws(QueueError) in
      try inner.record(batch)
    }
  }

  func read<Result>(_ body: (any QueueSnapshot) throws -> Result) throws -> Result { try inner.read(body) }
}

/// What must be the same of what a request is told twice.
private enum Agreement {
  static func holds(_: Void, _: Void) -> Bool { true }

  /// The second one finds nothing to change, and says so.
  static func holds(_ first: Published, _ second: Published) -> Bool {
    first.build.id == second.build.id && first.channel == second.channel
  }

  /// What was added is there the second time.
  static func holds(_ first: ImportReport, _ second: ImportReport) -> Bool { first.revision == second.revision }
  static func holds(_ first: ResponseBatchReport, _ second: ResponseBatchReport) -> Bool {
    first.revision == second.revision
  }

  static func holds(_ first: (Receipt, Serving?), _ second: (Receipt, Serving?)) -> Bool { first == second }
  static func holds(_ first: (revision: Int, Serving?), _ second: (revision: Int, Serving?)) -> Bool {
    first.1 == second.1
  }

  /// A comment has no id: said twice, it is there twice.
  static func holds(_ first: Int, _ second: Int) -> Bool { first <= second }
}
