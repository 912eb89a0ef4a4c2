import Labeling

/// What a narrowed assignment asks about: per open question the labels it is still between, in the offered order.
public struct AskedCandidates: Hashable, Sendable {
  public var questions: [QuestionID: [LabelID]]

  public init(_ questions: [QuestionID: [LabelID]]) { self.questions = questions }
}
