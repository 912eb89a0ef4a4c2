import Labeling
import Queue

/// What is known of a task's gold examples, and how answers compare with it under one build.
struct GoldBook {
  /// An answer beside what is known.
  struct Comparison {
    let score: GoldScore
    /// Questions that something is known of, and that could not be scored.
    let unscored: [QuestionID]
    /// What was said, read under the target.
    let given: AnswerReading
  }

  /// What is known of an example now, or was known last.
  private struct Known {
    let fact: AnswerFact
    /// Questions of the target that it has a value for.
    let told: Set<QuestionID>
  }

  let target: Build
  let table: ReadingTable
  /// The newest fact of each example, by the example's key.
  let newest: [Int: GoldFact]
  private let known: [Int: Known]

  init(of task: TaskName, under target: Build, upTo revision: Int, _ snapshot: any QueueSnapshot) throws {
    self.target = target
    let history = VersionHistory(builds: try snapshot.builds(of: task, at: revision))
    table = ReadingTable(
      target: target, history: history, build: { try snapshot.build(at: $0) },
      answer: { try snapshot.answer(at: $0) }, asked: { try snapshot.asked(at: $0) })
    var newest: [Int: GoldFact] = [:]
    var known: [Int: Known] = [:]
    for fact in try snapshot.gold(of: task, upTo: revision) {
      newest[fact.example] = fact
      guard let answer = fact.answer else { continue }
      let build = try snapshot.build(at: fact.build)
      let said = try Stored.answer(try snapshot.answer(at: answer), under: build)
      let told = target.ask.filter { question in
        said[question.id] != nil && build.ask.contains { $0.isSame(as: question) }
      }
      known[fact.example] = Known(
        fact: AnswerFact(answer: answer, under: fact.build), told: Set(told.map(\.id)))
    }
    self.newest = newest
    self.known = known
  }

  /// The examples that people get.
  var standing: Set<Int> { Set(newest.values.filter { $0.answer != nil }.map(\.example)) }

  /// The interned answer that is known of an example.
  func answer(of example: Int) -> Int? { known[example]?.fact.answer }

  /// Nil where nothing was ever known of the example.
  func compare(answer: Int, under build: Int, with example: Int) throws -> Comparison? {
    guard let known = known[example] else { return nil }
    let given = try table.reading(of: AnswerFact(answer: answer, under: build))
    let reading = try table.reading(of: known.fact)
    let score = GoldScore(given, against: reading, under: target)
    let scored = Set(score.questions.map(\.question))
    let unscored = target.ask.map(\.id).filter { question in
      known.told.contains(question) && !scored.contains(question) && reading[question].content != .notAsked
    }
    return Comparison(score: score, unscored: unscored, given: given)
  }

  /// Where somebody stands before real work, as a claim in the target's channel would find it.
  ///
  /// - Parameter own: all that they said of gold.
  func standing(of person: Person, _ own: [GoldChains.Chain], _ snapshot: any QueueSnapshot) throws
    -> GoldReport.Standing
  {
    if person.qualified.contains(target.task) { return .qualified }
    guard let round = target.policy.qualification, !standing.isEmpty else { return .notNeeded }
    let answered = own.filter { $0.first != nil }.prefix(round.examples)
    if answered.count < round.examples, try snapshot.goldAhead(of: person.id, in: target.task) > 0 {
      return .inRound(answered: answered.count, of: round.examples)
    }
    let scores = try answered.compactMap { chain in
      try chain.scored?.answer.flatMap { try compare(answer: $0, under: chain.build, with: chain.example)?.score }
    }
    return round.standing(answered: answered.count, scores: scores) == .passed ? .qualified : .waiting
  }
}
