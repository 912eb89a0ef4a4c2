import Labeling

/// The queue: append-only facts and a working table that can be rebuilt from them.
///
/// Each operation is one transaction, is safe to repeat with the same ids, and has returned only when its commit
/// survives power loss. Every store passes the same conformance tests.
public protocol QueueStore: Sendable {
  /// Records a build and points a channel at it. Publishing the same again changes nothing.
  func publish(_ publication: Publication) throws(QueueError) -> Published
  /// Moves a channel.
  func change(_ change: ChannelChange) throws(QueueError) -> Channel

  /// The person of a name, made with the given id where there is none.
  ///
  /// - Parameter isAway: somebody new is known from imported answers only, until they open a session.
  func enroll(name: String, kind: Person.Kind, isAway: Bool, id: PersonID, at: Timestamp) throws(QueueError) -> Person
  /// - Parameter actor: who is told of in the audit trail.
  /// - Throws: `keyTaken` for a key that somebody has.
  func change(_ person: PersonID, _ change: PersonChange, by actor: String, at: Timestamp) throws(QueueError) -> Person

  /// Opens a session; what dead sessions of the same person held open is theirs to take over.
  func open(_ session: Session) throws(QueueError)
  /// A sign of life of a session.
  ///
  /// - Parameter active: when its person last did something.
  /// - Returns: false once somebody ended it.
  func beat(_ session: SessionID, active: Timestamp, at: Timestamp) throws(QueueError) -> Bool
  /// Ends a session: its open assignments wait for the person's return.
  func close(_ session: SessionID, at: Timestamp) throws(QueueError)

  /// Makes examples known by their ids, before many of them come in: what knows them by their ids is filled in the order
  /// of those, which is quick only where there are many, and `add` has them at hand. Keeps their order, and keeps nobody
  /// waiting for long: this alone may be several transactions, each safe to repeat. Until its content has come nobody is
  /// shown an example, or sees that it is known.
  func announce(_ examples: [Digest], at: Timestamp) throws(QueueError)
  /// Adds rows to a dataset; one transaction.
  func add(_ batch: ImportBatch) throws(QueueError) -> ImportReport

  /// The person's open assignment if there is one, the first that was opened, else the next example they may answer. What
  /// another running session of theirs holds is not touched.
  ///
  /// A claim `besides` an open assignment brings the one that this session reserved after it, with the lease that it has;
  /// else what an ended session of the person left open, else the next example. There being nothing is true of the
  /// moment: what becomes of the open one may change it.
  ///
  /// - Throws: of the open one `unknownAssignment`, `notYours`, `takenOver`, or `alreadyEnded` where it is not open.
  func claim(_ claim: Claim) throws(QueueError) -> Serving
  /// Records an answer, and claims the next example in the same transaction where one is asked for.
  func submit(_ submission: Submission, then claim: Claim?) throws(QueueError) -> (Receipt, Serving?)
  /// Ends an assignment without an answer.
  func end(_ ending: Ending, then claim: Claim?) throws(QueueError) -> (revision: Int, Serving?)
  /// Records a correction of an own response.
  func correct(_ correction: Correction) throws(QueueError) -> Receipt
  /// Keeps a comment beside an assignment.
  func note(_ comment: String, on assignment: AssignmentID, by person: PersonID, at: Timestamp) throws(QueueError)
    -> Int
  /// Keeps a half-made answer.
  func saveDraft(_ answer: String, of assignment: AssignmentID, by person: PersonID, at: Timestamp) throws(QueueError)

  /// Records answers that were given elsewhere, each with its exposure and assignment; one transaction. Rows that are
  /// there already, or that would show somebody an example on a second screen, change nothing.
  func record(_ batch: ResponseBatch) throws(QueueError) -> ResponseBatchReport

  /// Records that a person looks at what others say of examples, and shows them those that they had not been shown.
  ///
  /// - Returns: the revision. What was recorded before changes nothing.
  /// - Throws: `heldOpen` where the person is being asked for an answer of their own to one of them.
  func view(_ viewing: Viewing) throws(QueueError) -> Int
  /// Records what a reviewer decided of an example.
  ///
  /// - Throws: `notViewed`; `answeredYourself` where the policy does not let people review their own answers;
  ///   `superseded` where another decision was made meanwhile.
  func adjudicate(_ adjudication: Adjudication) throws(QueueError) -> Receipt

  /// Adds to the audit trail, which no answer's revision counts.
  func audit(_ event: AuditEvent, at: Timestamp) throws(QueueError)

  /// Reads one unchanging state of the queue; never blocks annotators.
  func read<Result>(_ body: (any QueueSnapshot) throws -> Result) throws -> Result

  /// How the queue's files are; nil for a store without files. Opens nothing and waits for nobody.
  func health() -> QueueHealth?
}

extension QueueStore {
  public func health() -> QueueHealth? { nil }
}
