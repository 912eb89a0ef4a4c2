import Labeling
import Queue

/// How much of a question is asked.
enum Asking: Hashable, Sendable {
  /// All labels that the build offers.
  case full
  /// Only what earlier answers leave open, unless the person opens the full list.
  case narrowed([LabelID])
  /// Not asked: the person's own answers say it already. Nil where they say nothing and need not.
  case known(AnswerValue?)
}

/// What an assignment asks of each question, and what is known before anything is asked.
struct Form: Hashable, Sendable {
  private let askings: [QuestionID: Asking]
  /// Labels of narrowed `choices` that the person's own answers tick already.
  private let ticked: [QuestionID: [LabelID]]
  private let marked: [QuestionID: EarlierMarks]
  /// True where the person's own earlier answer is settled.
  let isSettlement: Bool

  init(_ presented: Presented) {
    let assignment = presented.assignment
    let isSettlement = assignment.purpose == .settlement
    var askings: [QuestionID: Asking] = [:]
    var ticked: [QuestionID: [LabelID]] = [:]
    var marked: [QuestionID: EarlierMarks] = [:]
    for question in presented.build.ask {
      let offered = presented.build.offered[question.id] ?? []
      let reading = assignment.carried?[question.id]
      let candidates = assignment.asked?.questions[question.id]
      let isCondition = presented.build.ask.contains { $0.when.contains { $0.question == question.id } }
      if candidates == nil, isSettlement,
        let known = Self.known(question, reading, offered, isCondition: isCondition)
      {
        askings[question.id] = known
      } else if let open = Self.narrowing(candidates, of: question, offered, isOwn: isSettlement) {
        askings[question.id] = .narrowed(open)
        if isSettlement, case .marks(let marks)? = reading?.content { ticked[question.id] = marks.yes }
      }
      if isSettlement, candidates != nil, case .spans(let reading)? = reading?.content {
        marked[question.id] = EarlierMarks(reading)
      }
    }
    self.askings = askings
    self.ticked = ticked
    self.marked = marked
    self.isSettlement = isSettlement
  }

  /// - Parameter isCondition: true where others are shown only beside an answer to it: left out it would hide them.
  private static func known(
    _ question: Question, _ reading: QuestionReading?, _ offered: [Label], isCondition: Bool
  ) -> Asking? {
    if let value = reading?.value(under: question, offered: offered) { return .known(value) }
    // What was rightly not asked before may be asked now that another answer changes.
    if reading == .notAsked || isCondition || !question.isOptional { return nil }
    return .known(nil)
  }

  /// - Parameter isOwn: false for a narrowing by other people's answers: of `choices` and `spans` those settle nothing
  ///   for this person, whose labels beside the candidates would become a 'no' that was never said.
  private static func narrowing(
    _ candidates: [LabelID]?, of question: Question, _ offered: [Label], isOwn: Bool
  ) -> [LabelID]? {
    guard let candidates, !candidates.isEmpty else { return nil }
    switch question.kind {
    case .choices where !isOwn, .spans where !isOwn: return nil
    default: break
    }
    let open = offered.map(\.id).filter(Set(candidates).contains)
    return open.isEmpty || open.count == offered.count ? nil : open
  }

  /// True where less than everything is asked.
  var isNarrowed: Bool { isSettlement || !askings.isEmpty }

  subscript(question: QuestionID) -> Asking { askings[question] ?? .full }

  func isKnown(_ question: QuestionID) -> Bool {
    if case .known = self[question] { true } else { false }
  }

  /// The labels that a narrowed question is between; nil for one that is not narrowed.
  func candidates(of question: QuestionID) -> [LabelID]? {
    if case .narrowed(let labels) = self[question] { labels } else { nil }
  }

  /// Labels that stay ticked, and are not asked.
  func ticked(of question: QuestionID) -> [LabelID] { ticked[question] ?? [] }

  /// What the person's own answer marked in a question that is asked again; nil where it says nothing of it.
  func marked(in question: QuestionID) -> EarlierMarks? { marked[question] }

  /// What an answer starts from.
  var known: Answer {
    var answer = Answer(ticked.mapValues { .labels($0) })
    for (question, marks) in marked where !marks.spans.isEmpty { answer[question] = .spans(marks.spans) }
    for case (let question, .known(let value)) in askings { answer[question] = value }
    return answer
  }

  /// The part of an answer that was asked for.
  func asked(of answer: Answer) -> Answer {
    Answer(answer.values.filter { !isKnown($0.key) })
  }
}
