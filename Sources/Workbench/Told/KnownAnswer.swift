import Labeling

/// What is known of an example that was answered, where the task has its people told.
public struct KnownAnswer: Hashable, Sendable {
  /// Under the build of the example.
  public var answer: Answer
  /// Whether all that could be compared is right; nil where nothing could be.
  public var isRight: Bool?
  /// Raw.
  public var explanation: String?

  public init(answer: Answer, isRight: Bool?, explanation: String?) {
    self.answer = answer
    self.isRight = isRight
    self.explanation = explanation
  }
}
