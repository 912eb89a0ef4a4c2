import Labeling
import Queue
import Records
import Synchronization

/// A person at work on a task: what the workbench and the pipe are both served by.
///
/// Each operation is one transaction of the store and may wait for its lock; none holds anything open between calls.
public final class Sitting: Sendable {
  public let task: TaskName
  public let channels: ChannelChoice
  public let person: Person
  public let session: SessionID

  let store: any QueueStore
  let surroundings: Surroundings
  private let builds = Mutex<[Digest: Build]>([:])
  let recent = Mutex(RecentWork())
  private let desk = Mutex(Desk())
  /// When the person last did something.
  private let active: Mutex<Timestamp>

  /// Sits a person down, enrolling a new name.
  ///
  /// - Parameters:
  ///   - process: what tells the store whether this process still runs.
  ///   - client: what they work with: `curses`, `plain` or `pipe`.
  ///   - place: where they come from, for somebody over SSH.
  public init(
    as name: String, kind: Person.Kind = .person, on task: TaskName, channels: ChannelChoice, process: String?,
    client: String? = nil, place: String? = nil, store: any QueueStore, surroundings: Surroundings
  ) throws {
    try Self.check(task, channels, in: store)
    try PersonName.check(name, among: try store.read { try $0.persons() })
    let at = surroundings.now()
    self.person = try store.enroll(name: name, kind: kind, isAway: false, id: surroundings.mint(), at: at)
    self.session = surroundings.mint()
    self.task = task
    self.channels = channels
    self.store = store
    self.surroundings = surroundings
    active = Mutex(at)
    try store.open(
      Session(id: session, person: person.id, process: process, task: task, client: client, place: place, at: at))
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
  ///
  /// - Parameter takesOver: brings what another running terminal of the person has open, and ousts that one: all that it
  ///   holds comes along.
  public func claim(takesOver: Bool = false) throws(QueueError) -> Serving {
    var claim = nextClaim
    claim.takesOver = takesOver
    return shown(remember(try store.claim(claim)))
  }

  /// A sign of life, due every `Session.pulse` seconds.
  ///
  /// - Returns: false once somebody ended the session.
  public func beat() throws(QueueError) -> Bool {
    try store.beat(session, active: active.withLock { $0 }, at: surroundings.now())
  }

  /// The example after the open one, which stays open: whoever reserves submits without a claim, and shows what is here.
  /// The lease of the open one starts anew.
  public func reserve(besides open: AssignmentID) throws(QueueError) -> Serving {
    shown(open)
    var claim = nextClaim
    claim.besides = open
    let serving = remember(try store.claim(claim))
    // What was held before may have been on a screen of theirs: it stays the person's.
    if case .assignment(let assignment) = serving.outcome, assignment.id == claim.assignment {
      desk.withLock { $0.reserve(assignment.id) }
    }
    return serving
  }

  /// Reads an answer to an assignment: completes that of a settlement, and holds it against the build and the example.
  public func answer(_ json: JSON, to assignment: AssignmentID) throws -> Answer {
    try answer(
      json, of: recent.withLock { $0[assignment] }, under: try build(ofAssignment: assignment), on: assignment)
  }

  /// Reads a correction of a response in the same way.
  public func answer(_ json: JSON, correcting response: ResponseID) throws -> Answer {
    let assignment = try store.read { snapshot in try snapshot.response(response, of: task)?.assignment }
    return try answer(
      json, of: recent.withLock { $0[response] }, under: try build(ofResponse: response), on: assignment)
  }

  /// Records an answer and, where `thenNext`, claims the next example in the same transaction. Of a settlement, the
  /// answers to its open questions are enough.
  ///
  /// - Parameter isSwapped: whether the sides of a `pairwise` were shown swapped, where that is known.
  public func submit(
    _ answer: Answer, to assignment: AssignmentID, id: ResponseID, durationMilliseconds: Int?,
    context: RenderingContext, isSwapped: Bool? = nil, thenNext: Bool
  ) throws(QueueError) -> (Receipt, Serving?) {
    let whole = try complete(answer, for: recent.withLock { $0[assignment] })
    let submission = Submission(
      response: id, assignment: assignment, person: person.id, session: session, answer: whole.text,
      durationMilliseconds: durationMilliseconds, context: Self.text(of: context, isSwapped),
      at: doing())
    shown(assignment)
    let (receipt, serving) = try store.submit(submission, then: thenNext ? nextClaim : nil)
    recent.withLock { $0.answered(assignment, by: receipt.response) }
    desk.withLock { $0.end(assignment) }
    return (receipt, serving.map { shown(remember($0)) })
  }

  /// Skips, flags or gives back an assignment.
  public func end(
    _ assignment: AssignmentID, _ how: Ending.How, id: ResponseID? = nil, durationMilliseconds: Int? = nil,
    context: RenderingContext, thenNext: Bool
  ) throws(QueueError) -> (revision: Int, Serving?) {
    let ending = Ending(
      how, response: id ?? newResponseID(), assignment: assignment, person: person.id, session: session,
      durationMilliseconds: durationMilliseconds, context: context.json.text(), at: doing())
    shown(assignment)
    let (revision, serving) = try store.end(ending, then: thenNext ? nextClaim : nil)
    desk.withLock { $0.end(assignment) }
    return (revision, serving.map { shown(remember($0)) })
  }

  /// Corrects an own response.
  public func correct(
    _ response: ResponseID, to answer: Answer, id: ResponseID, durationMilliseconds: Int?, context: RenderingContext,
    isSwapped: Bool? = nil
  ) throws(QueueError) -> Receipt {
    let assignment = recent.withLock { $0[response] }
    let whole = try complete(answer, for: assignment)
    let receipt = try store.correct(
      Correction(
        response: id, supersedes: response, person: person.id, answer: whole.text,
        durationMilliseconds: durationMilliseconds, context: Self.text(of: context, isSwapped),
        at: doing()))
    if let assignment { recent.withLock { $0.answered(assignment.id, by: receipt.response) } }
    return receipt
  }

  /// Whether the person sees the sides of an assignment's `pairwise` swapped; nil where nothing is compared, or the
  /// assignment was served elsewhere.
  public func isSwapped(_ assignment: AssignmentID) throws -> Bool? {
    try recent.withLock({ $0[assignment] }).flatMap { try isSwapped($0) }
  }

  /// The same for what a response answered.
  public func isSwapped(_ response: ResponseID) throws -> Bool? {
    try recent.withLock({ $0[response] }).flatMap { try isSwapped($0) }
  }

  /// The same for an assignment in hand.
  public func isSwapped(_ assignment: Assignment) throws -> Bool? {
    guard try build(assignment.build).ask.contains(where: \.isPairwise) else { return nil }
    return Sides.areSwapped(of: assignment.example, for: person.id)
  }

  /// Keeps a comment beside an assignment; returns the revision.
  public func note(_ comment: String, on assignment: AssignmentID) throws(QueueError) -> Int {
    shown(assignment)
    return try store.note(comment, on: assignment, by: person.id, at: doing())
  }

  /// Keeps a half-made answer.
  public func saveDraft(_ answer: Answer, of assignment: AssignmentID) throws(QueueError) {
    shown(assignment)
    try store.saveDraft(answer.text, of: assignment, by: person.id, at: doing())
  }

  /// Ends the sitting; an open assignment waits for the person's return. What was reserved and never shown is given back,
  /// so that nobody waits for its lease.
  public func leave() throws(QueueError) {
    for unseen in desk.withLock({ $0.ahead }).sorted(by: { $0.rawValue < $1.rawValue }) {
      let ending = Ending(
        .unseen, response: newResponseID(), assignment: unseen, person: person.id, session: session,
        context: "{}", at: surroundings.now())
      // What cannot be given back ends with its lease; the session ends all the same.
      _ = try? store.end(ending, then: nil)
    }
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

  /// An answer that was given to this task before, with the build that says what its labels meant; nil for none.
  public func answer(of response: ResponseID) throws -> (Answer, Build)? {
    try store.read { snapshot in
      guard let record = try snapshot.response(response, of: task), let text = record.answer else { return nil }
      let build = try snapshot.build(record.build)
      return (try Stored.answer(text, under: build), build)
    }
  }

  public func newResponseID() -> ResponseID { surroundings.mint() }

  /// - Parameters:
  ///   - assignment: where it was served in this sitting.
  ///   - id: the same, wherever it was served.
  private func answer(
    _ json: JSON, of assignment: Assignment?, under build: Build, on id: AssignmentID?
  ) throws -> Answer {
    let given = try Answer(json, under: build, isComplete: false)
    if given.values.values.contains(where: \.isSpans) {
      let data = try assignment?.data ?? id.map { id in try store.read { snapshot in try snapshot.content(of: id) } }
      if let data { try given.check(against: try Stored.object(data), under: build) }
    }
    let whole = assignment.map { $0.completing(given, under: build) } ?? given
    try whole.check(under: build)
    if let assignment, assignment.settles != nil { try assignment.checkKnown(given, under: build) }
    return whole
  }

  private func complete(_ answer: Answer, for assignment: Assignment?) throws(QueueError) -> Answer {
    guard let assignment, assignment.settles != nil else { return answer }
    do {
      return assignment.completing(answer, under: try build(assignment.build))
    } catch let error as QueueError {
      throw error
    } catch {
      throw .broken("a build cannot be read: \(error)")
    }
  }

  private func remember(_ serving: Serving) -> Serving {
    if case .assignment(let assignment) = serving.outcome { recent.withLock { $0.served(assignment) } }
    return serving
  }

  /// From now on an assignment is on a screen, and no reservation any more.
  private func shown(_ assignment: AssignmentID) {
    desk.withLock { $0.show(assignment) }
  }

  private func shown(_ serving: Serving) -> Serving {
    if case .assignment(let assignment) = serving.outcome { shown(assignment.id) }
    return serving
  }

  private static func text(of context: RenderingContext, _ isSwapped: Bool?) -> String {
    guard let isSwapped, var object = context.json.object else { return context.json.text() }
    object["swapped"] = .bool(isSwapped)
    return JSON.object(object).text()
  }

  /// Nothing that the person does: the screen looks for work by itself, too.
  private var nextClaim: Claim {
    Claim(
      task: task, channels: channels, person: person.id, session: session, assignment: surroundings.mint(),
      at: surroundings.now())
  }

  /// Now, at which the person does something.
  private func doing() -> Timestamp {
    let now = surroundings.now()
    active.withLock { $0 = now }
    return now
  }
}

/// The assignments that a sitting holds.
private struct Desk {
  /// Reserved here, and never shown.
  private(set) var ahead: Set<AssignmentID> = []
  /// On a screen, or left there for one that was taken over: it stays the person's.
  private var shown: Set<AssignmentID> = []

  mutating func reserve(_ id: AssignmentID) { if !shown.contains(id) { ahead.insert(id) } }

  mutating func show(_ id: AssignmentID) {
    ahead.remove(id)
    shown.insert(id)
  }

  mutating func end(_ id: AssignmentID) { shown.remove(id) }
}

extension Question {
  fileprivate var isPairwise: Bool {
    if case .pairwise = kind { true } else { false }
  }
}

extension AnswerValue {
  fileprivate var isSpans: Bool {
    if case .spans = self { true } else { false }
  }
}
