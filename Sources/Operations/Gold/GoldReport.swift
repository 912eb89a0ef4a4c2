import Consensus
import Labeling
import Queue

/// How well people answer the examples whose answers are known, and how well what is known holds up: read under one build,
/// and scored only where both the answer and what is known cross into it exactly.
public struct GoldReport: Hashable, Sendable {
  /// What some questions came to.
  public struct Score: Hashable, Sendable {
    public var scored: Int
    public var right: Int
    /// Questions that something is known of, and whose answers cannot be compared with it: one of the two does not cross
    /// exactly, or the question was left out.
    public var unscored: Int

    public init(scored: Int = 0, right: Int = 0, unscored: Int = 0) {
      self.scored = scored
      self.right = right
      self.unscored = unscored
    }

    /// 0...1; nil where nothing was scored.
    public var share: Double? { scored == 0 ? nil : Double(right) / Double(scored) }
    public var interval: WilsonInterval? { WilsonInterval(right, of: scored) }
  }

  /// Where somebody stands before real work.
  public enum Standing: Hashable, Sendable {
    /// The channel asks nobody to qualify, or has no gold to do it with.
    case notNeeded
    case inRound(answered: Int, of: Int)
    case qualified
    /// They answered the round, too few of it right: an admin lets them go on, or nobody does.
    case waiting
  }

  public struct Person: Hashable, Sendable {
    public var name: String
    /// Gold examples that they answered.
    public var answered: Int
    public var score: Score
    public var skipped: Int
    public var flagged: Int
    public var standing: Standing
  }

  public struct Question: Hashable, Sendable {
    public var question: QuestionID
    public var score: Score
  }

  /// Something that was said and is not what is known.
  public struct WrongAnswer: Hashable, Sendable {
    public var question: QuestionID
    /// Nil where the question was not asked, beside what else was answered.
    public var answer: AnswerValue?
    public var count: Int
  }

  /// Somebody says that something is wrong with an example; their words are raw.
  public struct Flag: Hashable, Sendable {
    public var annotator: String
    public var comment: String
  }

  public struct Example: Hashable, Sendable {
    public var example: Digest
    /// The first words that a screen shows of it, raw.
    public var words: String
    /// It is gold no more.
    public var isRetired: Bool
    public var answered: Int
    public var score: Score
    public var skipped: Int
    public var flags: [Flag]
    /// The most frequent first.
    public var wrong: [WrongAnswer]
  }

  public var task: TaskName
  public var channel: ChannelName
  public var uiVersion: Int
  public var taxonomyVersion: Int
  /// Gold examples that people get.
  public var gold: Int
  /// By name: whoever was shown gold and said something of it, and who qualified without.
  public var people: [Person]
  /// In the order they are asked.
  public var questions: [Question]
  /// First what is most surely got wrong by most, for what is known of it may itself be wrong.
  public var examples: [Example]
  public var revision: Int

  /// Reads the report of a task under the build that a channel stands at. Who answers gold qualifies for the whole task,
  /// so that all of its answers are in it, whatever channel they were given in.
  public static func read(_ task: TaskName, channel: ChannelName, from store: any QueueStore) throws -> GoldReport {
    try store.read { snapshot in
      var fold = try GoldFold(of: task, channel: channel, snapshot)
      return try fold.report()
    }
  }

  /// Those who answered their round, and wait for an admin.
  public var waiting: [Person] { people.filter { $0.standing == .waiting } }
}

extension GoldReport.Score {
  static func + (left: Self, right: Self) -> Self {
    GoldReport.Score(
      scored: left.scored + right.scored, right: left.right + right.right, unscored: left.unscored + right.unscored)
  }

  static func += (left: inout Self, right: Self) { left = left + right }
}
