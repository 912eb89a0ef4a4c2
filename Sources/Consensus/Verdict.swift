import Labeling

/// One answer per question of an example, from the answers of several people.
public struct Verdict: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// There is an answer.
    case settled
    /// Of some labels nobody could say whether they apply.
    case partial
    /// As many say one thing as another.
    case disputed
    /// There are answers, and none is usable.
    case void
    /// There are no answers.
    case unlabeled
  }

  public let status: Status
  /// Nil unless settled.
  public let value: AnswerValue?
  /// The share of usable answers behind the value, above 0 and at most 1, rounded to six significant digits; nil unless
  /// settled.
  public let confidence: Double?
  public let support: Support

  init(_ status: Status, value: AnswerValue? = nil, confidence: Double? = nil, support: Support) {
    self.status = status
    self.value = value
    self.confidence = confidence
    self.support = support
  }
}

/// How many people said what, in the order in which the labels are offered.
public enum Support: Hashable, Sendable {
  /// Of a `choice`: the labels that somebody chose.
  case votes([Votes])
  /// Of a `choices`: every label offered.
  case marks([Marks])

  public struct Votes: Hashable, Sendable {
    public let label: LabelID
    public let count: Int

    public init(label: LabelID, count: Int) {
      self.label = label
      self.count = count
    }
  }

  public struct Marks: Hashable, Sendable {
    public let label: LabelID
    public let yes: Int
    public let no: Int
    public let unknown: Int

    public init(label: LabelID, yes: Int, no: Int, unknown: Int) {
      self.label = label
      self.yes = yes
      self.no = no
      self.unknown = unknown
    }
  }
}
