import Labeling

/// How an answer to a gold example compares with what is known: question by question, under the build of a channel, and
/// only where both cross into it exactly.
public struct GoldScore: Hashable, Sendable {
  /// Per scored question, in the order they are asked.
  public var questions: [(question: QuestionID, isRight: Bool)] { scored.map { ($0.question, $0.isRight) } }

  private struct Scored: Hashable, Sendable {
    let question: QuestionID
    let isRight: Bool
  }
  private let scored: [Scored]

  public var right: Int { scored.count { $0.isRight } }
  public var count: Int { scored.count }
  /// Whether all that was scored is right; nil where nothing was.
  public var isRight: Bool? { scored.isEmpty ? nil : scored.allSatisfy(\.isRight) }

  /// - Parameters:
  ///   - given: what the person said, read under the build.
  ///   - known: what is known, read under the build.
  public init(_ given: AnswerReading, against known: AnswerReading, under build: Build) {
    scored = build.ask.compactMap { question in
      let (given, known) = (given[question.id], known[question.id])
      let isScored = given.crossing == .exact && known.crossing == .exact
      guard isScored, known.content != .notAsked else { return nil }
      return Scored(question: question.id, isRight: given.content == known.content)
    }
  }

  /// What an answer comes to beside what is known.
  public init(_ response: AnswerFact, against known: AnswerFact, by table: ReadingTable) throws {
    self.init(try table.reading(of: response), against: try table.reading(of: known), under: table.target)
  }
}

extension Qualification {
  /// Whether somebody may go on to real work.
  public enum Standing: Hashable, Sendable {
    case passed
    /// An admin decides: fewer are right than the policy wants, fewer were answered than the round has, or nothing could
    /// be scored.
    case failed
  }

  /// - Parameters:
  ///   - answered: gold examples that the person answered.
  ///   - scores: of the first ones, as many as the round has.
  public func standing(answered: Int, scores: [GoldScore]) -> Standing {
    guard answered >= examples else { return .failed }
    guard let right else { return .passed }
    let (points, scored) = (scores.reduce(0) { $0 + $1.right }, scores.reduce(0) { $0 + $1.count })
    return scored > 0 && points * 1_000_000 >= right * scored ? .passed : .failed
  }
}
