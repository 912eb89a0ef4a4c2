import Labeling
import Queue
import Text

// What came of effects.
extension WorkbenchState {
  mutating func receive(_ message: Message) -> [Effect] {
    switch (message, request) {
    case (.claimed(let result, let moment), .claim):
      now = moment
      request = nil
      switch result {
      case .success(let served) where isOpen(served.outcome):
        elsewhere = served.elsewhere
        notice = .hint(Self.noOtherTerminal)
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
      case .success(let delivery): corrected(answer, delivery)
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
    let answered = openSheet.map { sheet in
      Answered(
        presented: sheet.presented, answer: answer, response: delivery.receipt.response, at: delivery.receipt.at,
        activeMilliseconds: sheet.active.milliseconds)
    }
    if let answered { history.append(answered) }
    notice = nil
    if delivery.receipt.counted { progress.answers += 1 }
    let effects = proceed(delivery.next)
    standing = Standing(
      delivery.receipt.counted ? .saved : .savedLate, at: delivery.receipt.at,
      isAsKnown: tell(delivery.known, of: answered))
    return effects
  }

  private mutating func corrected(_ answer: Answer, _ delivery: Delivery) {
    guard let revising else { return }
    history[revising.index].answer = answer
    history[revising.index].response = delivery.receipt.response
    self.revising = nil
    standing = Standing(
      .changed, at: delivery.receipt.at, isAsKnown: tell(delivery.known, of: history[revising.index]))
    notice = nil
  }

  private mutating func failed(_ failure: Failure) {
    switch failure.remedy {
    case .tryAgain:
      notice = .error("Not recorded yet, enter tries again: \(failure.sentence)")
      standing = Standing(.notSaved, at: now)
      // Enter may have put something into the answer, such as that none fits.
      let now = now
      openSheet?.answerChanged(at: now)
    case .moveOn: stop(failure)
    }
  }

  private mutating func proceed(_ next: Next?) -> [Effect] {
    switch next {
    case .success(let served): return open(served)
    case .failure(let failure): stop(failure)
    case nil:
      guard let ahead else { return claim() }
      return show(ahead)
    }
    return []
  }

  private mutating func stop(_ failure: Failure) {
    overlays = []
    ahead = nil
    base = .stopped(failure.sentence)
  }

  /// True where a claim brought what is on the screen: there was nothing to take over any more.
  private func isOpen(_ outcome: Served.Outcome) -> Bool {
    if case .example(let presented) = outcome {
      presented.assignment.id == openSheet?.presented.assignment.id
    } else {
      false
    }
  }

  private mutating func open(_ served: Served) -> [Effect] {
    progress = served.progress
    let isNews = served.elsewhere > elsewhere
    elsewhere = served.elsewhere
    defer { if isNews { tellOfOtherTerminal() } }
    switch served.outcome {
    case .example(let presented): return show(sheet(of: presented))
    case .nothing(let idle):
      overlays = []
      ahead = nil
      // Never at once, so that a store whose clock is behind is not asked in a loop; and with every pulse at the latest,
      // since others give work back before its lease ends.
      let latest = now.advanced(bySeconds: Double(Session.pulse))
      let retryAt = min(max(idle.retryAt ?? latest, now.advanced(bySeconds: 1)), latest)
      base = .idle(idle, retryAt: idle.reason == .busy ? retryAt : nil)
      return []
    }
  }

  mutating func tellOfOtherTerminal() {
    notice = .hint(
      "Another terminal of yours has an example open: \(keymap.title(of: .takeOver)) goes on with it here.")
  }
}
