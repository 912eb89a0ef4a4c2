import Labeling
import Text

// Moving in texts that are compared, and on scales.
extension WorkbenchState {
  /// Moves in the texts that are compared; false where none are on the screen, or the command moves nothing.
  mutating func moveInPair(_ command: Command) -> Bool {
    guard overlay == nil, news == nil || revising != nil, var pair = sheet?.pair else { return false }
    let height = AnswerLayout(self).text.rows
    switch command {
    case .lineUp: pair.scroll(by: -1, height: height)
    case .lineDown: pair.scroll(by: 1, height: height)
    case .pageUp: pair.scrollPage(by: -1, height: height)
    case .pageDown: pair.scrollPage(by: 1, height: height)
    case .top: pair.scrollToTop()
    case .bottom: pair.scrollToBottom(height: height)
    case .findNext: pair.findNext(by: 1, height: height)
    case .findPrevious: pair.findNext(by: -1, height: height)
    default: return false
    }
    sheet?.pair = pair
    return true
  }

  /// Chooses the next point of a scale, or the one before; from either end where none is chosen. It never submits: the
  /// point is on the way to another one. False where no scale is asked.
  mutating func stepRating(by step: Int) -> Bool {
    guard var sheet, case .rating? = sheet.question?.kind else { return false }
    let asked = sheet.candidates
    let points = sheet.offered.map(\.id).filter { asked?.contains($0) ?? true }
    let place = points.firstIndex { sheet.isChosen($0) }.map { $0 + step } ?? (step > 0 ? 0 : points.count - 1)
    guard points.indices.contains(place) else {
      notice = .hint("That is the end of the scale.")
      return true
    }
    if case .refused(let why) = sheet.choose(points[place]) {
      notice = .hint(why)
      return true
    }
    if revising == nil { sheet.answerChanged(at: now) }
    self.sheet = sheet
    if let page = shortcuts?.page(of: points[place]) { self.sheet?.labelPage = page }
    return true
  }
}
