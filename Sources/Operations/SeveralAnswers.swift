import Labeling
import Queue

/// What several answers of one person to one example come to, by the queue's own rules.
final class SeveralAnswers {
  /// Distinct texts and questions that are kept before the numbering starts anew.
  private static let limit = 65_536
  /// What a settlement settles where the export does not take it: it is there, and says nothing.
  private static let notTaken = -1
  /// All answers are taken here: the export has chosen them.
  private static let anywhere = ChannelName("anywhere")

  /// The integers that stand for builds, answers and candidates in the rules.
  private final class Numbering {
    var builds: [Build] = []
    var buildNumbers: [Digest: Int] = [:]
    var answers = Interned<String>()
    var asked = Interned<AskedCandidates>()
  }

  private struct Interned<Value: Hashable> {
    private var numbers: [Value: Int] = [:]
    private var values: [Int: Value] = [:]
    private var next = 0

    var count: Int { values.count }

    subscript(number: Int) -> Value? { values[number] }

    mutating func number(of value: Value) -> Int {
      if let known = numbers[value] { return known }
      // A number is never given twice, since it may be remembered.
      next += 1
      numbers[value] = next
      values[next] = value
      return next
    }

    mutating func clear() {
      numbers.removeAll(keepingCapacity: true)
      values.removeAll(keepingCapacity: true)
    }
  }

  private let versions: ExportVersions
  private let numbering = Numbering()
  private let reckoner: Reckoner

  init(_ versions: ExportVersions) {
    self.versions = versions
    let numbering = numbering
    let table = ReadingTable(
      target: versions.target, history: versions.history, build: { numbering.builds[$0] },
      answer: { number in
        guard let text = numbering.answers[number] else { throw QueueError.broken("an answer has no number") }
        return text
      },
      asked: { number in
        guard let asked = numbering.asked[number] else { throw QueueError.broken("a question has no number") }
        return asked
      })
    let everything = Channel(
      name: Self.anywhere, build: versions.target.id, weight: 1, pool: nil, state: .live, accepts: [])
    reckoner = Reckoner(channel: everything, table: table, channelName: { _ in Self.anywhere })
  }

  /// - Parameter own: unsuperseded answers in revision order, none a settlement of what was revised after it.
  func standing(of own: [ResponseRecord]) throws -> StandingAnswer {
    let file = CaseFile(example: 0, answers: try facts(of: own))
    guard let standing = try reckoner.standing(of: 0, in: file, under: versions.target) else {
      throw QueueError.broken("a person's answers do not stand")
    }
    return standing
  }

  /// The questions in which a settlement says what the answer that it settles ruled out; none for any other response.
  func contradicted(by settlement: ResponseRecord, among responses: [ResponseRecord]) throws -> Set<QuestionID> {
    guard let settled = responses.first(where: { $0.id == settlement.settles }), settled.answer != nil else {
      return []
    }
    let facts = try facts(of: [settled, settlement])
    return Set(try reckoner.table.settlement(facts[1], among: facts)?.contradicted ?? [])
  }

  private func facts(of own: [ResponseRecord]) throws -> [AnswerFact] {
    if numbering.answers.count + numbering.asked.count >= Self.limit {
      numbering.answers.clear()
      numbering.asked.clear()
    }
    var facts = try own.enumerated().map { place, response in
      AnswerFact(
        response: place, person: 0, channel: 0, build: try number(of: response.build),
        answer: numbering.answers.number(of: response.answer ?? "{}"),
        settles: response.settles.flatMap { settled in own.firstIndex { $0.id == settled } ?? Self.notTaken },
        asked: response.asked.map { numbering.asked.number(of: $0) })
    }
    if let settlement = facts.first(where: { $0.settles == Self.notTaken }) {
      facts.append(
        AnswerFact(
          response: Self.notTaken, person: 0, channel: 0, build: settlement.build, answer: settlement.answer,
          isStale: true))
    }
    return facts
  }

  private func number(of build: Digest) throws -> Int {
    if let known = numbering.buildNumbers[build] { return known }
    numbering.builds.append(try versions.build(build))
    numbering.buildNumbers[build] = numbering.builds.count - 1
    return numbering.builds.count - 1
  }
}
