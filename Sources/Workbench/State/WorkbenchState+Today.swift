import Labeling
import Text

// The answers of the day.
extension WorkbenchState {
  /// The moment at which the day began here.
  static func dayStart(_ moment: Timestamp, utcOffset: Int) -> Timestamp {
    let day: Int64 = 86_400_000_000
    let offset = Int64(utcOffset) * 1_000_000
    let local = moment.microseconds + offset
    return Timestamp(microseconds: local - ((local % day) + day) % day - offset)
  }

  /// Everything that was answered today, oldest first.
  var day: [DayRow] {
    (earlierToday ?? []).map { DayRow($0) } + history.map { DayRow($0) }
  }

  mutating func openToday() -> [Effect] {
    overlay = .today(Today(day))
    return []
  }

  mutating func moveInToday(by step: Int) {
    guard case .today(var today) = overlay else { return }
    today.move(by: step)
    overlay = .today(today)
  }

  /// Goes back to the answer at the cursor; one of an earlier session is asked for first.
  mutating func acceptToday() -> [Effect] {
    guard case .today(let today) = overlay, let row = today.chosen else { return [] }
    if let index = history.firstIndex(where: { $0.response == row.response }) {
      overlay = nil
      revise(index)
      return []
    }
    request = .reopen(row.response)
    return [.reopen(row.response)]
  }

  static func refusalOfChange(_ state: WorkbenchState) -> Displayable? {
    if case .today(let today) = state.overlay, today.chosen == nil {
      "You have answered nothing yet today."
    } else {
      nil
    }
  }

  mutating func reopened(_ result: Result<Answered, Failure>) {
    switch result {
    case .success(let answered):
      earlierToday?.removeAll { $0.response == answered.response }
      let index = history.firstIndex { $0.at > answered.at } ?? history.count
      history.insert(answered, at: index)
      overlay = nil
      revise(index)
    case .failure(let failure): notice = .error("This answer can't be shown: \(failure.sentence)")
    }
  }

  mutating func received(_ given: [GivenToday]) {
    let known = Set(history.map(\.response))
    earlierToday = given.filter { !known.contains($0.response) && $0.at < startedAt }
  }
}
