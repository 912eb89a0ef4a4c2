import Canvas
import Labeling
import Queue
import Text

/// A case on the screen, with the decision as it is being made.
struct OpenCase: Hashable, Sendable {
  let shown: ReviewedCase
  /// The workbench on which the decision is made: all kinds of questions are answered with it as annotators answer them.
  var bench: WorkbenchState
  var text: CaseText
  /// The item of the table that the cursor stands on.
  var cursor = 0
  /// The difference that was stepped to.
  var difference: Int?
  /// True while the text is marked or words are written: keys are the workbench's.
  var isEditing = false

  /// - Parameter progress: how many of the list are decided, or where in it this is.
  init(
    _ shown: ReviewedCase, desk: Desk, size: Size, keymap: Keymap, progress: Progress, at moment: Timestamp
  ) {
    self.shown = shown
    let presented = shown.presented(in: desk.task, draft: shown.start)
    bench = WorkbenchState(desk: desk, size: size, keymap: Self.keys(of: keymap), mouse: nil)
    bench.wantsGuidelinesBeside = false
    text = CaseText(presented, width: ReviewLayout.textWidth(size))
    // What it asks of a store is not for one: the case is there already.
    _ = bench.update(.started(at: moment))
    _ = bench.update(.claimed(.success(Served(.example(presented), progress: progress)), at: moment))
  }

  /// The workbench's keys without what only annotators do.
  private static func keys(of keymap: Keymap) -> Keymap {
    [.skip, .flag, .comment, .takeOver, .today, .mouse, .leave].reduce(keymap) { $0.without($1) }
  }

  var question: Question? { bench.sheet?.question }
  var answer: Answer { bench.sheet?.answer ?? Answer() }

  /// True where keys are the workbench's, and its screen is shown.
  var isHandedOver: Bool {
    if bench.overlay != nil || bench.mode == .finding { return true }
    return isEditing && (bench.mode == .marking || bench.mode == .writing)
  }

  /// True where the answer is made in the text or in words, not with the keys of labels.
  var wantsEditing: Bool {
    switch question?.kind {
    case .spans, .text: true
    default: false
    }
  }

  /// What the item at the cursor answers to the question that is looked at: other questions may be decided otherwise.
  var valueAtCursor: AnswerValue? {
    guard let question else { return nil }
    guard shown.statements.indices.contains(cursor) else { return shown.mostSaid(to: question) }
    return shown.answer(of: shown.statements[cursor])?[question.id]
  }

  /// Begins the decision anew with an answer; the time of the work goes on.
  mutating func begin(with answer: Answer, at moment: Timestamp) {
    guard let sheet = bench.sheet else { return }
    var begun = Sheet(
      shown.presented(in: bench.desk.task, draft: answer), answer: answer, width: bench.textWidth(of: shown.build),
      at: moment)
    begun.active = sheet.active
    let focus = sheet.focus
    if begun.asked.contains(focus) { begun.moveFocus(to: focus) }
    bench.sheet = begun
  }

  /// Begins to mark the text or to write. Where people are tied, and nothing was marked yet, it begins with what most of
  /// them marked.
  mutating func edit(at moment: Timestamp) {
    if let question, answer[question.id] == nil, bench.sheet?.marking?.canTakeBack != true,
      let most = shown.verdicts[question.id]?.leaning?.value
    {
      var answer = answer
      answer[question.id] = most
      begin(with: answer, at: moment)
    }
    isEditing = true
    bench.sheet?.isWriting = true
  }

  mutating func resize(to size: Size) {
    _ = bench.update(.resized(size))
    text.resize(width: ReviewLayout.textWidth(size))
  }
}
