import Labeling
import Synchronization

/// The queue in memory: the readable model that every other store must agree with, for tests and simulations.
public final class InMemoryQueue: QueueStore {
  let state: Mutex<InMemoryQueueState>

  /// - Parameter liveness: tells from a session's process mark whether the process still runs.
  public init(liveness: @escaping @Sendable (String?) -> Bool = { _ in true }) {
    state = Mutex(InMemoryQueueState(liveness: liveness))
  }

  /// One transaction: all of it or, where it throws, nothing.
  private func transaction<Result: Sendable>(
    _ body: (inout InMemoryQueueState) throws(QueueError) -> Result
  ) throws(QueueError) -> Result {
    try state.withLock { state throws(QueueError) in
      var next = state
      next.isStamped = false
      let result = try body(&next)
      state = next
      return result
    }
  }

  public func publish(_ publication: Publication) throws(QueueError) -> Published {
    try transaction { state throws(QueueError) in try state.publish(publication) }
  }

  public func change(_ change: ChannelChange) throws(QueueError) -> Channel {
    try transaction { state throws(QueueError) in try state.change(change) }
  }

  public func enroll(
    name: String, kind: Person.Kind, isAway: Bool, id: PersonID, at: Timestamp
  ) throws(QueueError) -> Person {
    try transaction { state throws(QueueError) in
      try state.enroll(name: name, kind: kind, isAway: isAway, id: id, at: at)
    }
  }

  public func change(
    _ person: PersonID, _ change: PersonChange, by actor: String, at: Timestamp
  ) throws(QueueError) -> Person {
    try transaction { state throws(QueueError) in try state.change(person, change, by: actor, at: at) }
  }

  public func open(_ session: Session) throws(QueueError) {
    try transaction { state throws(QueueError) in try state.open(session) }
  }

  public func beat(_ session: SessionID, active: Timestamp, at: Timestamp) throws(QueueError) -> Bool {
    try transaction { state throws(QueueError) in try state.beat(session, active: active, at: at) }
  }

  public func close(_ session: SessionID, at: Timestamp) throws(QueueError) {
    try transaction { state throws(QueueError) in state.close(session) }
  }

  public func announce(_ examples: [Digest], at: Timestamp) throws(QueueError) {
    try transaction { state throws(QueueError) in state.announce(examples, at: at) }
  }

  public func add(_ batch: ImportBatch) throws(QueueError) -> ImportReport {
    try transaction { state throws(QueueError) in try state.add(batch) }
  }

  public func claim(_ claim: Claim) throws(QueueError) -> Serving {
    try transaction { state throws(QueueError) in try state.claim(claim) }
  }

  public func submit(_ submission: Submission, then claim: Claim?) throws(QueueError) -> (Receipt, Serving?) {
    try transaction { state throws(QueueError) in
      let receipt = try state.submit(submission)
      guard let claim else { return (receipt, nil) }
      return (receipt, try state.claim(claim))
    }
  }

  public func end(_ ending: Ending, then claim: Claim?) throws(QueueError) -> (revision: Int, Serving?) {
    try transaction { state throws(QueueError) in
      let revision = try state.end(ending)
      guard let claim else { return (revision: revision, nil) }
      return (revision: revision, try state.claim(claim))
    }
  }

  public func correct(_ correction: Correction) throws(QueueError) -> Receipt {
    try transaction { state throws(QueueError) in try state.correct(correction) }
  }

  public func note(
    _ comment: String, on assignment: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) -> Int {
    try transaction { state throws(QueueError) in try state.note(comment, on: assignment, by: person, at: at) }
  }

  public func saveDraft(
    _ answer: String, of assignment: AssignmentID, by person: PersonID, at: Timestamp
  ) throws(QueueError) {
    try transaction { state throws(QueueError) in
      try state.saveDraft(answer, of: assignment, by: person, at: at)
    }
  }

  public func record(_ batch: ResponseBatch) throws(QueueError) -> ResponseBatchReport {
    try transaction { state throws(QueueError) in try state.record(batch) }
  }

  public func view(_ viewing: Viewing) throws(QueueError) -> Int {
    try transaction { state throws(QueueError) in try state.view(viewing) }
  }

  public func adjudicate(_ adjudication: Adjudication) throws(QueueError) -> Receipt {
    try transaction { state throws(QueueError) in try state.adjudicate(adjudication) }
  }

  public func audit(_ event: AuditEvent, at: Timestamp) throws(QueueError) {
    try transaction { state throws(QueueError) in state.audit(event, at: at) }
  }

  public func read<Result>(_ body: (any QueueSnapshot) throws -> Result) throws -> Result {
    try body(InMemoryQueueSnapshot(state: state.withLock { $0 }))
  }
}
