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
  private let memory = Mutex(Memory())

  /// What was served and answered in this sitting, so that an answer can be checked against its build.
  private struct Memory {
    var builds: [Digest: Build] = [:]
    var ofAssignment: [AssignmentID: Digest] = [:]
    var ofResponse: [ResponseID: Digest] = [:]
  }

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
      guard try snapshot.tasks().contains(where: { $0.name == task }) else { throw QueueError.unknownTask(task) }
      guard case .named(let channel) = choice else { return }
      let known = try snapshot.channels(of: task, at: snapshot.revision).map(\.name)
      guard known.contains(channel) else { throw QueueError.unknownChannel(channel, known: known) }
    }
  }

  /// The open assignment if there is one, else the next example.
  public func claim() throws(QueueError) -> Serving {
    let serving = try store.claim(nextClaim)
    remember(serving)
    return serving
  }

  /// Records an answer and, where `thenNext`, claims the next example in the same transaction.
  public func submit(
    _ answer: Answer, to assignment: AssignmentID, id: ResponseID, durationMilliseconds: Int?,
    context: RenderingContext, thenNext: Bool
  ) throws(QueueError) -> (Receipt, Serving?) {
    let submission = Submission(
      response: id, assignment: assignment, person: person.id, session: session, answer: answer.text,
      durationMilliseconds: durationMilliseconds, context: context.json.text(), at: surroundings.now())
    let (receipt, serving) = try store.submit(submission, then: thenNext ? nextClaim : nil)
    memory.withLock { $0.ofResponse[receipt.response] = $0.ofAssignment[assignment] }
    remember(serving)
    return (receipt, serving)
  }

  /// Skips, flags or gives back an assignment.
  public func end(
    _ assignment: AssignmentID, _ how: Ending.How, id: ResponseID? = nil, durationMilliseconds: Int? = nil,
    context: RenderingContext, thenNext: Bool
  ) throws(QueueError) -> (revision: Int, Serving?) {
    let ending = Ending(
      how, response: id ?? newResponseID(), assignment: assignment, person: person.id, session: session,
      durationMilliseconds: durationMilliseconds, context: context.json.text(), at: surroundings.now())
    let (revision, serving) = try store.end(ending, then: thenNext ? nextClaim : nil)
    remember(serving)
    return (revision, serving)
  }

  /// Corrects an own response.
  public func correct(
    _ response: ResponseID, to answer: Answer, id: ResponseID, durationMilliseconds: Int?, context: RenderingContext
  ) throws(QueueError) -> Receipt {
    let receipt = try store.correct(
      Correction(
        response: id, supersedes: response, person: person.id, answer: answer.text,
        durationMilliseconds: durationMilliseconds, context: context.json.text(), at: surroundings.now()))
    memory.withLock { $0.ofResponse[receipt.response] = $0.ofResponse[response] }
    return receipt
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
    if let known = memory.withLock({ $0.builds[id] }) { return known }
    let build = try store.read { snapshot in try snapshot.build(id) }
    memory.withLock { $0.builds[id] = build }
    return build
  }

  /// The build that answers to an assignment are checked against, from earlier sittings too.
  public func build(ofAssignment id: AssignmentID) throws -> Build {
    if let known = memory.withLock({ $0.ofAssignment[id] }) { return try build(known) }
    guard let found = try firstResponse(where: { $0.assignment == id }) else { throw QueueError.unknownAssignment(id) }
    return try build(found.build)
  }

  /// The build that a response was given under, from earlier sittings too.
  public func build(ofResponse id: ResponseID) throws -> Build {
    if let known = memory.withLock({ $0.ofResponse[id] }) { return try build(known) }
    guard let found = try firstResponse(where: { $0.id == id }) else { throw QueueError.unknownResponse(id) }
    return try build(found.build)
  }

  private func firstResponse(where matches: (ResponseRecord) -> Bool) throws -> ResponseRecord? {
    try store.read { snapshot in
      var found: ResponseRecord?
      try snapshot.forEachResponse(of: task, upTo: snapshot.revision) { response in
        if found == nil, matches(response) { found = response }
      }
      return found
    }
  }

  private func remember(_ serving: Serving?) {
    guard case .assignment(let assignment)? = serving?.outcome else { return }
    memory.withLock { $0.ofAssignment[assignment.id] = assignment.build }
  }

  public func newResponseID() -> ResponseID { surroundings.mint() }

  private var nextClaim: Claim {
    Claim(
      task: task, channels: channels, person: person.id, session: session, assignment: surroundings.mint(),
      at: surroundings.now())
  }
}
