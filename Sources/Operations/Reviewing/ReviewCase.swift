import Consensus
import Labeling
import Queue
import Records

/// An example with all that was said of it, for somebody who may see that.
public struct ReviewCase: Sendable {
  /// What somebody said: an answer, a skip, a flag or a decision.
  public struct Statement: Hashable, Sendable {
    public var response: ResponseID
    public var person: PersonID
    public var annotator: String
    public var kind: Person.Kind
    public var status: ResponseRecord.Status
    public var channel: ChannelName
    /// The build that it was given under: its screen, its labels.
    public var build: Build
    /// As it was given; nil for a skip or a flag.
    public var answer: Answer?
    /// What it says under the case's build.
    public var reading: AnswerReading?
    /// The reason of a skip or a decision, the comment of a flag.
    public var comment: String?
    public var at: Timestamp
    public var durationMilliseconds: Int?
    /// A later response took its place.
    public var isSuperseded: Bool
    /// It settles an own one.
    public var settles: ResponseID?
    /// The questions in which it says what that one ruled out.
    public var contradicts: Set<QuestionID>
    /// What it said was about another content of the example.
    public var isStale: Bool
    /// True where the sides of a `pairwise` were shown to this person the other way round.
    public var isSwapped: Bool
  }

  /// Why the person may look and not decide.
  public enum Bar: Hashable, Sendable {
    case answeredThemselves
    /// They saw it on a screen that does not compile any more.
    case noScreen(ui: Int)
  }

  public let example: Digest
  public let data: JSONObject
  public let channel: ChannelName
  /// What a decision is made under, and what statements are read under.
  public let build: Build
  /// In revision order.
  public let statements: [Statement]
  /// Per question of the build what people's standing answers come to, decisions left out.
  public let verdicts: [QuestionID: Verdict]
  /// The decision that stands.
  public let decision: Statement?
  /// The newest decision, whether it still says something or not: what the next one comes after.
  public let latestDecision: ResponseID?
  public let bar: Bar?
  public let revision: Int
}

extension ReviewCase {
  /// An example with what somebody may see of its responses: of their own the answers that stand, gold like any other.
  private static func found(
    _ example: Digest, _ task: TaskName, seeing sight: BrowseSight, _ snapshot: any QueueSnapshot
  ) throws -> (record: ExampleRecord, responses: [ResponseRecord])? {
    let found = try snapshot.example(example, of: task, upTo: snapshot.revision)
    guard case .own(let person) = sight else { return found }
    let own = found?.responses.filter { $0.person == person && !$0.isSuperseded && $0.isAnswer } ?? []
    if let found, !own.isEmpty { return (found.record, own) }
    let all = try snapshot.responses(of: person, task: task, since: Timestamp(microseconds: 0), limit: .max)
    guard let given = all.last(where: { $0.example == example }),
      let response = try snapshot.response(given.id, of: task)
    else { return nil }
    return (ExampleRecord(id: example, data: given.data), [response])
  }

  /// Puts a case together from one state of the queue.
  init(
    of example: Digest, _ task: TaskName, in channel: ChannelName, for person: PersonID,
    seeing sight: BrowseSight = .everything, _ snapshot: any QueueSnapshot
  ) throws {
    let standing = try snapshot.channel(channel, of: task)
    guard let found = try Self.found(example, task, seeing: sight, snapshot) else {
      throw QueueError.unknownExample(example)
    }
    let builds = try snapshot.builds(of: task, at: snapshot.revision)
    let target = try snapshot.build(standing.build)
    let seen = try snapshot.exposure(of: example, to: person, in: task)
    let own = seen.flatMap { Tails(of: standing, at: target, in: VersionHistory(builds: builds)).build(for: $0) }
    let build = own ?? target
    let versions = ExportVersions(builds, target: build)
    let persons = try snapshot.persons()
    var answers = AnswerReader(versions)
    let several = SeveralAnswers(versions)
    let statements = try found.responses.map { record in
      let read = try answers.read(record)
      return Statement(
        response: record.id, person: record.person, annotator: record.annotator,
        kind: persons.first { $0.id == record.person }?.kind ?? .person, status: record.status, channel: record.channel,
        build: try versions.build(record.build), answer: read?.answer, reading: read?.reading,
        comment: record.comment, at: record.at, durationMilliseconds: record.durationMilliseconds,
        isSuperseded: record.isSuperseded, settles: record.settles,
        contradicts: try several.contradicted(by: record, among: found.responses), isStale: record.isStale,
        isSwapped: Sides.areSwapped(of: record.example, for: record.person))
    }
    let selection = try StandingAnswers(scope: .channel(standing), versions: versions, persons: persons)
      .select(from: found.responses, &answers)
    self.example = example
    self.data = try Stored.object(found.record.data)
    self.channel = channel
    self.build = build
    self.statements = statements
    verdicts = Dictionary(
      build.ask.map { question in
        let ballot = Ballot(question, offered: build.offered[question.id] ?? [])
        return (question.id, Majority.verdict(on: ballot, from: selection.stands.map { $0.reading[question.id] }))
      }, uniquingKeysWith: { first, _ in first })
    decision = statements.last { statement in
      statement.response == selection.decision?.id && statement.reading?.isExact(under: build) == true
    }
    latestDecision = statements.last { $0.status == .adjudicated && !$0.isSuperseded }?.response
    let hasAnswered = found.responses.contains {
      $0.person == person && $0.answer != nil && $0.status != .adjudicated
    }
    if hasAnswered, !target.policy.allowsSelfReview {
      bar = .answeredThemselves
    } else if let seen, own == nil {
      bar = .noScreen(ui: builds.last { $0.uiVersion == seen }?.ui.version ?? 0)
    } else {
      bar = nil
    }
    revision = snapshot.revision
  }
}
