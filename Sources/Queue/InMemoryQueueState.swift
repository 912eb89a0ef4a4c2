import Labeling

/// The facts and the working table of a queue in memory.
package struct InMemoryQueueState: Sendable {
  /// Tells whether a session's process still runs.
  let liveness: @Sendable (String?) -> Bool

  package var revision = 0
  /// When each revision was written; the first one's moment is at place 0.
  package var moments: [Timestamp] = []
  /// True once the transaction under way has a revision.
  var isStamped = false

  package var persons: [Person] = []
  var sessions: [SessionID: OpenSession] = [:]
  var auditTrail: [AuditEntry] = []
  var datasets: [String: Dataset] = [:]
  /// Known before their content.
  var announced: Set<Digest> = []
  package var tasks: [TaskName: TaskState] = [:]
  /// Tails included.
  package var builds: [Digest: Build] = [:]
  /// Under which UI version a person was shown an example: written once, never again (rule 1).
  package var exposures: [Exposure: Shown] = [:]
  /// Since which revision a person has seen what others say of an example.
  package var viewings: [Exposure: Int] = [:]
  package var assignments: [AssignmentID: AssignmentState] = [:]
  /// The assignments that have not ended, oldest first.
  package var open: [AssignmentID] = []
  /// In revision order.
  package var responses: [ResponseRecord] = []
  package var responsePlaces: [ResponseID: Int] = [:]
  /// By example, the places of its responses, in revision order.
  package var responsesTo: [Digest: [Int]] = [:]
  /// What the integers of a case file stand for, beside the places of persons and responses.
  var keys = Keys()

  init(liveness: @escaping @Sendable (String?) -> Bool) { self.liveness = liveness }
}

package struct OpenSession: Sendable {
  let session: Session
  /// How many were opened before.
  let place: Int
  var beat: Timestamp?
  var active: Timestamp
  var isClosed = false
}

package struct Exposure: Hashable, Sendable {
  package let scope: String
  package let example: Digest
  package let person: PersonID

  package init(scope: String, example: Digest, person: PersonID) {
    self.scope = scope
    self.example = example
    self.person = person
  }
}

/// That a person saw an example.
package struct Shown: Sendable {
  package let uiVersion: Digest
  package let revision: Int

  package init(uiVersion: Digest, revision: Int) {
    self.uiVersion = uiVersion
    self.revision = revision
  }
}

/// Values that a case file names by their place.
package struct Keys: Sendable {
  var builds = Interned<Digest>()
  var channels = Interned<ChannelName>()
  var answers = Interned<String>()
  var asked = Interned<AskedCandidates>()
}

/// Different values, each once; a value's key is its place.
package struct Interned<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var places: [Value: Int] = [:]

  func key(of value: Value) -> Int? { places[value] }

  mutating func insert(_ value: Value) {
    guard places[value] == nil else { return }
    places[value] = values.count
    values.append(value)
  }
}

package struct Dataset: Sendable {
  struct Content: Sendable {
    let revision: Int
    let digest: Digest
    let data: [UInt8]
  }

  let identity: ExampleIdentity
  /// In the order of their import.
  var order: [Digest] = []
  /// Oldest first, at least one each.
  var contents: [Digest: [Content]] = [:]
}

/// An assignment and what became of it.
package struct AssignmentState: Sendable {
  package enum End: String, Sendable {
    case answered, skipped, flagged, released, expired
  }

  package var assignment: Assignment
  /// The content version that was shown, oldest 0.
  let content: Int
  package let person: PersonID
  package var session: SessionID
  /// Nil while it is open.
  package var end: End?
  /// Of a gold example, the place of what was known of it.
  package var gold: Int?
}

/// An example that comes back to the person who left it.
package struct Comeback: Sendable {
  struct Key: Hashable, Sendable {
    let person: PersonID
    let example: Digest
  }

  let key: Key
  let channel: ChannelName
  /// Of a gold example, the place of what was known of it.
  var gold: Int?
}

extension AssignmentState {
  var key: Comeback.Key { Comeback.Key(person: person, example: assignment.example) }
}

/// A row of the working table.
package struct WorkRow: Sendable {
  package var work: Work
  /// The example's number in its dataset.
  package let number: Int
  /// Whose answers count, in the order of their first one; more than are wanted, perhaps.
  package var people: [PersonID] = []
  /// What the example waits for, in the order of the people's first answer.
  package var inbox: [WaitingSettlement] = []
  /// Smaller places are served first.
  var place = 0
}

/// An entry of a person's inbox: they may settle an answer of theirs.
///
/// It is made when the answer becomes unsettled in the channel, and anew when the channel gets another build.
package struct WaitingSettlement: Sendable {
  package let person: PersonID
  package let response: ResponseID
  package let since: Timestamp
  /// When it gives its place up, by the clock as it stands.
  var due: Timestamp
  /// True once it waited too long: it holds no place any more.
  package var hasMoved = false
}

package struct TaskState: Sendable {
  package let place: TaskPlace
  /// As they are now, oldest first.
  package var channels: [Channel] = []
  var events: [(revision: Int, channel: Channel)] = []
  /// Each once, when it was first recorded; tails included.
  var builds: [(revision: Int, build: Digest)] = []
  var history = VersionHistory(builds: [])
  /// By channel.
  package var tails: [ChannelName: Tails] = [:]
  package var rows: [ChannelName: [Digest: WorkRow]] = [:]
  var nextPlace = 0
  /// What ended unanswered and comes back to its person once, oldest first.
  var comebacks: [Comeback] = []
  /// Half-made answers, which outlive their assignment until the example is answered.
  var drafts: [Comeback.Key: String] = [:]
  /// In the order in which it became known.
  package var gold: [KnownGold] = []

  subscript(channel name: ChannelName) -> Channel? { channels.first { $0.name == name } }

  func channel(_ name: ChannelName) throws(QueueError) -> Channel {
    guard let channel = self[channel: name] else {
      throw .unknownChannel(name, known: channels.map(\.name).sorted())
    }
    return channel
  }
}

extension InMemoryQueueState {
  /// The moment of what a transaction records: never before an earlier fact. What waits is measured by the clock as it
  /// stands, which goes on where this stands still because the clock was ahead for a time.
  func moment(_ given: Timestamp) -> Timestamp { max(given, moments.last ?? given) }

  /// The revision of the transaction under way, which writes a fact.
  mutating func stamp(_ at: Timestamp) -> Int {
    if !isStamped {
      isStamped = true
      revision += 1
      moments.append(moment(at))
    }
    return revision
  }

  /// What follows in the transaction under way happens at a later moment.
  mutating func advance(to later: Timestamp) {
    guard isStamped, let last = moments.indices.last else { return }
    moments[last] = max(moments[last], later)
  }

  func person(_ id: PersonID) throws(QueueError) -> Person {
    guard let person = persons.first(where: { $0.id == id }) else { throw .unknownPerson(id.rawValue) }
    return person
  }

  func task(_ name: TaskName) throws(QueueError) -> TaskState {
    guard let task = tasks[name] else { throw .unknownTask(name, known: tasks.keys.sorted()) }
    return task
  }

  func build(_ id: Digest) throws(QueueError) -> Build {
    guard let build = builds[id] else { throw .broken("build \(id.short) is referred to and not there") }
    return build
  }

  /// An own assignment.
  func assignment(_ id: AssignmentID, of person: PersonID) throws(QueueError) -> AssignmentState {
    guard let state = assignments[id] else { throw .unknownAssignment(id) }
    guard state.person == person else { throw .notYours }
    return state
  }

  func isAlive(_ session: SessionID, at now: Timestamp) -> Bool {
    guard let session = sessions[session], !session.isClosed else { return false }
    return liveness(session.session.process) && !Session.isSilent(since: session.beat, at: now)
  }
}
