import Labeling

/// What an example's answers come to in a channel: who counts, who could settle what they said, what is open.
public struct Reckoning: Hashable, Sendable {
  /// A person whose standing answer does not count and could be sharpened by asking them again.
  public struct Unsettled: Hashable, Sendable {
    public var person: Int
    /// The answer that a settlement would settle: the one that stands for the first open question.
    public var response: Int
    /// The open required questions, and the candidates of each (all offered labels where nothing narrows it).
    public var open: [QuestionID: [LabelID]]

    public init(person: Int, response: Int, open: [QuestionID: [LabelID]]) {
      self.person = person
      self.response = response
      self.open = open
    }
  }

  /// People with a standing answer that is exact on every required question, in the order of their first answer.
  public var counted: [Int]
  /// Those who are asked again: no more than answers are missing, the fewest open questions first; in the order of the
  /// people's first answer.
  public var unsettled: [Unsettled]
  /// What a fresh person is asked about less than everything: per question the candidates that all unsettled answers
  /// share. Empty: a full question.
  public var narrowed: [QuestionID: [LabelID]]

  /// True where a reviewer's decision stands that says all that the channel asks: nobody is asked any more.
  public var isDecided: Bool

  public init(
    counted: [Int] = [], unsettled: [Unsettled] = [], narrowed: [QuestionID: [LabelID]] = [:], isDecided: Bool = false
  ) {
    self.isDecided = isDecided
    self.counted = counted
    self.unsettled = unsettled
    self.narrowed = narrowed
  }

  /// Nobody is asked again for an answer that another person can sharpen with fewer questions.
  mutating func keepCheapest(wanted: Int) {
    guard unsettled.count > max(0, wanted) else { return }
    let cheapest = unsettled.indices.sorted { (unsettled[$0].open.count, $0) < (unsettled[$1].open.count, $1) }
    unsettled = cheapest.prefix(max(0, wanted)).sorted().map { unsettled[$0] }
  }
}
