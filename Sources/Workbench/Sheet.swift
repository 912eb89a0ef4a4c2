import Canvas
import Labeling
import Queue
import Text

/// An example on the screen with the answer as it is being made.
struct Sheet: Hashable, Sendable {
  let presented: Presented
  var answer: Answer
  /// The question that keys answer.
  private(set) var focus = 0
  /// Questions that were gone through with enter: an optional one may stay open.
  private(set) var passed: Set<Int> = []
  /// The question at which enter was pressed with nothing ticked.
  private var askedForNone: Int?
  var labelPage = 0
  var reading: Reading
  var active: ActiveTime
  /// What the store holds as the half-made answer.
  private(set) var kept: Answer
  /// When the half-made answer is to be kept next.
  private(set) var draftDue: Timestamp?

  init(_ presented: Presented, answer: Answer, width: Int, at moment: Timestamp) {
    self.presented = presented
    self.answer = answer
    kept = answer
    reading = Reading(Passage.of(presented.fields), width: width)
    active = ActiveTime(from: moment)
    focus = questions.indices.first { openPoint(of: $0) != nil } ?? 0
  }

  var build: Build { presented.build }
  var questions: [Question] { build.ui.ask }
  /// Nil on a screen that asks nothing, which no compiled build is.
  var question: Question? { questions.indices.contains(focus) ? questions[focus] : nil }

  func offered(at index: Int) -> [Label] { build.offered[questions[index].id] ?? [] }
  var offered: [Label] { question.flatMap { build.offered[$0.id] } ?? [] }

  func openPoint(of index: Int) -> String? { answer.openPoint(of: questions[index], under: build) }

  func isChosen(_ label: LabelID) -> Bool {
    switch question.flatMap({ answer[$0.id] }) {
    case .label(let id): id == label
    case .labels(let ids): ids.contains(label)
    case nil: false
    }
  }

  mutating func moveFocus(to index: Int) {
    focus = index
    labelPage = 0
  }

  mutating func moveFocus(by step: Int) {
    moveFocus(to: (focus + step + questions.count) % max(1, questions.count))
  }

  /// The next question that still wants a look, after the focused one and around.
  mutating func passFocus() -> Int? {
    passed.insert(focus)
    return questions.indices.map { (focus + 1 + $0) % questions.count }.first { index in
      if openPoint(of: index) != nil { return true }
      return answer[questions[index].id] == nil && !passed.contains(index)
    }
  }
}

// Drafts.
extension Sheet {
  /// Seconds between a change and its draft, so that quick changes make one draft.
  private static let draftDelay = 1.0

  var isDirty: Bool { answer != kept }

  mutating func answerChanged(at moment: Timestamp) {
    draftDue = isDirty ? moment.advanced(bySeconds: Self.draftDelay) : nil
  }

  /// The effect that keeps the half-made answer, if there is something to keep.
  mutating func saveDraft() -> [Effect] {
    draftDue = nil
    guard isDirty else { return [] }
    kept = answer
    return [.saveDraft(answer, of: presented.assignment.id)]
  }

  /// The store did not take the draft: it is tried again when the answer changes and at leaving.
  mutating func draftFailed() {
    kept = presented.draft ?? Answer()
    draftDue = nil
  }
}

// Choosing.
extension Sheet {
  enum Choice: Hashable {
    case changed
    /// Not taken, and why.
    case refused(Displayable)
  }

  /// Chooses a label of the focused question, or takes it back.
  mutating func choose(_ label: LabelID) -> Choice {
    guard let question else { return .refused("This screen asks nothing.") }
    askedForNone = nil
    switch question.kind {
    case .choice:
      let isTakenBack = question.isOptional && answer[question.id] == .label(label)
      answer[question.id] = isTakenBack ? nil : .label(label)
      return .changed
    case .choices(_, let max): return toggle(label, in: question, max: max)
    }
  }

  private mutating func toggle(_ label: LabelID, in question: Question, max: Int?) -> Choice {
    var chosen: Set<LabelID> = []
    if case .labels(let ids) = answer[question.id] { chosen = Set(ids) }
    if chosen.remove(label) == nil {
      let none = Set(offered.filter(\.isNone).map(\.id))
      // 'None of these' and a label contradict each other, and of one at most the new one is meant.
      if none.contains(label) || max == 1 { chosen = [] } else { chosen.subtract(none) }
      if let max, chosen.count >= max {
        return .refused("At most \(max) labels here: take one back first, with its key.")
      }
      chosen.insert(label)
    }
    let ordered = offered.map(\.id).filter(chosen.contains)
    answer[question.id] = ordered.isEmpty ? nil : .labels(ordered)
    return .changed
  }

  /// What became of the wish to go on with nothing ticked.
  enum NoneFits: Hashable, Sendable {
    case notNeeded, asked, confirmed
  }

  /// Enter on a question that may have no labels says that none fits: the second one, since the first may be a slip.
  mutating func confirmNone() -> NoneFits {
    guard let question, !question.isOptional, answer[question.id] == nil, case .choices(0, _) = question.kind else {
      return .notNeeded
    }
    guard askedForNone == focus else {
      askedForNone = focus
      return .asked
    }
    answer[question.id] = .labels([])
    return .confirmed
  }

  /// What the focused question still wants, in a sentence; nil when it is answered.
  var missing: Displayable? {
    guard let question, openPoint(of: focus) != nil else { return nil }
    switch (question.kind, answer[question.id]) {
    case (.choice, _): return "Choose a label first, with its key."
    case (.choices(let min, _), let value):
      var count = 0
      if case .labels(let ids) = value { count = ids.count }
      return "Choose at least \(min): \(min - count) more to go."
    }
  }
}
