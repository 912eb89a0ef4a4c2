import Consensus
import Labeling
import Queue
import Text

/// An example with all that was said of it, on its way to the screen: what a reviewer decides and a browser shows.
public struct ReviewedCase: Hashable, Sendable {
  /// What somebody said.
  public struct Statement: Hashable, Sendable {
    public enum What: Hashable, Sendable {
      /// In the words of the build that it was given under.
      case answer(Answer)
      case decision(Answer)
      case skip, flag
    }

    public var response: ResponseID
    public var person: PersonID
    /// The person's name, raw.
    public var name: String
    public var what: What
    /// The screen and the labels that it was said under.
    public var build: Build
    /// What it says under the case's build; nil where it is no answer.
    public var reading: AnswerReading?
    /// A reason or a comment, raw.
    public var comment: String?
    public var at: Timestamp
    public var activeMilliseconds: Int?
    public var isSuperseded: Bool
    /// The own answer that it settles.
    public var settles: ResponseID?
    /// The questions in which it says what that one ruled out.
    public var contradicts: Set<QuestionID>
    /// It was said of another content of the example.
    public var isStale: Bool
    /// The person saw the sides of a comparison the other way round.
    public var isSwapped: Bool

    public init(
      response: ResponseID, person: PersonID, name: String, what: What, build: Build, reading: AnswerReading?,
      comment: String? = nil, at: Timestamp, activeMilliseconds: Int? = nil, isSuperseded: Bool = false,
      settles: ResponseID? = nil, contradicts: Set<QuestionID> = [], isStale: Bool = false, isSwapped: Bool = false
    ) {
      self.response = response
      self.person = person
      self.name = name
      self.what = what
      self.build = build
      self.reading = reading
      self.comment = comment
      self.at = at
      self.activeMilliseconds = activeMilliseconds
      self.isSuperseded = isSuperseded
      self.settles = settles
      self.contradicts = contradicts
      self.isStale = isStale
      self.isSwapped = isSwapped
    }
  }

  public var example: Digest
  public var channel: ChannelName
  /// In the order of the UI version, raw.
  public var fields: [ShownText]
  /// What a decision is made under, and what statements are read under.
  public var build: Build
  /// In the order in which they were given.
  public var statements: [Statement]
  /// Per question what people's standing answers come to.
  public var verdicts: [QuestionID: Verdict]
  /// The decision that stands.
  public var decision: ResponseID?
  /// Why the person may look and not decide, in a sentence; nil where they may.
  public var bar: Displayable?

  public init(
    example: Digest, channel: ChannelName, fields: [ShownText], build: Build, statements: [Statement],
    verdicts: [QuestionID: Verdict], decision: ResponseID? = nil, bar: Displayable? = nil
  ) {
    self.example = example
    self.channel = channel
    self.fields = fields
    self.build = build
    self.statements = statements
    self.verdicts = verdicts
    self.decision = decision
    self.bar = bar
  }
}

extension ReviewedCase.Statement {
  /// As it was given; nil where it is no answer.
  var answer: Answer? {
    switch what {
    case .answer(let answer), .decision(let answer): answer
    case .skip, .flag: nil
    }
  }

  var isDecision: Bool { if case .decision = what { true } else { false } }

  /// An answer of a person that is not taken back: what the consensus may be made of.
  var isHeard: Bool { if case .answer = what { !isSuperseded && !isStale } else { false } }
}

extension ReviewedCase {
  /// People in the order of their first answers: the place is the letter that they go by where names are hidden.
  var people: [PersonID] {
    var people: [PersonID] = []
    for statement in statements where !people.contains(statement.person) { people.append(statement.person) }
    return people
  }

  /// A, B, ... Z, 27, 28, ...
  func letter(of person: PersonID) -> Displayable {
    guard let place = people.firstIndex(of: person) else { return "?" }
    return place < 26 ? Displayable(String(UnicodeScalar(UInt8(65 + place)))) : "\(place + 1)"
  }

  /// What a statement says under the case's build, as far as that is one thing.
  func answer(of statement: Statement) -> Answer? {
    guard let reading = statement.reading else { return nil }
    var values: [QuestionID: AnswerValue] = [:]
    for question in build.ask {
      values[question.id] = reading[question.id].value(
        under: question, offered: build.offered[question.id] ?? [])
    }
    return values.isEmpty ? nil : Answer(values)
  }

  /// What a decision begins with: the one that stands, else what most people say.
  var start: Answer {
    let standing = statements.first { $0.response == decision }.flatMap(answer)
    return standing ?? Answer(verdicts.compactMapValues(\.value))
  }

  /// What most people say to a question: where they are tied on some marks, those that most of them made. That is an
  /// answer only once a reviewer takes it.
  func mostSaid(to question: Question) -> AnswerValue? {
    verdicts[question.id].flatMap { $0.value ?? $0.leaning?.value }
  }

  /// The example as the workbench shows it, to be answered by a reviewer.
  ///
  /// - Parameter draft: what the answer begins with.
  func presented(in task: TaskName, draft: Answer) -> Presented {
    // Never stored: a decision's own assignment is made when it is recorded.
    let assignment = Assignment(
      id: AssignmentID("review"), example: example, data: [], task: task, channel: channel, build: build.id,
      purpose: .fresh, expiresAt: Timestamp(microseconds: 0))
    return Presented(assignment: assignment, build: build, fields: fields, draft: draft)
  }
}
