import Labeling
import Queue

/// An example on the screen with the answer as it is being made.
struct Sheet: Hashable, Sendable {
  private let shared: Shared<Presented>
  let form: Form
  /// What became of the labels since the answer that is settled.
  let news: LabelNews?
  /// The whole answer: what is known already is in it, and submitted with the rest.
  var answer: Answer
  /// The question that keys answer.
  private(set) var focus = 0
  /// Narrowed questions whose full list was opened.
  private(set) var opened: Set<QuestionID> = []
  /// Questions that were gone through with enter: an optional one may stay open.
  private(set) var passed: Set<Int> = []
  /// The question at which enter was pressed with nothing ticked.
  var askedForNone: Int?
  /// Narrowed questions of which none of the candidates applies.
  var withoutCandidates: Set<QuestionID> = []
  /// The label that was chosen last, of each question.
  var lastChosen: [QuestionID: LabelID] = [:]
  var labelPage = 0
  /// The marks of each question that wants spans.
  var markings: [QuestionID: Marking] = [:]
  /// The words of each question that wants some, as they are being written.
  var editors: [QuestionID: TextEditor] = [:]
  /// False where the person left the words, so that letters are keys.
  var isWriting = true
  /// Looking for a label by its words.
  var finder: LabelFinder?
  var reading: Reading
  /// The texts that questions compare.
  var pairs: [PairReading]
  var active: ActiveTime
  /// What the store holds as the half-made answer.
  private(set) var kept: Answer
  /// When the half-made answer is to be kept next.
  private(set) var draftDue: Timestamp?

  /// - Parameters:
  ///   - answer: what was answered so far; what is known needs not be in it.
  ///   - isSubmitted: true for an answer that was whole: it leaves nothing open that was asked.
  ///   - width: the columns that there are for text.
  init(_ presented: Presented, answer: Answer, isSubmitted: Bool = false, width: Int, at moment: Timestamp) {
    shared = Shared(presented)
    form = Form(presented)
    news = presented.earlier.map { LabelNews(from: $0.build.taxonomy, to: presented.build.taxonomy) }
    self.answer = Answer(form.known.values.merging(form.asked(of: answer).values) { _, given in given })
    kept = answer
    reading = Reading(
      Passage.of(presented.blindFields, marked: presented.build.markedFields), width: min(width, Reading.widest))
    pairs = presented.pairs(width: width)
    active = ActiveTime(from: moment)
    for question in presented.build.ask {
      markings[question.id] = Marking(question, presented, self.answer, form.marked(in: question.id), isSubmitted)
    }
    dropHidden()
    for question in questions where isOutsideCandidates(answer[question.id], of: question) {
      opened.insert(question.id)
    }
    focus = asked.first { isOpen($0) } ?? asked.first ?? 0
    // What is known, or falls away with it, needs no draft.
    kept = self.answer
  }

  var presented: Presented { shared.value }
  var build: Build { presented.build }
  var questions: [Question] { build.ask }
  /// Nil on a screen that asks nothing: all of it is known.
  var question: Question? {
    questions.indices.contains(focus) && !form.isKnown(questions[focus].id) ? questions[focus] : nil
  }
  /// The places of the questions that stand on the screen beside the answers so far.
  var shown: [Int] { questions.indices.filter { questions[$0].isShown(beside: answer) } }
  /// Those of them that keys can answer.
  var asked: [Int] { shown.filter { !form.isKnown(questions[$0].id) } }

  /// All labels that the focused question can have.
  var offered: [Label] {
    question.map { $0.shown(build.offered[$0.id] ?? [], isSwapped: presented.isSwapped) } ?? []
  }
  /// The labels that the focused question is between; nil where the full list is shown.
  var candidates: [LabelID]? {
    question.flatMap { opened.contains($0.id) ? nil : form.candidates(of: $0.id) }
  }
  /// Ticked labels of the focused question that are not asked about.
  var fixed: Set<LabelID> { Set(question.map { form.ticked(of: $0.id) } ?? []) }

  func openPoint(of index: Int) -> String? { answer.openPoint(of: questions[index], under: build) }

  /// True where a question still wants an answer.
  private func isOpen(_ index: Int) -> Bool {
    openPoint(of: index) != nil || isUntouched(questions[index]) || wantsLabels(questions[index])
  }

  /// True for narrowed `choices` and `spans` of which nothing was said yet: what stands there was said before.
  func isUntouched(_ question: Question) -> Bool {
    guard !question.isOptional, question.isShown(beside: answer), !withoutCandidates.contains(question.id) else {
      return false
    }
    switch question.kind {
    case .choices:
      return form.candidates(of: question.id) != nil
        && (answer[question.id]?.labels ?? []).allSatisfy(form.ticked(of: question.id).contains)
    case .spans: return hasOnlyEarlierMarks(question)
    case .choice, .rating, .pairwise, .text: return false
    }
  }

  private func isOutsideCandidates(_ value: AnswerValue?, of question: Question) -> Bool {
    guard let candidates = form.candidates(of: question.id) else { return false }
    let inside = Set(candidates).union(form.ticked(of: question.id))
    if case .spans(let spans)? = value {
      let earlier = Set(form.marked(in: question.id)?.spans ?? [])
      return spans.contains { !inside.contains($0.label) && !earlier.contains($0) }
    }
    return (value?.labels ?? []).contains { !inside.contains($0) }
  }

  /// True for a label that the focused question has; among many marks, for the label of the one in hand.
  func isChosen(_ label: LabelID) -> Bool {
    if let marking { return marking.inHand?.label == label }
    return question.flatMap { answer[$0.id] }?.labels.contains(label) ?? false
  }

  mutating func moveFocus(to index: Int) {
    focus = index
    labelPage = 0
    isWriting = true
  }

  /// To the next question that can be answered, or the one before; around at the ends.
  mutating func moveFocus(by step: Int) {
    let asked = asked
    guard let place = asked.firstIndex(of: focus) else { return }
    moveFocus(to: asked[(place + step + asked.count) % asked.count])
  }

  /// The next question that still wants a look, after the focused one and around.
  mutating func passFocus() -> Int? {
    passed.insert(focus)
    let asked = asked
    return (asked.filter { $0 > focus } + asked.filter { $0 <= focus }).first { index in
      isOpen(index) || answer[questions[index].id] == nil && !passed.contains(index)
    }
  }

  /// True where another question still wants a look before this answer can be submitted.
  var goesOn: Bool {
    var passing = self
    return passing.passFocus().map { $0 != focus } ?? false
  }

  /// Opens the full list of the focused question, or goes back to what it is between.
  mutating func toggleFullList() {
    guard let question, form.candidates(of: question.id) != nil else { return }
    labelPage = 0
    guard opened.remove(question.id) != nil else {
      opened.insert(question.id)
      return
    }
    // Marks stay: they can be seen, and taken away one by one.
    if marking == nil, isOutsideCandidates(answer[question.id], of: question) {
      answer[question.id] = form.known[question.id]
      dropHidden()
    }
  }

  /// A question that is not shown any more has no answer, and what hangs on that one neither.
  mutating func dropHidden() {
    for question in questions {
      if question.isShown(beside: answer) {
        restoreWords(of: question)
      } else {
        keepWords(of: question)
        answer[question.id] = nil
      }
    }
    for case (let question, .known(let value?)) in questions.map({ ($0, form[$0.id]) })
    where question.isShown(beside: answer) {
      answer[question.id] = value
    }
    // Marks are not lost while their question is away.
    for question in questions where question.isShown(beside: answer) && answer[question.id] == nil {
      answer[question.id] = markings[question.id]?.value(under: question)
    }
  }
}

// Drafts.
extension Sheet {
  /// Seconds between a change and its draft, so that quick changes make one draft.
  private static let draftDelay = 1.0

  var isDirty: Bool { !answer.isExactly(kept) }

  mutating func answerChanged(at moment: Timestamp) {
    draftDue = isDirty ? moment.advanced(bySeconds: Self.draftDelay) : nil
  }

  /// Words may come without a pause: their draft does not wait for one.
  mutating func wordsChanged(at moment: Timestamp) {
    draftDue = isDirty ? draftDue ?? moment.advanced(bySeconds: Self.draftDelay) : nil
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
    kept = presented.draft ?? form.known
    draftDue = nil
  }
}

// Drawing.
extension Sheet {
  /// The sheet with everything at rest that changes while a cursor goes through the text and marks it.
  ///
  /// - Parameter keepsMarks: true where the rows of the marks decide where things are.
  func atRest(keepsMarks: Bool) -> Sheet {
    var sheet = self
    sheet.markings = keepsMarks ? markings.mapValues(\.atRest) : [:]
    // Other questions stand with their answers in a row of their own.
    if questions.count == 1 { sheet.answer = Answer() }
    sheet.kept = Answer()
    sheet.lastChosen = [:]
    sheet.draftDue = nil
    sheet.active = ActiveTime(from: Timestamp(microseconds: 0))
    sheet.reading.scroll = 0
    return sheet
  }
}
