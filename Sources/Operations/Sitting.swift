import Labeling
import Queue
import Synchronization

/// A person at work on a task: what the workbench and the pipe are both served by.
///
/// Each operation is one transaction of the store and may wait for its lock; none holds anything open between calls.
public final class Sitting: Sendable {
  public let task: TaskName
  public let channels: ChannelChoice
  public let person: Person
  public let session: SessionID

  private let store: any QueueStore
  private let surroundings: Surroundings
  private let builds = Mutex<[Digest: Build]>([:])

  /// Sits a person down, enrolling a new name.
  ///
  /// - Parameter process: what tells the store whether this process still runs.
  public init(
    as name: String, kind: Person.Kind = .person, on task: TaskName, channels: ChannelChoice, process: String?,
    store: any QueueStore, surroundings: Surroundings
  ) throws {
    try Self.check(task, channels, in: store)
    let at = surroundings.now()
    self.person = try store.enroll(name: name, kind: kind, id: surroundings.mint(), at: at)
    self.session = surroundings.mint()
    self.task = task
    self.channels = channels
    self.store = store
    self.surroundings = surroundings
    try store.open(Session(id: session, person: person.id, process: process, at: at))
  }

  /// A mistyped task or channel must not enroll anybody.
  private static func check(_ task: TaskName, _ choice: ChannelChoice, in store: any QueueStore) throws {
    try store.read { snapshot in
      let known = try snapshot.channels(of: task, at: snapshot.revision).map(\.name)
      guard case .named(let channel) = choice else { return }
      guard known.contains(channel) else { throw QueueError.unknownChannel(channel, known: known) }
    }
  }

  /// The open assignment if there is one, else the next example.
  public func claim() throws(QueueError) -> Serving {
    try store.claim(nextClaim)
  }

  /// Records an answer and, where `thenNext`, claims the next example in the same transaction.
  public func submit(
    _ answer: Answer, to assignment: AssignmentID, id: ResponseID, durationMilliseconds: Int?,
    context: RenderingContext, thenNext: Bool
  ) throws(QueueError) -> (Receipt, Serving?) {
    let submission = Submission(
      response: id, assignment: assignment, person: person.id, session: session, answer: answer.text,
      durationMilliseconds: durationMilliseconds, context: context.json.text(), at: surroundings.now())
    return try store.submit(submission, then: thenNext ? nextClaim : nil)
  }

  /// Skips, flags or gives back an assignment.
  public func end(
    _ assignment: AssignmentID, _ how: Ending.How, id: ResponseID? = nil, durationMilliseconds: Int? = nil,
    context: RenderingContext, thenNext: Bool
  ) throws(QueueError) -> (revision: Int, Serving?) {
    let ending = Ending(
      how, response: id ?? newResponseID(), assignment: assignment, person: person.id, session: session,
      durationMilliseconds: durationMilliseconds, context: context.json.text(), at: surroundings.now())
    return try store.end(ending, then: thenNext ? nextClaim : nil)
  }

  /// Corrects an own response.
  public func correct(
    _ response: ResponseID, to answer: Answer, id: ResponseID, durationMilliseconds: Int?, context: RenderingContext
  ) throws(QueueError) -> Receipt {
    try store.correct(
      Correction(
        response: id, supersedes: response, person: person.id, answer: answer.text,
        durationMilliseconds: durationMilliseconds, context: context.json.text(), at: surroundings.now()))
  }

  /// Keeps a comment beside an assignment; returns the revision.
  public func note(_ comment: String, on assignment: AssignmentID) throws(QueueError) -> Int {
    try store.note(comment, on: assignment, by: person.id, at: surroundings.now())
  }

  /// Keeps a half-made answer.
  public func saveDraft(_ answer: Answer, of assignment: AssignmentID) throws(QueueError) {
    try store.saveDraft(answer.text, of: assignment, by: person.id, at: surroundings.now())
  }

  /// Ends the sitting; an open assignment waits for the person's return.
  public func leave() throws(QueueError) {
    try store.close(session, at: surroundings.now())
  }

  /// A build, read once.
  public func build(_ id: Digest) throws -> Build {
    if let known = builds.withLock({ $0[id] }) { return known }
    let build = try store.read { snapshot in try snapshot.build(id) }
    builds.withLock { $0[id] = build }
    return build
  }

  /// The build that answers to an assignment are checked against, whoever's it is.
  public func build(ofAssignment id: AssignmentID) throws -> Build {
    try store.read { snapshot in try snapshot.build(of: id) }
  }

  /// The build that a response was given under, whoever's it is.
  public func build(ofResponse id: ResponseID) throws -> Build {
    try store.read { snapshot in try snapshot.build(of: id) }
  }

  public func newResponseID() -> ResponseID { surroundings.mint() }

  private var nextClaim: Claim {
    Claim(
      task: task, channels: channels, person: person.id, session: session, assignment: surroundings.mint(),
      at: surroundings.now())
  }
}
