import Canvas
import Labeling
import Queue
import Text

// Making an answer, and submitting it.
extension WorkbenchState {
  mutating func choose(_ label: LabelID, with key: Key) -> [Effect] {
    guard var sheet else { return [] }
    switch sheet.choose(label) {
    case .refused(let why):
      notice = .hint(why)
      return []
    case .changed:
      if revising == nil { sheet.answerChanged(at: now) }
      self.sheet = sheet
      showCursor()
      guard let question = sheet.question, question.kind.takesOneLabel, question.advancesAutomatically,
        sheet.isChosen(label)
      else { return [] }
      return advance(with: key)
    }
  }

  /// Enter, or a choice that advances by itself: to the next open question, else submits.
  mutating func advance(with key: Key) -> [Effect] {
    guard var sheet else { return [] }
    switch sheet.confirmNone() {
    case .asked:
      self.sheet = sheet
      notice = .hint(sheet.nothingSaid)
      return []
    case .confirmed, .notNeeded: break
    }
    if let missing = sheet.missing {
      notice = .hint(missing)
      return []
    }
    held.pressed(key, at: now)
    if let next = sheet.passFocus() {
      sheet.moveFocus(to: next)
      if revising == nil { sheet.answerChanged(at: now) }
      self.sheet = sheet
      if sheet.candidates != nil { glance = Glance(from: now) }
      return []
    }
    do throws(AnswerError) {
      try sheet.answer.check(under: sheet.build)
    } catch {
      notice = .hint("\(error.description)")
      return []
    }
    self.sheet = sheet
    return revising == nil ? submit(sheet) : correct(sheet)
  }

  private mutating func submit(_ sheet: Sheet) -> [Effect] {
    request = .submit(sheet.answer)
    standing = nil
    return [
      .submit(
        sheet.answer, of: sheet.presented.assignment.id, activeMilliseconds: sheet.active.milliseconds,
        claimsNext: ahead == nil)
    ]
  }

  private mutating func correct(_ sheet: Sheet) -> [Effect] {
    guard let revising else { return [] }
    let earlier = history[revising.index]
    guard !sheet.answer.isExactly(earlier.answer) else {
      self.revising = nil
      notice = .hint("Nothing was changed: the earlier answer stands.")
      return []
    }
    request = .correct(sheet.answer)
    standing = nil
    return [.correct(earlier.response, sheet.answer, activeMilliseconds: sheet.active.milliseconds)]
  }

  /// Takes the last mark of the open question back; where there is none, shows the answer before the one shown.
  mutating func undo() {
    if sheet?.takeMarkBack() == true {
      marksChanged()
      showCursor()
      return
    }
    let index = (revising?.index ?? history.count) - 1
    guard history.indices.contains(index) else { return }
    revise(index)
  }

  /// Shows an answer of `history`, to be changed.
  mutating func revise(_ index: Int) {
    let earlier = history[index]
    revising = Revising(
      index: index,
      sheet: Sheet(
        earlier.presented, answer: earlier.answer, isSubmitted: true, width: textWidth(of: earlier.presented.build),
        at: now))
  }
}
