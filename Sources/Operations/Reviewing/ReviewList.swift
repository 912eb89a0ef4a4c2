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
    var fold = try ReviewFold(of: task, channel: name, for: person, reasons, snapshot)
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
  private let wanted: Set<ReviewReason>
  private let reading: ChannelReading
  private let calls: [Int: Set<ReviewCall>]
  private let asking: PersonID?
  private var found: [Found] = []
  private var decided = 0

  init(
    of task: TaskName, channel: ChannelName, for person: PersonID?, _ wanted: Set<ReviewReason>,
    _ snapshot: any QueueSnapshot
  ) throws {
    self.snapshot = snapshot
    self.task = task
    self.wanted = wanted
    asking = person
    reading = try ChannelReading(of: task, channel: channel, snapshot)
    calls = try snapshot.reviewCalls(in: channel, of: task)
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
    if !file.adjudications.isEmpty, try reading.reckoner.decision(in: file) != nil {
      decided += 1
      return
    }
    let standing = try reading.standing(in: file)
    let reasons = try reasons(of: file, standing).intersection(wanted)
    guard !reasons.isEmpty else { return }
    let isOwn = try asking.map { asking in try file.answers.contains { try reading.person(at: $0.person) == asking } }
    found.append(
      Found(
        example: file.example,
        item: ReviewList.Item(
          example: Digest(of: []), reasons: reasons.sorted(), people: standing.people.count,
          disagreement: standing.disagreement, isOwn: isOwn ?? false)))
  }

  private func reasons(of file: CaseFile, _ standing: ChannelReading.Standing) throws -> Set<ReviewReason> {
    var reasons = Set((calls[file.example] ?? []).map { ReviewReason($0) })
    if !file.adjudications.isEmpty { reasons.insert(.reopened) }
    guard !standing.verdicts.isEmpty else { return reasons }
    if try reading.isContradicted(standing.answers) { reasons.insert(.contradicted) }
    guard standing.people.count >= reading.target.policy.overlap || !reasons.isEmpty else { return reasons }
    if standing.isDisputed {
      reasons.insert(.disputed)
    } else if standing.disagreement > 0 {
      reasons.insert(.split)
    }
    return reasons
  }
}
