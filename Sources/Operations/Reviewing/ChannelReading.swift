import Consensus
import Labeling
import Queue

/// What people said of examples as one channel reads it, case by case: what reviewing and browsing fold over.
final class ChannelReading {
  /// What people's standing answers to an example come to.
  struct Standing {
    /// Unsuperseded answers that the channel takes, of people whose answers fill the overlap.
    let answers: [AnswerFact]
    /// Whose answers those are.
    let people: Set<Int>
    /// What each of them says, in the order of `people` sorted; empty where all say the same in the same words.
    let readings: [AnswerReading]
    /// Per required question; empty where all say the same in the same words, and where nobody said anything.
    let verdicts: [Verdict]

    /// How far from unanimous people are, 0...1: of the most disputed question.
    var disagreement: Double { verdicts.map(\.support.disagreement).max() ?? 0 }
    var isDisputed: Bool { verdicts.contains { $0.status == .disputed } }
  }

  let snapshot: any QueueSnapshot
  let channel: Channel
  let target: Build
  let reckoner: Reckoner
  private let ballots: [Ballot]
  private let filling: Set<PersonID>
  private var people: [Int: PersonID] = [:]

  init(of task: TaskName, channel name: ChannelName, _ snapshot: any QueueSnapshot) throws {
    let channel = try snapshot.channel(name, of: task)
    self.snapshot = snapshot
    self.channel = channel
    let target = try snapshot.build(channel.build)
    self.target = target
    let history = VersionHistory(builds: try snapshot.builds(of: task, at: snapshot.revision))
    let table = ReadingTable(
      target: target, history: history, build: { try snapshot.build(at: $0) },
      answer: { try snapshot.answer(at: $0) }, asked: { try snapshot.asked(at: $0) })
    reckoner = Reckoner(channel: channel, table: table) { try snapshot.channel(at: $0) }
    ballots = target.required.map { Ballot($0, offered: target.offered[$0.id] ?? []) }
    filling = Set(try snapshot.persons().filter { Eligibility.fills($0, under: target.policy) }.map(\.id))
  }

  func standing(in file: CaseFile) throws -> Standing {
    let answers = try file.answers.filter { fact in
      try filling.contains(person(at: fact.person)) && reckoner.isTaken(fact)
    }
    let people = Set(answers.map(\.person))
    guard !agree(answers) else { return Standing(answers: answers, people: people, readings: [], verdicts: []) }
    let readings = try people.sorted().compactMap { try reckoner.standing(of: $0, in: file, under: target)?.reading }
    let verdicts = ballots.map { ballot in
      Majority.verdict(on: ballot, from: readings.map { $0[ballot.question.id] })
    }
    return Standing(answers: answers, people: people, readings: readings, verdicts: verdicts)
  }

  /// True where somebody settled their own answer as something that it could not have become.
  func isContradicted(_ answers: [AnswerFact]) throws -> Bool {
    try answers.contains { fact in
      let own = answers.filter { $0.person == fact.person }
      return try reckoner.table.settlement(fact, among: own)?.contradicted.isEmpty == false
    }
  }

  func person(at key: Int) throws -> PersonID {
    if let known = people[key] { return known }
    let id = try snapshot.person(at: key).id
    people[key] = id
    return id
  }

  /// True where all say the same in the same words: nearly all examples.
  private func agree(_ answers: [AnswerFact]) -> Bool {
    guard let first = answers.first else { return true }
    return answers.allSatisfy { $0.answer == first.answer && $0.build == first.build && $0.settles == nil }
  }
}

extension Support {
  /// How far from unanimous people are, 0...1: the share that says otherwise than most; of labels and spans of which
  /// there may be several, that share on average over those that anybody set.
  var disagreement: Double {
    switch self {
    case .votes(let votes): Self.minority(votes.map(\.count))
    case .texts(let votes): Self.minority(votes.map(\.count))
    case .marks(let marks): Self.torn(marks.map { ($0.yes, $0.no) })
    case .spans(let marks): Self.torn(marks.map { ($0.yes, $0.no) })
    }
  }

  private static func minority(_ counts: [Int]) -> Double {
    let sum = counts.reduce(0, +)
    return sum == 0 ? 0 : Double(sum - (counts.max() ?? 0)) / Double(sum)
  }

  private static func torn(_ marks: [(yes: Int, no: Int)]) -> Double {
    let set = marks.filter { $0.yes > 0 }
    return set.isEmpty ? 0 : set.reduce(0) { $0 + minority([$1.yes, $1.no]) } / Double(set.count)
  }
}
