import Labeling
import Queue

/// An answer that this person gave, read back.
public struct GivenAnswer: Hashable, Sendable {
  /// The response that stands.
  public var response: ResponseID
  public var at: Timestamp
  /// Time the person really worked on it, where it is known.
  public var durationMilliseconds: Int?
  /// The first words of the example, raw; empty where it shows none.
  public var example: String
  public var answer: Answer
  public var build: Build
  /// True where this person saw the sides of a `pairwise` the other way round.
  public var isSwapped: Bool
}

/// An answer of an earlier session with its assignment as it was shown, to be looked at and corrected.
public struct ReopenedAnswer: Hashable, Sendable {
  public var assignment: Assignment
  public var answer: Answer
  public var response: ResponseID
  public var at: Timestamp
  public var durationMilliseconds: Int?
}

extension Sitting {
  /// Answers of one day that are told at the most.
  private static let givenLimit = 2000

  /// What this person answered under this task since a moment, oldest first, in this sitting and in earlier ones.
  public func given(since moment: Timestamp) throws -> [GivenAnswer] {
    let own = try store.read { snapshot in
      try snapshot.responses(of: person.id, task: task, since: moment, limit: Self.givenLimit)
    }
    return try own.map { response in
      let build = try build(response.build)
      return GivenAnswer(
        response: response.id, at: response.at, durationMilliseconds: response.durationMilliseconds,
        example: ShownWords.first(of: try Stored.object(response.data), under: build.ui),
        answer: try Stored.answer(response.answer, under: build), build: build,
        isSwapped: Sides.areSwapped(of: response.example, for: person.id))
    }
  }

  /// Brings an own answer back, so that it can be corrected: under its build, narrowed as it was.
  ///
  /// - Throws: `unknownResponse`, `notYours`, `superseded` by a correction, `alreadyEnded` for a skip or a flag.
  public func reopen(_ id: ResponseID) throws -> ReopenedAnswer {
    let reopened = try store.read { snapshot in
      guard let record = try snapshot.response(id, of: task) else { throw QueueError.unknownResponse(id) }
      guard record.person == person.id else { throw QueueError.notYours }
      if record.isSuperseded { throw QueueError.superseded(by: try successor(of: record, in: snapshot)) }
      guard let text = record.answer else { throw QueueError.alreadyEnded(record.status.rawValue) }
      let answer = try Stored.answer(text, under: try snapshot.build(record.build))
      return ReopenedAnswer(
        assignment: try assignment(of: record, answer, in: snapshot), answer: answer, response: record.id,
        at: record.at, durationMilliseconds: record.durationMilliseconds)
    }
    recent.withLock { recent in
      recent.served(reopened.assignment)
      recent.answered(reopened.assignment.id, by: reopened.response)
    }
    return reopened
  }

  /// What stands in the place of a corrected response.
  private func successor(of record: ResponseRecord, in snapshot: any QueueSnapshot) throws -> ResponseID {
    let later = try snapshot.responses(of: person.id, task: task, since: record.at, limit: .max)
    if let own = later.last(where: { $0.assignment == record.assignment }) { return own.id }
    var newest = record.id
    try snapshot.forEachResponse(of: task, upTo: snapshot.revision) { later in
      if later.supersedes == newest { newest = later.id }
    }
    return newest
  }

  /// The assignment that a response answered, as it was shown; its lease is long over.
  private func assignment(
    of record: ResponseRecord, _ answer: Answer, in snapshot: any QueueSnapshot
  ) throws -> Assignment {
    Assignment(
      id: record.assignment, example: record.example, data: try snapshot.content(of: record.assignment), task: task,
      channel: record.channel, build: record.build, purpose: try snapshot.purpose(of: record.assignment),
      expiresAt: record.at, settles: record.settles, asked: record.asked,
      carried: try record.settles.map { try carried(by: record, answer, settling: $0, in: snapshot) })
  }

  /// What was known before a settlement: of the questions that it asked what the settled answer says of them, and of all
  /// others what the whole answer says, since that was known.
  private func carried(
    by record: ResponseRecord, _ answer: Answer, settling settled: ResponseID, in snapshot: any QueueSnapshot
  ) throws -> AnswerReading {
    let history = VersionHistory(builds: try snapshot.builds(of: task, at: snapshot.revision))
    let build = try snapshot.build(record.build)
    var carried = history.reconciliation(from: build, to: build).read(answer)
    guard let earlier = try snapshot.response(settled, of: task), let text = earlier.answer else { return carried }
    let source = try snapshot.build(earlier.build)
    let before = history.reconciliation(from: source, to: build).read(try Stored.answer(text, under: source))
    for question in (record.asked?.questions ?? [:]).keys { carried.questions[question] = before[question] }
    return carried
  }
}
