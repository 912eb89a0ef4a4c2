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

// What came of effects.
extension WorkbenchState {
  mutating func receive(_ message: Message) -> [Effect] {
    switch (message, request) {
    case (.claimed(let result, let moment), .claim):
      now = moment
      request = nil
      switch result {
      case .success(let served): return open(served)
      case .failure(let failure): stop(failure)
      }
    case (.reserved(let result), _): reserved(result)
    case (.submitted(let result, let moment), .submit(let answer)):
      now = moment
      request = nil
      switch result {
      case .success(let delivery): return submitted(answer, delivery)
      case .failure(let failure): failed(failure)
      }
    case (.ended(let result, let moment), .end(let line)):
      now = moment
      request = nil
      switch result {
      case .success(let next):
        standing = Standing(line.purpose == .flag ? .flagged : .skipped, at: moment)
        notice = nil
        return proceed(next)
      case .failure(let failure): failed(failure)
      }
    case (.corrected(let result, let moment), .correct(let answer)):
      now = moment
      request = nil
      switch result {
      case .success(let receipt): corrected(answer, receipt)
      case .failure(let failure):
        notice = .error("Not recorded yet, enter tries again: \(failure.sentence)")
        standing = Standing(.notSaved, at: moment)
      }
    case (.noted(let failure, let moment), .note):
      now = moment
      request = nil
      if let failure {
        notice = .error("Not recorded yet, enter tries again: \(failure.sentence)")
      } else {
        overlay = nil
        standing = Standing(.commented, at: moment)
      }
    case (.reopened(let result, let moment), .reopen):
      now = moment
      request = nil
      reopened(result)
    case (.today(.success(let given), let moment), _):
      now = max(now, moment)
      received(given)
    case (.drafted(let assignment, let failure?), _) where openSheet?.presented.assignment.id == assignment:
      openSheet?.draftFailed()
      notice = .error("The half-made answer is not kept: \(failure.sentence)")
    default: break
    }
    return []
  }

  private mutating func submitted(_ answer: Answer, _ delivery: Delivery) -> [Effect] {
    given += 1
    if let presented = openSheet?.presented {
      history.append(
        Answered(
          presented: presented, answer: answer, response: delivery.receipt.response, at: delivery.receipt.at,
          activeMilliseconds: openSheet?.active.milliseconds ?? 0))
    }
    standing = Standing(delivery.receipt.counted ? .saved : .savedLate, at: delivery.receipt.at)
    notice = nil
    if delivery.receipt.counted { progress.answers += 1 }
    return proceed(delivery.next)
  }

  private mutating func corrected(_ answer: Answer, _ receipt: Receipt) {
    guard let revising else { return }
    history[revising.index].answer = answer
    history[revising.index].response = receipt.response
    self.revising = nil
    standing = Standing(.changed, at: receipt.at)
    notice = nil
  }

  private mutating func failed(_ failure: Failure) {
    switch failure.remedy {
    case .tryAgain:
      notice = .error("Not recorded yet, enter tries again: \(failure.sentence)")
      standing = Standing(.notSaved, at: now)
    case .moveOn: stop(failure)
    }
  }

  private mutating func proceed(_ next: Next?) -> [Effect] {
    switch next {
    case .success(let served): return open(served)
    case .failure(let failure): stop(failure)
    case nil:
      guard let ahead else { return claim() }
      return show(ahead.sheet)
    }
    return []
  }

  private mutating func stop(_ failure: Failure) {
    overlays = []
    ahead = nil
    base = .stopped(failure.sentence)
  }

  private mutating func open(_ served: Served) -> [Effect] {
    progress = served.progress
    switch served.outcome {
    case .example(let presented): return show(sheet(of: presented))
    case .nothing(let idle):
      overlays = []
      ahead = nil
      // Never at once, so that a store whose clock is behind is not asked in a loop.
      let retryAt = max(idle.retryAt ?? now.advanced(bySeconds: 15), now.advanced(bySeconds: 1))
      base = .idle(idle, retryAt: idle.reason == .busy ? retryAt : nil)
      return []
    }
  }
}

// What is new.
extension WorkbenchState {
  /// Each change of build is told once, there and back: people whose examples come from two builds know both.
  mutating func tellWhatIsNew(before presented: Presented) {
    let build = presented.build
    news = nil
    if let lastBuild, lastBuild.id != build.id, toldChanges.insert([lastBuild.id, build.id]).inserted {
      news = WhatIsNew(old: lastBuild, new: build).reading(size: size)
    }
    lastBuild = build
  }

  /// True where the end of what is new is on the screen.
  var isNewsRead: Bool {
    guard let news else { return true }
    let rows = ReadingLayout(size).text.rows
    return news.top(height: rows) + rows >= news.lines.count
  }

  /// Reads on, and after the end goes on to the example, which is looked at from now on.
  mutating func goOn(with key: Key) {
    let rows = ReadingLayout(size).text.rows
    held.pressed(key, at: now)
    guard isNewsRead else {
      news?.scroll(by: max(2, rows) - 1, height: rows)
      return
    }
    news = nil
    notice = nil
    if case .answering(var sheet) = base {
      sheet.active = ActiveTime(from: now)
      if sheet.isUnusual { glance = Glance(from: now) }
      base = .answering(sheet)
    }
  }
}

// Why a command can't be used right now.
extension WorkbenchState {
  static func refusalWhileRevising(_ state: WorkbenchState) -> Displayable? {
    state.revising == nil ? nil : "That works on the open example: esc goes back to it."
  }

  static func refusalOfBack(_ state: WorkbenchState) -> Displayable? {
    state.revising != nil || state.sheet?.canStepBack == true
      ? nil : "There is nothing to leave here: \(state.keymap.title(of: .leave)) leaves the workbench."
  }

  static func refusalOfUndo(_ state: WorkbenchState) -> Displayable? {
    if state.sheet?.marking?.canTakeBack == true || (state.revising?.index ?? state.history.count) > 0 { return nil }
    if state.shownMode == .marking, state.history.isEmpty {
      return "There is no mark to take back here, and no earlier answer in this session to go back to."
    }
    return state.history.isEmpty
      ? "There is nothing to go back to: you answered nothing yet in this session."
      : "This is the first answer of this session."
  }

  static func refusalOfOtherQuestion(_ state: WorkbenchState) -> Displayable? {
    (state.sheet?.asked.count ?? 0) > 1 ? nil : "There is no other question to answer here."
  }

  static func refusalOfGuidelines(_ state: WorkbenchState) -> Displayable? {
    state.sheet == nil ? "The guidelines are shown with an example." : nil
  }

  static func refusalOfFullList(_ state: WorkbenchState) -> Displayable? {
    guard let sheet = state.sheet, let question = sheet.question, sheet.form.candidates(of: question.id) != nil else {
      return "All labels are shown already."
    }
    return nil
  }

  static func refusalOfFindNext(_ state: WorkbenchState) -> Displayable? {
    state.placesFound > 0 ? nil : "Nothing is looked for: / finds in the text."
  }
}
