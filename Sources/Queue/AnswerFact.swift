import Labeling

/// One answer to an example as the rules need it: integers that mean something within one snapshot or store.
public struct AnswerFact: Hashable, Sendable {
  /// The response; later ones are higher.
  public var response: Int
  public var person: Int
  public var channel: Int
  public var build: Int
  /// The interned answer.
  public var answer: Int
  /// The response that this one settles.
  public var settles: Int?
  /// The interned candidates that were asked about (`AskedCandidates`), nil for a full question.
  public var asked: Int?
  public var durationMilliseconds: Int?
  /// True where the fields that were shown have other content now: kept and exported, never counted.
  public var isStale: Bool

  public init(
    response: Int, person: Int, channel: Int, build: Int, answer: Int, settles: Int? = nil, asked: Int? = nil,
    durationMilliseconds: Int? = nil, isStale: Bool = false
  ) {
    self.response = response
    self.person = person
    self.channel = channel
    self.build = build
    self.answer = answer
    self.settles = settles
    self.asked = asked
    self.durationMilliseconds = durationMilliseconds
    self.isStale = isStale
  }

  /// What an answer says, whoever gave it: for reading and comparing it only.
  public init(answer: Int, under build: Int) {
    self.init(response: 0, person: 0, channel: 0, build: build, answer: answer)
  }
}

/// All that the rules need to know of an example in a task.
public struct CaseFile: Sendable {
  public var example: Int
  /// Unsuperseded answers, in revision order.
  public var answers: [AnswerFact]
  /// Who was shown it, and under which UI version.
  public var exposures: [Exposure]
  /// Responses whose settlement their author skipped or flagged.
  public var declined: Set<Int>
  /// Unsuperseded decisions of reviewers, in revision order.
  public var adjudications: [AnswerFact]
  /// Who saw what others say of it: they are not asked any more.
  public var viewers: Set<Int>

  public struct Exposure: Hashable, Sendable {
    public var person: Int
    public var uiVersion: Digest

    public init(person: Int, uiVersion: Digest) {
      self.person = person
      self.uiVersion = uiVersion
    }
  }

  public init(
    example: Int, answers: [AnswerFact] = [], exposures: [Exposure] = [], declined: Set<Int> = [],
    adjudications: [AnswerFact] = [], viewers: Set<Int> = []
  ) {
    self.adjudications = adjudications
    self.viewers = viewers
    self.example = example
    self.answers = answers
    self.exposures = exposures
    self.declined = declined
  }

  /// True for a settlement of an answer that was revised after it: the revision holds in every version, and says for
  /// itself what is open.
  func isOvertaken(_ fact: AnswerFact) -> Bool {
    guard let settled = fact.settles else { return false }
    return !answers.contains { $0.response == settled }
  }
}
