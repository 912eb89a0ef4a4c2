import Canvas
import Text

// What is to be read before the next example: what is known of the one before, then what is new.
extension WorkbenchState {
  /// Tells what is known of an example that was answered: on a screen of its own where that is something else.
  ///
  /// - Returns: true where the answer is as known.
  mutating func tell(_ known: KnownAnswer?, of answered: Answered?) -> Bool {
    guard let known, let answered else { return false }
    if known.isRight == true { return true }
    let page = KnownAnswerPage(known: known, given: answered.answer, presented: answered.presented)
    told = page.reading(size: size)
    glance = Glance(from: now)
    return false
  }

  /// What stands before the example; an earlier answer stands before what is new.
  var interlude: Reading? {
    get { told ?? (revising == nil ? news : nil) }
    set {
      if told != nil { told = newValue } else { news = newValue }
    }
  }

  /// True where the end of what is to be read before the example is on the screen.
  var isInterludeRead: Bool {
    guard let interlude else { return true }
    let rows = ReadingLayout(size).text.rows
    return interlude.top(height: rows) + rows >= interlude.wantedLines.count
  }

  /// Reads on, and after the end goes on: to what is new, or to the example, which is looked at from now on.
  mutating func goOn(with key: Key) {
    let rows = ReadingLayout(size).text.rows
    held.pressed(key, at: now)
    guard isInterludeRead else {
      interlude?.scroll(by: max(2, rows) - 1, height: rows)
      return
    }
    interlude = nil
    // What was told beside it is no longer there.
    notice = nil
    if interlude != nil {
      glance = Glance(from: now)
      return
    }
    if elsewhere > 0 { tellOfOtherTerminal() }
    if case .answering(var sheet) = base {
      sheet.active = ActiveTime(from: now)
      if sheet.isUnusual { glance = Glance(from: now) }
      base = .answering(sheet)
    }
  }
}
