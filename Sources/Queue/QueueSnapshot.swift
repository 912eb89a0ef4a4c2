import Labeling

/// One unchanging state of the queue. Rows stream in a fixed order, so that equal states give equal exports.
public protocol QueueSnapshot {
  /// The newest revision of this state.
  var revision: Int { get }

  func tasks() throws(QueueError) -> [PublishedTask]
  /// How many examples the dataset of a task has.
  func exampleCount(of task: TaskName) throws(QueueError) -> Int
  /// The channels of a task as they were at a revision, oldest first.
  func channels(of task: TaskName, at revision: Int) throws(QueueError) -> [Channel]
  func build(_ id: Digest) throws(QueueError) -> Build
  /// The build that an assignment was made under.
  func build(of assignment: AssignmentID) throws(QueueError) -> Build
  /// The build that a response was given under.
  func build(of response: ResponseID) throws(QueueError) -> Build
  /// A response to a task as it stands now; nil where the task has no such response.
  func response(_ id: ResponseID, of task: TaskName) throws(QueueError) -> ResponseRecord?
  /// What a person answered under a task since a moment, and did not correct later: the newest `limit` ones, oldest
  /// first. What was imported for them is not theirs to remember, and skips and flags are no answers.
  func responses(of person: PersonID, task: TaskName, since: Timestamp, limit: Int) throws(QueueError) -> [OwnResponse]
  /// Why an assignment was made.
  func purpose(of assignment: AssignmentID) throws(QueueError) -> Purpose
  /// The row that an assignment showed, UTF-8 JSON.
  func content(of assignment: AssignmentID) throws(QueueError) -> [UInt8]
  /// Every build of a task, oldest first.
  func builds(of task: TaskName, at revision: Int) throws(QueueError) -> [Build]
  func persons() throws(QueueError) -> [Person]
  /// Those that were not closed, oldest first.
  func sessions() throws(QueueError) -> [SessionRecord]
  /// The audit trail, oldest first.
  func forEachAuditEntry(_ body: (AuditEntry) throws -> Void) throws
  /// The newest revision that was not after a moment.
  func revision(at moment: Timestamp) throws(QueueError) -> Int
  /// Where a dataset's identity stands, nil if there is no such dataset yet.
  func identity(ofDataset dataset: String) throws(QueueError) -> ExampleIdentity?

  /// How far each channel of a task is: what takes no longer however much there is.
  func progress(of task: TaskName) throws(QueueError) -> [ChannelName: Progress]
  /// Per channel: done, open, leased and counted answers.
  func tallies(of task: TaskName) throws(QueueError) -> [ChannelTally]

  /// Every example of a task with what the rules need of it, in the order of the store's own integers: what plans and
  /// reconciliations fold over.
  func forEachCase(of task: TaskName, upTo revision: Int, _ body: (CaseFile) throws -> Void) throws
  /// What the integers of a `CaseFile` stand for.
  func build(at key: Int) throws(QueueError) -> Build
  func channel(at key: Int) throws(QueueError) -> ChannelName
  func person(at key: Int) throws(QueueError) -> Person
  func example(at key: Int, of task: TaskName) throws(QueueError) -> Digest
  /// The text of an interned answer.
  func answer(at key: Int) throws(QueueError) -> String
  func asked(at key: Int) throws(QueueError) -> AskedCandidates

  /// The responses of a task after one, in their order; nil: all of them. What figures fold over, each response once;
  /// those to gold are among them, and say so.
  func forEachResponseFact(of task: TaskName, after response: Int?, _ body: (ResponseFact) throws -> Void) throws
  /// The keys of the examples that stand somewhere in a channel, each once, in the order of the keys: as many as
  /// `tallies` counts.
  func examples(_ standing: ExampleStanding, in channel: ChannelName, of task: TaskName) throws(QueueError) -> [Int]
  /// The newest content of an example by its key, UTF-8 JSON.
  func content(at key: Int, of task: TaskName) throws(QueueError) -> [UInt8]
  /// The examples of a channel that call for a reviewer, by the store's own integers, each with why; not those that a
  /// reviewer decided.
  func reviewCalls(in channel: ChannelName, of task: TaskName) throws(QueueError) -> [Int: Set<ReviewCall>]
  /// Under which UI version a person was shown an example, nil if they were not.
  func exposure(of example: Digest, to person: PersonID, in task: TaskName) throws(QueueError) -> Digest?
  /// An example with its responses in revision order; nil where the task has no such example.
  func example(_ example: Digest, of task: TaskName, upTo revision: Int) throws
    -> (record: ExampleRecord, responses: [ResponseRecord])?

  /// What is known of a task's gold examples, in the order of the keys; of one that changed, all that was ever known.
  func gold(of task: TaskName, upTo revision: Int) throws(QueueError) -> [GoldFact]
  /// The row of a gold example, UTF-8 JSON.
  func content(ofGold key: Int, of task: TaskName) throws(QueueError) -> [UInt8]
  /// The responses to a task's gold examples in their order. No other stream of responses has them, and no figure of the
  /// channels counts them.
  ///
  /// - Parameter person: whose; nil: everybody's.
  func forEachGoldResponse(
    of task: TaskName, by person: PersonID?, upTo revision: Int, _ body: (GoldResponse) throws -> Void
  ) throws

  /// How much of a task's gold may still come to a person: what they were never shown, what comes back, and what is open.
  func goldAhead(of person: PersonID, in task: TaskName) throws(QueueError) -> Int

  /// The responses of a task in revision order.
  func forEachResponse(of task: TaskName, upTo revision: Int, _ body: (consuming ResponseRecord) throws -> Void) throws
  /// The examples of a task in the order of their ids, each with its responses in revision order.
  func forEachExample(
    of task: TaskName, upTo revision: Int, _ body: (ExampleRecord, [ResponseRecord]) throws -> Void
  ) throws
}

extension QueueSnapshot {
  /// Everybody's.
  public func forEachGoldResponse(
    of task: TaskName, upTo revision: Int, _ body: (GoldResponse) throws -> Void
  ) throws {
    try forEachGoldResponse(of: task, by: nil, upTo: revision, body)
  }
}

/// A task that has a build.
public struct PublishedTask: Hashable, Sendable {
  public var name: TaskName
  public var dataset: String

  public init(name: TaskName, dataset: String) {
    self.name = name
    self.dataset = dataset
  }
}

/// Where a channel stands.
public struct ChannelTally: Hashable, Sendable {
  public var channel: ChannelName
  public var progress: Progress
  /// Examples that still want answers.
  public var open: Int
  /// Leases in force, those of gold too: nobody can tell by it what is gold.
  public var leased: Int
  /// Examples that more people skipped than the policy allows, or that somebody flagged.
  public var forReview: Int
  /// Examples that nobody active may still answer.
  public var stuck: Int

  public init(channel: ChannelName, progress: Progress, open: Int, leased: Int, forReview: Int, stuck: Int) {
    self.channel = channel
    self.progress = progress
    self.open = open
    self.leased = leased
    self.forReview = forReview
    self.stuck = stuck
  }
}

/// An example with its newest content at a revision.
public struct ExampleRecord: Hashable, Sendable {
  public var id: Digest
  public var data: [UInt8]

  public init(id: Digest, data: [UInt8]) {
    self.id = id
    self.data = data
  }
}

/// A response with its whole provenance.
public struct ResponseRecord: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable {
    case answered, settled, adjudicated, skipped, flagged, imported
  }

  public var id: ResponseID
  public var revision: Int
  public var supersedes: ResponseID?
  /// True once a later response (up to the revision read) supersedes it.
  public var isSuperseded: Bool
  public var example: Digest
  public var person: PersonID
  public var annotator: String
  public var assignment: AssignmentID
  public var channel: ChannelName
  public var build: Digest
  public var status: Status
  public var counted: Bool
  /// The own response that this one settles.
  public var settles: ResponseID?
  /// What a narrowed question asked about, nil for a full one.
  public var asked: AskedCandidates?
  /// True where the fields shown to the annotator have other content by the revision read.
  public var isStale: Bool
  /// Canonical JSON text; nil for a skip or a flag.
  public var answer: String?
  /// The reason of a skip or the comment of a flag.
  public var comment: String?
  public var durationMilliseconds: Int?
  /// The rendering context, JSON text.
  public var context: String
  public var at: Timestamp

  public init(
    id: ResponseID, revision: Int, supersedes: ResponseID?, isSuperseded: Bool, example: Digest, person: PersonID,
    annotator: String, assignment: AssignmentID, channel: ChannelName, build: Digest, status: Status, counted: Bool,
    answer: String?, comment: String?, durationMilliseconds: Int?, context: String, at: Timestamp,
    settles: ResponseID? = nil, asked: AskedCandidates? = nil, isStale: Bool = false
  ) {
    self.id = id
    self.revision = revision
    self.supersedes = supersedes
    self.isSuperseded = isSuperseded
    self.example = example
    self.person = person
    self.annotator = annotator
    self.assignment = assignment
    self.channel = channel
    self.build = build
    self.status = status
    self.counted = counted
    self.answer = answer
    self.comment = comment
    self.durationMilliseconds = durationMilliseconds
    self.context = context
    self.at = at
    self.settles = settles
    self.asked = asked
    self.isStale = isStale
  }
}
