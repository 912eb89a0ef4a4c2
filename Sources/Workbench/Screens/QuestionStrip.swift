import Canvas
import Labeling
import Text

/// All questions of the screen in one row: the focused one marked, the others with what was answered. Where the row is
/// short, the others tell less, and those far from the focused one are left out.
struct QuestionStrip {
  private enum Detail: CaseIterable {
    case all
    /// What is open tells its name only.
    case answers
    /// Only the focused one tells more than its name.
    case names
  }

  private typealias Entry = (question: Int, runs: [Run])

  private static let gap = Run("   ", .text)

  private let sheet: Sheet
  private let rect: Rect
  private var entries: [Entry] = []

  /// - Parameter rect: where prompt and labels begin, too: the mark stands in the margin.
  init(_ sheet: Sheet, in rect: Rect) {
    self.sheet = sheet
    self.rect = Rect(row: rect.row, column: rect.column - 1, rows: rect.rows, columns: rect.columns + 1)
    for detail in Detail.allCases {
      entries = entries(detail)
      if Self.width(entries[...]) <= self.rect.columns { return }
    }
    leaveOutTheFirst()
  }

  func draw(on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    frame.draw(Array(entries.map(\.runs).joined()).truncated(to: rect.columns), at: rect.origin, within: rect)
  }

  /// The question whose entry is at a point; nil for one that is not asked.
  func question(at point: Point) -> Int? {
    guard rect.contains(point) else { return nil }
    var end = rect.column
    for entry in entries {
      end += entry.runs.width
      if point.column < end { return sheet.asked.contains(entry.question) ? entry.question : nil }
    }
    return nil
  }

  private static func width(_ entries: ArraySlice<Entry>) -> Int { entries.reduce(0) { $0 + $1.runs.width } }

  /// So many that the focused entry has room.
  private mutating func leaveOutTheFirst() {
    guard let focused = entries.firstIndex(where: { $0.question == sheet.focus }) else { return }
    guard
      let first = (0...focused).first(where: { first in
        Self.width(entries[first...focused]) + (first > 0 ? 2 - Self.gap.text.width : 0) <= rect.columns
          || first == focused
      }), first > 0
    else { return }
    entries.removeFirst(first)
    // In place of the gap before it.
    entries[0].runs[0] = Run("… ", .dim)
  }

  private func entries(_ detail: Detail) -> [Entry] {
    sheet.shown.enumerated().map { place, index in
      var runs: [Run] = []
      let question = sheet.questions[index]
      let isFocused = index == sheet.focus
      let isAnswered = sheet.answer[question.id] != nil
      let name = Displayable(question.id.rawValue).oneLine
      if place > 0 { runs.append(Self.gap) }
      // What is known is told by its mark, since nothing can be done about it.
      let mark: Displayable = isFocused ? "▸" : sheet.form.isKnown(question.id) ? "=" : " "
      let role: Role = isFocused ? .heading : detail == .names && isAnswered ? .text : .dim
      runs.append(Run("\(mark)\(place + 1) \(name)", role, bold: isFocused))
      if isFocused || detail == .all || detail == .answers && isAnswered {
        runs.append(Run(": \(summary(of: question))", isFocused ? .text : .dim))
      }
      return (index, runs)
    }
  }

  private func summary(of question: Question) -> Displayable {
    guard let value = sheet.answer[question.id] else {
      return sheet.form.isKnown(question.id) ? "nothing" : question.isOptional ? "open, optional" : "open"
    }
    return sheet.presented.summary(of: value, under: question)
  }
}
