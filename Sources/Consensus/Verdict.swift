import Labeling

/// One answer per question of an example, from the answers of several people.
public struct Verdict: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// There is an answer.
    case settled
    /// Of some labels nobody could say whether they apply.
    case partial
    /// It is one of several things, and nobody could say which.
    case ambiguous
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
  /// What the answer is or may be, in the offered order: of a settled one its labels, of a disputed one the tied ones,
  /// else what the answers leave open.
  public let candidates: [LabelID]
  /// Labels of which nobody could say whether they apply.
  public let unknown: [LabelID]
  /// Sets of labels of which at least one applies, where nobody could say which.
  public let clauses: [[LabelID]]
  /// Stretches of which nobody could say what they are: what a model must not learn from.
  public let masks: [SpanReading.Carried]

  init(
    _ status: Status, value: AnswerValue? = nil, confidence: Double? = nil, support: Support,
    candidates: [LabelID] = [], unknown: [LabelID] = [], clauses: [[LabelID]] = [],
    masks: [SpanReading.Carried] = []
  ) {
    self.status = status
    self.value = value
    self.confidence = confidence
    self.support = support
    self.candidates = candidates
    self.unknown = unknown
    self.clauses = clauses
    self.masks = masks
  }
}
