import Labeling
import Queue
import Records
import Synchronization

/// A person who looks at what others say of a task's examples, and decides: what the review screen, the browser and the
/// pipe are served by.
///
/// Each operation is one transaction of the store; none holds anything open between calls.
public final class Reviewer: Sendable {
  public let task: TaskName
  public let channel: ChannelName
  public let person: Person
  public let session: SessionID

  private let store: any QueueStore
  private let surroundings: Surroundings
  /// When the person last did something.
  private let active: Mutex<Timestamp>

  /// Sits a person down, enrolling a new name.
  ///
  /// - Parameters: as for a `Sitting`.
  public init(
    as name: String, on task: TaskName, channel: ChannelName, process: String?, client: String? = nil,
    place: String? = nil, store: any QueueStore, surroundings: Surroundings
  ) throws {
    // What is mistyped must not enroll anybody.
    try store.read { snapshot in
      _ = try snapshot.channel(channel, of: task)
      try PersonName.check(name, among: try snapshot.persons())
    }
    let at = surroundings.now()
    person = try store.enroll(name: name, kind: .person, isAway: false, id: surroundings.mint(), at: at)
    session = surroundings.mint()
    self.task = task
    self.channel = channel
    self.store = store
    self.surroundings = surroundings
    active = Mutex(at)
    try store.open(
      Session(id: session, person: person.id, process: process, task: task, client: client, place: place, at: at))
  }

  /// Reviews within a sitting, in the channel that it draws from (production, where that is any).
  public init(beside sitting: Sitting) throws {
    task = sitting.task
    channel =
      switch sitting.channels {
      case .named(let name): name
      case .all: .production
      }
    person = sitting.person
    session = sitting.session
    store = sitting.store
    surroundings = sitting.surroundings
    active = Mutex(surroundings.now())
  }

  /// A sign of life, due every `Session.pulse` seconds.
  ///
  /// - Returns: false once somebody ended the session.
  public func beat() throws(QueueError) -> Bool {
    try store.beat(session, active: active.withLock { $0 }, at: surroundings.now())
  }

  public func leave() throws(QueueError) { try store.close(session, at: surroundings.now()) }

  /// What there is to review, what matters most first.
  public func list(_ reasons: Set<ReviewReason> = Set(ReviewReason.allCases)) throws -> ReviewList {
    try store.read { try ReviewList.read(task, channel: channel, for: person.id, reasons: reasons, in: $0) }
  }

  /// An example with all that was said of it. That this person sees it is recorded before it is read.
  public func open(_ example: Digest) throws -> ReviewCase {
    try view([example])
    return try store.read { try ReviewCase(of: example, task, in: channel, for: person.id, $0) }
  }

  /// The first words of some examples, to know them by in a list; those that are not there are left out. It shows nothing
  /// of what was said of them.
  public func words(of examples: [Digest]) throws -> [Digest: String] {
    try read { try ShownWords.first(of: examples, task, in: channel, $0) }
  }

  /// Looks into one state of the queue.
  func read<Value>(_ look: (any QueueSnapshot) throws -> Value) throws -> Value { try store.read(look) }

  /// Records that the person sees what others say of some examples.
  public func view(_ examples: [Digest]) throws(QueueError) {
    for start in stride(from: 0, to: examples.count, by: Viewing.limit) {
      _ = try store.view(
        Viewing(
          task: task, channel: channel, examples: Array(examples[start...].prefix(Viewing.limit)), person: person.id,
          at: doing()))
    }
  }

  /// Reads a decision, and holds it against the build and the example.
  public func answer(_ json: JSON, to open: ReviewCase) throws -> Answer {
    try Answer(json, under: open.build, of: open.data)
  }

  /// Decides a case. What people said stays as it is; the decision stands for the example from now on.
  ///
  /// - Parameters:
  ///   - assignment: made for this case by whoever shows it; minted here where it is nil.
  ///   - id: of the response, so that a retry is harmless.
  /// - Throws: `superseded` where somebody decided meanwhile; `answeredYourself`.
  public func decide(
    _ answer: Answer, on open: ReviewCase, reason: String?, assignment: AssignmentID? = nil, id: ResponseID? = nil,
    durationMilliseconds: Int?, context: RenderingContext
  ) throws -> Receipt {
    switch open.bar {
    case .answeredThemselves: throw QueueError.answeredYourself
    case .noScreen(let ui):
      throw OperationError.notPermitted(
        "you saw this example on ui \(ui), which no longer compiles with the labels of '\(channel)' (another reviewer decides it)"
      )
    case nil: break
    }
    try answer.check(under: open.build)
    try answer.check(against: open.data, under: open.build)
    return try store.adjudicate(
      Adjudication(
        response: id ?? newResponseID(), assignment: assignment ?? newAssignmentID(), task: task, channel: channel,
        example: open.example, person: person.id, session: session, build: open.build.id, answer: answer.text,
        reason: reason, after: open.latestDecision, durationMilliseconds: durationMilliseconds,
        context: context.json.text(), at: doing()))
  }

  public func newResponseID() -> ResponseID { surroundings.mint() }
  public func newAssignmentID() -> AssignmentID { surroundings.mint() }

  /// Now, at which the person does something.
  private func doing() -> Timestamp {
    let now = surroundings.now()
    active.withLock { $0 = now }
    return now
  }
}
