import Labeling
import Queue

/// How far the tasks are.
public struct Status: Hashable, Sendable {
  public struct Task: Hashable, Sendable {
    public var task: TaskName
    public var examples: Int
    public var channels: [ChannelStatus]
    /// By name: unsuperseded answers to this task.
    public var annotators: [Annotator]
    /// Unsuperseded settlements that say something else than any of what was asked about: both answers are kept, and the
    /// settlement stands from its version on.
    public var contradictedSettlements: Int
    /// The examples that they are about.
    public var contradictedExamples: Int
    /// By UI and taxonomy version, what was answered under it.
    public var versions: [Version]
    /// By question as the task's first serving channel asks it.
    public var agreement: [Agreement]
    /// Answers given by people's own hands, minute by minute, oldest first.
    public var minutes: [Minute]
    /// Open sessions, oldest first; none for a moment that has no people at work.
    public var sessions: [AtWork]
    /// What takes long to count; nil while it has not been counted yet.
    public var reckoned: Reckoned?
  }

  public struct ChannelStatus: Hashable, Sendable {
    public var channel: Channel
    public var uiVersion: Int
    public var taxonomyVersion: Int
    /// Where `Task.reckoned` is nil, what waits for review and what is stuck are not counted yet.
    public var tally: ChannelTally
    /// (response, required question) pairs of unsuperseded responses given in this channel.
    public var answers: Int
    /// Examples that somebody has before them.
    public var leasedExamples: Int
  }

  public struct Annotator: Hashable, Sendable {
    public var name: String
    public var answers: Int
    public var skips: Int
    public var flags: Int
    /// Decisions that they made as a reviewer, which are no answers.
    public var decisions: Int
    /// How many examples their answers, skips, flags and decisions are about, as they are listed: without gold.
    public var examples: [Deed: Int]
    /// Answers in the last ten minutes.
    public var lately: Int

    public init(
      name: String, answers: Int = 0, skips: Int = 0, flags: Int = 0, decisions: Int = 0,
      examples: [Deed: Int] = [:], lately: Int = 0
    ) {
      self.name = name
      self.answers = answers
      self.skips = skips
      self.flags = flags
      self.decisions = decisions
      self.examples = examples
      self.lately = lately
    }
  }

  /// Unsuperseded answers given under one UI and taxonomy version.
  public struct Version: Hashable, Sendable {
    public var ui: Int
    public var taxonomy: Int
    public var count: ShareCount
    /// The labels that they name, by question, the most frequent first.
    public var labels: [Label]
  }

  /// A label as answers of one version name it.
  public struct Label: Hashable, Sendable {
    public var question: QuestionID
    public var label: LabelID
    /// What its taxonomy version calls it; its id where that says nothing.
    public var title: String
    public var count: ShareCount
    /// Of the version's answers, 0...1; those of a question with several labels add up to more.
    public var share: Double
  }

  /// How far people agree under a question: what each of them last said exactly, as it reads in the version that serves.
  public struct Agreement: Hashable, Sendable {
    public var question: QuestionID
    /// Answers that say something exactly.
    public var answers: Int
    /// Examples with at least two of them.
    public var examples: Int
    /// Those about which not all say the same.
    public var disputed: Int
    /// The share of agreeing pairs, 0...1; nil without a pair.
    public var raw: Double?
    /// Krippendorff's alpha, nominal; nil where it cannot be told.
    public var alpha: Double?
  }

  /// The answers of one minute.
  public struct Minute: Hashable, Sendable {
    /// Minutes since 1970.
    public var minute: Int64
    public var answers: Int
  }

  /// Somebody with a session.
  public struct AtWork: Hashable, Sendable {
    public var name: String
    public var client: String?
    public var since: Timestamp
    /// When they last did something.
    public var active: Timestamp?
    /// Examples that they hold open.
    public var holds: Int
    /// Answers of theirs in the last ten minutes.
    public var lately: Int
  }

  /// What takes a look at every example, and so is not made anew at each refresh.
  public struct Reckoned: Hashable, Sendable {
    public var revision: Int
    public var at: Timestamp
    /// What full coverage of each channel that serves still takes.
    public var plans: [ChannelName: RelabelPlan]
    var examples: Int
    var tallies: [ChannelName: ChannelTally]
  }

  public var tasks: [Task]
  public var revision: Int
  /// The files of the queue; nil for one without files.
  public var health: QueueHealth?

  /// Reads the status of one task or of all, with everything in it.
  public static func read(_ task: TaskName? = nil, from store: any QueueStore, at now: Timestamp? = nil) throws
    -> Status
  {
    var watch = StatusWatch()
    return try watch.read(task, from: store, at: now ?? Surroundings.clock(), reckoning: .always)
  }
}
