import Labeling
import Queue
import Text

// The example after the open one.
extension WorkbenchState {
  /// An example ready for the screen.
  func sheet(of presented: Presented) -> Sheet {
    Sheet(presented, answer: presented.draft ?? Answer(), width: textWidth(of: presented.build), at: now)
  }

  /// Puts an example on the screen and reserves the one after it.
  mutating func show(_ sheet: Sheet) -> [Effect] {
    let presented = sheet.presented
    overlays = []
    ahead = nil
    tellWhatIsNew(before: presented)
    versions = Versions(presented)
    var sheet = sheet
    // It may have been laid out for a screen that was another one.
    sheet.resize(width: textWidth(of: presented.build))
    sheet.active = ActiveTime(from: now)
    base = .answering(sheet)
    showCursor()
    if news != nil || sheet.isUnusual { glance = Glance(from: now) }
    return [.reserve(besides: presented.assignment.id)]
  }

  /// Keeps what was reserved. Where nothing was, the next example is claimed with the answer: there may be one by then.
  mutating func reserved(_ result: Result<Served, Failure>) {
    guard case .success(let served) = result, case .example(let presented) = served.outcome, let open = openSheet,
      presented.assignment.id != open.presented.assignment.id
    else { return }
    progress = served.progress
    ahead = sheet(of: presented)
  }
}
