import Consensus
import Labeling
import Queue

/// What there is to review in a channel, what matters most first.
public struct ReviewList: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public var example: Digest
    /// At least one, the gravest first.
    public var reasons: [ReviewReason]
    /// People whose answers stand there.
    public var people: Int
    /// How far from unanimous they are, 0...1: of the most disputed question.
    public var disagreement: Double
    /// True where the person who asks gave one of them.
    public var isOwn: Bool

    public init(example: Digest, reasons: [ReviewReason], people: Int, disagreement: Double, isOwn: Bool) {
      self.example = example
      self.reasons = reasons
      self.people = people
      self.disagreement = disagreement
      self.isOwn = isOwn
    }
  }

  public var items: [Item]
  /// Examples of the channel that a reviewer decided.
  public var decided: Int
  public var revision: Int

  /// Reads what there is to review.
  ///
  /// An example that people disagree on is listed once all the answers it wants are there, since the next one may
  /// decide it.
  ///
  /// - Parameters:
  ///   - person: who asks, nil for nobody in particular.
  ///   - reasons: those to list.
  ///   - checkpoint: called now and then with the examples read so far; what it throws ends the work.
  public static func read(
    _ task: TaskName, channel name: ChannelName, for person: PersonID? = nil,
    reasons: Set<ReviewReason> = Set(ReviewReason.allCases), in snapshot: any QueueSnapshot,
    checkpoint: (Int) throws -> Void = { _ in }
  ) throws -> ReviewList {
    let channels = try snapshot.channels(of: task, at: snapshot.revision)
    guard let channel = channels.first(where: { $0.name == name }) else {
      throw QueueError.unknownChannel(name, known: channels.map(\.name).sorted())
    }
    var fold = try ReviewFold(of: channel, task, for: person, reasons, snapshot)
    return try fold.run(checkpoint)
  }
}

/// One pass over all cases of a task.
private struct ReviewFold {
  /// An item before its example is looked up.
  private struct Found {
    let example: Int
    let item: ReviewList.Item
  }

  private let snapshot: any QueueSnapshot
  private let task: TaskName
  private let target: Build
  private let wanted: Set<ReviewReason>
  private let reckoner: Reckoner
  private let ballots: [Ballot]
  private let calls: [Int: Set<ReviewCall>]
  private let filling: Set<PersonID>
  private let asking: PersonID?
  private var people: [Int: PersonID] = [:]
  private var found: [Found] = []
  private var decided = 0

  init(
    of channel: Channel, _ task: TaskName, for person: PersonID?, _ wanted: Set<ReviewReason>,
    _ snapshot: any QueueSnapshot
  ) throws {
    self.snapshot = snapshot
    self.task = task
    self.wanted = wanted
    asking = person
    let target = try snapshot.build(channel.build)
    self.target = target
    let history = VersionHistory(builds: try snapshot.builds(of: task, at: snapshot.revision))
    let table = ReadingTable(
      target: target, history: history, build: { try snapshot.build(at: $0) },
      answer: { try snapshot.answer(at: $0) }, asked: { try snapshot.asked(at: $0) })
    reckoner = Reckoner(channel: channel, table: table) { try snapshot.channel(at: $0) }
    ballots = target.required.map { Ballot($0, offered: target.offered[$0.id] ?? []) }
    calls = try snapshot.reviewCalls(in: channel.name, of: task)
    filling = Set(try snapshot.persons().filter { Eligibility.fills($0, under: target.policy) }.map(\.id))
  }

  mutating func run(_ checkpoint: (Int) throws -> Void) throws -> ReviewList {
    var seen = 0
    try snapshot.forEachCase(of: task, upTo: snapshot.revision) { file in
      try take(file)
      seen += 1
      if seen.isMultiple(of: 1024) { try checkpoint(seen) }
    }
    found.sort { left, right in
      let (first, second) = (left.item, right.item)
      return (first.reasons[0], -first.disagreement, -first.people, left.example)
        < (second.reasons[0], -second.disagreement, -second.people, right.example)
    }
    let items = try found.map { found in
      var item = found.item
      item.example = try snapshot.example(at: found.example, of: task)
      return item
    }
    return ReviewList(items: items, decided: decided, revision: snapshot.revision)
  }

  private mutating func take(_ file: CaseFile) throws {
    let called = calls[file.example] ?? []
    if !file.adjudications.isEmpty, try reckoner.decision(in: file) != nil {
      decided += 1
      return
    }
    var reasons = Set(called.map { ReviewReason($0) })
    var disagreement = 0.0
    let answers = try file.answers.filter { fact in
      try filling.contains(person(at: fact.person)) && reckoner.isTaken(fact)
    }
    let givers = Set(answers.map(\.person))
    if try !agree(answers) {
      if try contradicts(answers) { reasons.insert(.contradicted) }
      let isComplete = givers.count >= target.policy.overlap || !reasons.isEmpty
      let readings = try givers.sorted().compactMap {
        try reckoner.standing(of: $0, in: file, under: target)?.reading
      }
      let verdicts = ballots.map { ballot in
        Majority.verdict(on: ballot, from: readings.map { $0[ballot.question.id] })
      }
      disagreement = verdicts.map(\.support.disagreement).max() ?? 0
      if isComplete {
        if verdicts.contains(where: { $0.status == .disputed }) {
          reasons.insert(.disputed)
        } else if disagreement > 0 {
          reasons.insert(.split)
        }
      }
    }
    reasons.formIntersection(wanted)
    guard !reasons.isEmpty else { return }
    let isOwn = try asking.map { asking in try file.answers.contains { try person(at: $0.person) == asking } } ?? false
    found.append(
      Found(
        example: file.example,
        item: ReviewList.Item(
          example: Digest(of: []), reasons: reasons.sorted(), people: givers.count, disagreement: disagreement,
          isOwn: isOwn)))
  }

  /// True where all say the same in the same words: nearly all examples.
  private func agree(_ answers: [AnswerFact]) throws -> Bool {
    guard let first = answers.first else { return true }
    return answers.allSatisfy { $0.answer == first.answer && $0.build == first.build && $0.settles == nil }
  }

  private func contradicts(_ answers: [AnswerFact]) throws -> Bool {
    try answers.contains { fact in
      let own = answers.filter { $0.person == fact.person }
      return try reckoner.table.settlement(fact, among: own)?.contradicted.isEmpty == false
    }
  }

  private mutating func person(at key: Int) throws -> PersonID {
    if let known = people[key] { return known }
    let id = try snapshot.person(at: key).id
    people[key] = id
    return id
  }
}

extension Support {
  /// How far from unanimous people are, 0...1: of what one label is chosen for, the share that says otherwise; of marks
  /// and spans, the share of those that somebody set and others did not.
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
    return set.isEmpty ? 0 : Double(set.count { $0.no > 0 }) / Double(set.count)
  }
}
