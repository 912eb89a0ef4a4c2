import Labeling

/// Answers from elsewhere on their way into the queue.
public struct ResponseBatch: Sendable {
  public struct Row: Sendable {
    /// Its id where it came from, or one derived from its content, so that importing it again adds nothing.
    public var response: ResponseID
    public var example: Digest
    /// Enrolled already.
    public var person: PersonID
    public var channel: ChannelName
    /// A published build, or the combination of published versions that it was given under.
    public var build: Build
    /// Canonical JSON text, valid under the build; nil for a skip or a flag.
    public var answer: String?
    /// What it was where it came from; see `storedStatus`.
    public var status: ResponseRecord.Status
    public var supersedes: ResponseID?
    public var settles: ResponseID?
    public var asked: AskedCandidates?
    public var comment: String?
    public var durationMilliseconds: Int?
    /// When it was given, where that is known; the fact itself has the moment of the import.
    public var context: String

    public init(
      response: ResponseID, example: Digest, person: PersonID, channel: ChannelName, build: Build, answer: String?,
      status: ResponseRecord.Status = .imported, supersedes: ResponseID? = nil, settles: ResponseID? = nil,
      asked: AskedCandidates? = nil, comment: String? = nil, durationMilliseconds: Int? = nil, context: String = "{}"
    ) {
      self.response = response
      self.example = example
      self.person = person
      self.channel = channel
      self.build = build
      self.answer = answer
      self.status = status
      self.supersedes = supersedes
      self.settles = settles
      self.asked = asked
      self.comment = comment
      self.durationMilliseconds = durationMilliseconds
      self.context = context
    }
  }

  public var task: TaskName
  public var rows: [Row]
  public var at: Timestamp

  public init(task: TaskName, rows: [Row], at: Timestamp) {
    self.task = task
    self.rows = rows
    self.at = at
  }
}

/// What became of each row of a batch, in its order.
public struct ResponseBatchReport: Hashable, Sendable {
  public enum Fate: Hashable, Sendable {
    case added
    case present
    /// Kept out, and why, in words for the rejects file.
    case refused(String)
  }

  public var fates: [Fate]
  public var revision: Int

  public init(fates: [Fate], revision: Int) {
    self.fates = fates
    self.revision = revision
  }
}

extension ResponseBatch.Row {
  /// The assignment that stands for it, since it was never served.
  public var assignment: AssignmentID { AssignmentID("imported:\(response)") }

  /// What it is recorded as: a decision of a reviewer stays one, every other answer is an imported one.
  public var storedStatus: ResponseRecord.Status {
    answer == nil || status == .adjudicated ? status : .imported
  }

  /// True where a recorded response is this row. An answer may have been given here, exported and brought back.
  public func isRecorded(as known: ResponseRecord) -> Bool {
    known.example == example && known.person == person && known.channel == channel && known.build == build.id
      && known.answer == answer && known.supersedes == supersedes && known.settles == settles && known.asked == asked
      && (answer != nil || known.status == status)
  }
}

/// Why a row is refused, in words for the rejects file.
extension ResponseBatch.Row {
  public var otherContent: String {
    "response '\(response)' is here with other content, and responses never change (give this one an id of its own, or leave it out)"
  }

  public var unknownChannel: String {
    "there is no channel '\(channel)' (publish to it first, or import into another with --channel)"
  }

  public var unknownExample: String {
    "example \(example.short) is not in the dataset (import it first, or give its data beside the answer)"
  }

  public var nothingSaid: String { "an answer is missing, and only skips and flags have none" }

  public var otherScreen: String {
    "this annotator saw example \(example.short) on another UI version, and nobody's answers to one example come from two (name the UI version they saw)"
  }

  public func lacks(_ other: ResponseID) -> String {
    "response '\(other)', which this one names, is not there or is about something else (import it first)"
  }

  public func superseded(_ old: ResponseID, by other: ResponseID) -> String {
    "response '\(old)' is superseded by '\(other)' already, and has one successor at most"
  }
}
