import Labeling
import Queue

/// What somebody is told who answered a gold example: what is known, as the build says it that they answered under.
public struct GoldTold: Hashable, Sendable {
  /// Only what crosses into that build exactly, and something of it.
  public var answer: Answer
  /// Whether all that was scored is right; nil where nothing could be scored.
  public var isRight: Bool?
  public var explanation: String?

  public init(answer: Answer, isRight: Bool?, explanation: String?) {
    self.answer = answer
    self.isRight = isRight
    self.explanation = explanation
  }
}

extension Sitting {
  /// What a receipt tells of a gold example; nil where it tells nothing, or nothing that means the same here.
  public func known(by receipt: Receipt) throws -> GoldTold? {
    guard let feedback = receipt.feedback else { return nil }
    let answer = try store.read { snapshot in
      let (source, target) = (try snapshot.build(feedback.build), try snapshot.build(of: receipt.response))
      let known = try Stored.answer(feedback.answer, under: source)
      let history = VersionHistory(builds: try snapshot.builds(of: task, at: snapshot.revision))
      let reading = history.reconciliation(from: source, to: target).read(known)
      return Answer(
        Dictionary(
          target.ask.compactMap { question in
            reading[question.id].value(under: question, offered: target.offered[question.id] ?? [])
              .map { (question.id, $0) }
          }, uniquingKeysWith: { first, _ in first }))
    }
    guard !answer.values.isEmpty else { return nil }
    return GoldTold(answer: answer, isRight: feedback.isRight, explanation: feedback.explanation)
  }
}
