import Labeling
import Text

/// An answer of the day as a row of a list.
struct DayRow: Hashable, Sendable {
  var response: ResponseID
  var at: Timestamp
  var activeMilliseconds: Int?
  var example: Displayable
  var answer: Displayable

  init(_ given: GivenToday) {
    response = given.response
    at = given.at
    activeMilliseconds = given.activeMilliseconds
    example = Displayable(given.example).oneLine
    answer = given.answer.oneLine
  }

  init(_ answered: Answered) {
    response = answered.response
    at = answered.at
    activeMilliseconds = answered.activeMilliseconds
    example = Displayable(String(answered.presented.title.prefix(200))).oneLine
    answer = answered.answer.summary(under: answered.presented.build, isSwapped: answered.presented.isSwapped)
  }
}

extension Presented {
  /// The first text that the screen shows, raw: what people know the example by.
  var title: String { blindFields.lazy.compactMap(\.text).first { !$0.isEmpty } ?? "" }
}

/// The answers of the day, with a cursor to go back to one of them.
struct Today: Hashable, Sendable {
  /// Oldest first.
  let rows: [DayRow]
  private(set) var cursor: Int
  let pace: Pace

  init(_ rows: [DayRow]) {
    self.rows = rows
    cursor = max(0, rows.count - 1)
    pace = Pace(rows.map(\.activeMilliseconds))
  }

  mutating func move(by step: Int) { cursor = max(0, min(cursor + step, rows.count - 1)) }

  var chosen: DayRow? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  /// The first row shown where `height` rows have room: the cursor stands near the end, as the newest are there.
  func top(height: Int) -> Int { max(0, min(cursor - height / 2, rows.count - height)) }
}
