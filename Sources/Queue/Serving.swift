import Labeling

/// Which channels of a task a person draws from.
public enum ChannelChoice: Hashable, Sendable {
  case named(ChannelName)
  case all
}

/// A request for the next example. The program makes the id before the store is asked.
///
/// With `besides` it reserves: the example after the open one is assigned while that one is still being answered. A
/// reservation takes the place of the claim that the next submit would make, so it costs no further transaction. It is
/// exposed and leased like any other example: that it may never be shown errs on the side of rule 1.
public struct Claim: Hashable, Sendable {
  public var task: TaskName
  public var channels: ChannelChoice
  public var person: PersonID
  public var session: SessionID
  /// The id of the assignment, should a new one be made.
  public var assignment: AssignmentID
  /// The person's open assignment that stays open, and whose lease starts anew; nil where this is to be the open one.
  public var besides: AssignmentID?
  /// Whether what another running session of the person holds open is taken from it: what it showed last is brought, and
  /// the rest comes along.
  public var takesOver: Bool
  public var at: Timestamp

  public init(
    task: TaskName, channels: ChannelChoice, person: PersonID, session: SessionID, assignment: AssignmentID,
    besides: AssignmentID? = nil, takesOver: Bool = false, at: Timestamp
  ) {
    self.task = task
    self.channels = channels
    self.person = person
    self.session = session
    self.assignment = assignment
    self.besides = besides
    self.takesOver = takesOver
    self.at = at
  }

  /// Seconds that a claim may be older than what came before it: a writer looks at the clock before it stands in line.
  package static let slack = 60

  /// The latest moment until which something that waits for some seconds may still wait. What ends later was begun by a
  /// clock that was ahead, and would keep its place until then.
  public func latestEnd(ofWaiting seconds: Int) -> Timestamp {
    at.advanced(bySeconds: Double(seconds + Self.slack))
  }
}

/// Why an example is shown to a person.
public enum Purpose: String, Hashable, Sendable, CaseIterable {
  /// Never shown to this person before.
  case fresh
  /// Skipped, released or expired before, and back once under the same UI version.
  case comeback
  /// A narrowed question about the person's own earlier answer, which did not cross exactly.
  case settlement
  /// Recorded by an import of responses, never served.
  case imported
  /// Recorded with a reviewer's decision, never served.
  case review

  /// Whether an example that was served for this purpose, and left unanswered, comes back to its person. A settlement
  /// does not need to: it waits in the person's inbox.
  public func comesBack(wasSeen: Bool) -> Bool { self == .fresh || self == .comeback && !wasSeen }
}

/// An example leased to a person under a build until it is answered, skipped, released or expires.
public struct Assignment: Hashable, Sendable {
  public var id: AssignmentID
  public var example: Digest
  /// The row as it was imported, UTF-8 JSON.
  public var data: [UInt8]
  public var task: TaskName
  public var channel: ChannelName
  public var build: Digest
  public var purpose: Purpose
  public var expiresAt: Timestamp
  /// The half-made answer that was kept, as JSON text.
  public var draft: String?
  /// The person's own response that this settles.
  public var settles: ResponseID?
  /// What is asked about less than everything: of a settlement the open questions, all others being known; of a fresh
  /// example the questions that are narrowed. Nil for a full question.
  public var asked: AskedCandidates?
  /// Of a settlement: what the person's own answers say of the questions under this build, exact or not, to be shown to
  /// nobody else.
  public var carried: AnswerReading?

  public init(
    id: AssignmentID, example: Digest, data: [UInt8], task: TaskName, channel: ChannelName, build: Digest,
    purpose: Purpose, expiresAt: Timestamp, draft: String? = nil, settles: ResponseID? = nil,
    asked: AskedCandidates? = nil, carried: AnswerReading? = nil
  ) {
    self.id = id
    self.example = example
    self.data = data
    self.task = task
    self.channel = channel
    self.build = build
    self.purpose = purpose
    self.expiresAt = expiresAt
    self.draft = draft
    self.settles = settles
    self.asked = asked
    self.carried = carried
  }
}

/// How far the channels are that a person draws from.
public struct Progress: Hashable, Sendable {
  /// Answers that count, and how many are wanted in all.
  public var answers: Int
  public var wanted: Int
  /// Examples that have all they want, and how many there are.
  public var done: Int
  public var examples: Int

  public init(answers: Int = 0, wanted: Int = 0, done: Int = 0, examples: Int = 0) {
    self.answers = answers
    self.wanted = wanted
    self.done = done
    self.examples = examples
  }

  /// What its person sees who answered gold, too: each of their answers takes them on, so that none stands out.
  package func with(gold answers: Int) -> Progress {
    var seen = self
    seen.answers = min(wanted, self.answers + answers)
    return seen
  }

  public static func + (left: Progress, right: Progress) -> Progress {
    Progress(
      answers: left.answers + right.answers, wanted: left.wanted + right.wanted, done: left.done + right.done,
      examples: left.examples + right.examples)
  }
}

/// Why there is nothing for a person right now.
public struct Idle: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable {
    /// Nothing is left that this person may answer.
    case finished
    /// Work is left, but nobody active may answer it.
    case stuck
    /// The channel, or the person, is paused.
    case paused
    /// All that is left is leased to others, or waits.
    case busy
    /// The person answered their qualification round, and an admin has to let them go on.
    case unqualified
  }

  public var reason: Reason
  public var retryAt: Timestamp?

  public init(_ reason: Reason, retryAt: Timestamp? = nil) {
    self.reason = reason
    self.retryAt = retryAt
  }
}

/// What a claim brought.
public struct Serving: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case assignment(Assignment)
    case nothing(Idle)
  }

  public var outcome: Outcome
  public var progress: Progress
  /// Examples that other running sessions of the person hold open there, and that a claim may take over.
  public var elsewhere: Int

  public init(_ outcome: Outcome, progress: Progress, elsewhere: Int = 0) {
    self.outcome = outcome
    self.progress = progress
    self.elsewhere = elsewhere
  }
}

/// An answer to an assignment. Its id is made before the commit, so that a retry is harmless.
public struct Submission: Hashable, Sendable {
  public var response: ResponseID
  public var assignment: AssignmentID
  public var person: PersonID
  public var session: SessionID
  /// Canonical JSON text, valid under the assignment's build.
  public var answer: String
  /// Time the person really worked on it.
  public var durationMilliseconds: Int?
  /// The rendering context as JSON text.
  public var context: String
  public var at: Timestamp

  public init(
    response: ResponseID, assignment: AssignmentID, person: PersonID, session: SessionID, answer: String,
    durationMilliseconds: Int?, context: String, at: Timestamp
  ) {
    self.response = response
    self.assignment = assignment
    self.person = person
    self.session = session
    self.answer = answer
    self.durationMilliseconds = durationMilliseconds
    self.context = context
    self.at = at
  }
}

/// What became of a response: told only after a commit that survives power loss.
public struct Receipt: Hashable, Sendable {
  public var response: ResponseID
  public var revision: Int
  /// False for an answer that is kept though the example already had what it wants.
  public var counted: Bool
  public var at: Timestamp
  /// Of a gold example, where the policy has people told: what is known of it.
  public var feedback: GoldFeedback?

  public init(response: ResponseID, revision: Int, counted: Bool, at: Timestamp, feedback: GoldFeedback? = nil) {
    self.response = response
    self.revision = revision
    self.counted = counted
    self.at = at
    self.feedback = feedback
  }
}

/// The end of an assignment without an answer.
public struct Ending: Hashable, Sendable {
  public enum How: Hashable, Sendable {
    /// Comes back to the person once; after `max_skips` people a reviewer gets it.
    case skipped(reason: String?)
    /// Goes to a reviewer.
    case flagged(comment: String)
    /// Given back; comes back to the person once.
    case released
    /// Reserved, and given back before it was shown: it comes back after fresh work, as often as it was not shown.
    case unseen
  }

  public var how: How
  /// The id of the response that records a skip or a flag.
  public var response: ResponseID
  public var assignment: AssignmentID
  public var person: PersonID
  public var session: SessionID
  public var durationMilliseconds: Int?
  public var context: String
  public var at: Timestamp

  public init(
    _ how: How, response: ResponseID, assignment: AssignmentID, person: PersonID, session: SessionID,
    durationMilliseconds: Int? = nil, context: String, at: Timestamp
  ) {
    self.how = how
    self.response = response
    self.assignment = assignment
    self.person = person
    self.session = session
    self.durationMilliseconds = durationMilliseconds
    self.context = context
    self.at = at
  }
}

/// A correction of a person's own response, under the build it was given under.
public struct Correction: Hashable, Sendable {
  public var response: ResponseID
  public var supersedes: ResponseID
  public var person: PersonID
  public var answer: String
  public var durationMilliseconds: Int?
  public var context: String
  public var at: Timestamp

  public init(
    response: ResponseID, supersedes: ResponseID, person: PersonID, answer: String, durationMilliseconds: Int?,
    context: String, at: Timestamp
  ) {
    self.response = response
    self.supersedes = supersedes
    self.person = person
    self.answer = answer
    self.durationMilliseconds = durationMilliseconds
    self.context = context
    self.at = at
  }
}
