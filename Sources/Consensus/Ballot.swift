import Labeling

/// What is voted on: a question, and the labels that it offers in their order. Made once for all examples.
public struct Ballot: Sendable {
  public let question: Question
  public let offered: [Label]
  let space: LabelSpace

  public init(_ question: Question, offered: [Label]) {
    self.question = question
    self.offered = offered
    space = LabelSpace(offered.map(\.id))
  }

  /// The labels at places of the offered order.
  func labels(at places: some Sequence<Int>) -> [LabelID] { places.sorted().map { space.ids[$0] } }

  /// The answer that a single label is.
  func value(of label: LabelID) -> AnswerValue? {
    QuestionReading(.exact, .candidates([label])).value(under: question, offered: offered)
  }
}
