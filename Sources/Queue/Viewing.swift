import Labeling

/// That a person looks at what others say of examples: reviewing, browsing. A fact, written before it is shown.
///
/// Whoever saw what others say is never asked for an answer of their own afterwards (VERSIONS.md 5). Who had not been
/// shown the example is shown it now, under the channel's UI version: rule 1 holds for this showing like for any other.
public struct Viewing: Hashable, Sendable {
  public var task: TaskName
  /// By whose build the examples are drawn.
  public var channel: ChannelName
  /// At most `limit`.
  public var examples: [Digest]
  public var person: PersonID
  public var at: Timestamp

  /// Examples that one transaction may show: bounds how long the lock is held.
  public static let limit = 512

  public init(task: TaskName, channel: ChannelName, examples: [Digest], person: PersonID, at: Timestamp) {
    self.task = task
    self.channel = channel
    self.examples = examples
    self.person = person
    self.at = at
  }
}

/// What a reviewer decided of an example: a response of its own kind, which stands for the example from now on.
///
/// It counts for nobody's overlap and corrects nobody's answer.
public struct Adjudication: Hashable, Sendable {
  public var response: ResponseID
  /// Made for this decision; recorded with it.
  public var assignment: AssignmentID
  public var task: TaskName
  public var channel: ChannelName
  public var example: Digest
  public var person: PersonID
  public var session: SessionID
  /// The build that it was decided under: the channel's, or its tail for the screen on which the person saw the example.
  public var build: Digest
  /// Canonical JSON text, valid under the build.
  public var answer: String
  public var reason: String?
  /// The decision that stood when this one was made, nil where there was none. An own one is superseded by this.
  public var after: ResponseID?
  public var durationMilliseconds: Int?
  /// The rendering context as JSON text.
  public var context: String
  public var at: Timestamp

  public init(
    response: ResponseID, assignment: AssignmentID, task: TaskName, channel: ChannelName, example: Digest,
    person: PersonID, session: SessionID, build: Digest, answer: String, reason: String?, after: ResponseID?,
    durationMilliseconds: Int?, context: String, at: Timestamp
  ) {
    self.response = response
    self.assignment = assignment
    self.task = task
    self.channel = channel
    self.example = example
    self.person = person
    self.session = session
    self.build = build
    self.answer = answer
    self.reason = reason
    self.after = after
    self.durationMilliseconds = durationMilliseconds
    self.context = context
    self.at = at
  }
}

/// Why an example is a reviewer's to look at, beside what its answers say.
public enum ReviewCall: String, Hashable, Sendable, CaseIterable {
  /// Somebody flagged it.
  case flagged
  /// More people skipped it than the policy allows.
  case skipped
  /// Nobody active may give the answers that it still wants.
  case stuck
}
