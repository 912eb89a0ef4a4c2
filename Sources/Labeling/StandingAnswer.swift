/// What one person's unsuperseded answers to an example come to in a target build: per question the sharpest, then the
/// latest (VERSIONS.md 4).
public struct StandingAnswer: Hashable, Sendable {
  /// One unsuperseded answer of the person, as it reads in the target.
  public struct Given: Hashable, Sendable {
    public var reading: AnswerReading
    public var settlement: Settlement?

    public init(reading: AnswerReading, settlement: Settlement? = nil) {
      self.reading = reading
      self.settlement = settlement
    }
  }

  /// How an answer settles an earlier one.
  public struct Settlement: Hashable, Sendable {
    /// The place of the settled answer among the person's, nil if it is not among them.
    public var settles: Int?
    /// Questions that were answered outside of the candidates asked about.
    public var contradicted: [QuestionID]
    /// True where the target is the settlement's taxonomy version or came from it.
    public var isFromItsVersionOn: Bool

    public init(settles: Int?, contradicted: [QuestionID], isFromItsVersionOn: Bool) {
      self.settles = settles
      self.contradicted = contradicted
      self.isFromItsVersionOn = isFromItsVersionOn
    }
  }

  public let reading: AnswerReading
  /// Per question the place of the answer that stands.
  public let sources: [QuestionID: Int]

  /// A settlement that contradicts what it settles wins over it from its own version on, and says nothing before.
  ///
  /// - Parameter answers: in revision order.
  public init(of answers: [Given], under build: Build) {
    if answers.count == 1, let only = answers.first, only.settlement == nil {
      reading = only.reading
      sources = Dictionary(build.ask.map { ($0.id, 0) }, uniquingKeysWith: { first, _ in first })
      return
    }
    var questions: [QuestionID: QuestionReading] = [:]
    var sources: [QuestionID: Int] = [:]
    for question in build.ask {
      let silent = Self.silenced(in: answers, on: question.id)
      for (place, answer) in answers.enumerated() where !silent.contains(place) {
        guard let reading = answer.reading.questions[question.id] else { continue }
        if let best = questions[question.id], best.crossing < reading.crossing { continue }
        questions[question.id] = reading
        sources[question.id] = place
      }
    }
    reading = AnswerReading(questions)
    self.sources = sources
  }

  /// The answers that say nothing of a question, since a settlement contradicts them or they contradict what they settle.
  private static func silenced(in answers: [Given], on question: QuestionID) -> Set<Int> {
    var silent: Set<Int> = []
    for (place, answer) in answers.enumerated() {
      guard let settlement = answer.settlement, settlement.contradicted.contains(question) else { continue }
      if !settlement.isFromItsVersionOn {
        silent.insert(place)
      } else if let settled = settlement.settles {
        silent.insert(settled)
      }
    }
    return silent
  }
}
