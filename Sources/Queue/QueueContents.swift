/// What a copy of a queue holds, as its verification read it.
public struct QueueContents: Hashable, Sendable {
  public let revision: Int
  /// Responses with an answer.
  public let answers: Int

  public init(revision: Int, answers: Int) {
    self.revision = revision
    self.answers = answers
  }
}
