import Canvas
import Labeling
import Text

/// What was answered today and how it goes, and the way back to each answer.
struct TodayScreen {
  let state: WorkbenchState
  let today: Today

  /// Where the list stands.
  static func list(_ size: Size) -> Rect {
    let margin = AnswerLayout.margin(size)
    let top = size.rows < 20 ? 5 : 7
    return Rect(row: top, column: margin, rows: max(1, size.rows - 2 - top), columns: AnswerLayout.readingWidth(size))
  }

  func draw(on frame: inout Frame) {
    let list = Self.list(frame.size)
    let isShort = frame.size.columns < 60
    let air = frame.size.rows < 20 ? 0 : 1
    let head = Rect(row: 2, column: list.column, rows: list.row - 2, columns: list.columns)
    for (row, runs) in summary(isShort: isShort, width: head.columns).enumerated() {
      frame.draw(
        runs.truncated(to: head.columns), at: Point(row: head.row + row + (row > 0 ? air : 0), column: head.column))
    }
    let top = today.top(height: list.rows)
    for (line, row) in today.rows.dropFirst(top).prefix(list.rows).enumerated() {
      draw(row, isChosen: top + line == today.cursor, row: list.row + line, in: list, isShort: isShort, on: &frame)
    }
    let below = max(0, today.rows.count - top - list.rows)
    let hidden: Displayable =
      switch (top, below) {
      case (0, 0): ""
      case (0, _): "↓ \(below) more"
      case (_, 0): "↑ \(top) · end"
      default: "↑ \(top) · ↓ \(below) more"
      }
    Footer(state).draw(left: hidden.isEmpty ? [] : [Run(hidden, .accent)], on: &frame)
  }

  private func summary(isShort: Bool, width: Int) -> [[Run]] {
    let pace = today.pace
    guard pace.answers > 0 else {
      return [
        [Run("Today", .heading, bold: true)],
        [Run(isShort ? "You have answered nothing yet." : "Nothing yet: today's answers will stand here.", .text)],
      ]
    }
    let line = Sparkline(today.rows.map(\.at), until: state.now, most: max(1, min(48, width - 30)))
    let count: Displayable = pace.answers == 1 ? "1 answer" : "\(pace.answers) answers"
    var words: [Run] = [Run(count, .text, bold: true)]
    if pace.activeSeconds >= 60 {
      words += [Run(" · \(Self.duration(pace.activeSeconds))\(isShort ? "" : " at work, breaks left out")", .dim)]
    }
    if let perHour = pace.answersPerHour { words += [Run(" · \(perHour) an hour", .dim)] }
    var lines: [[Run]] = [
      [Run("Today", .heading, bold: true), Run("   ", .text), Run(line.text, .accent)], words,
    ]
    let left = max(0, state.progress.wanted - state.progress.answers)
    if left > 0, let seconds = pace.seconds(for: left) {
      let what: Displayable = isShort ? "\(left) left:" : "\(left) answers are still wanted from everybody:"
      let pace: Displayable = isShort ? "" : " at your pace"
      lines.append([Run("\(what) about \(Self.duration(seconds)) of work\(pace)", .dim)])
    }
    return lines
  }

  private func draw(_ row: DayRow, isChosen: Bool, row line: Int, in rect: Rect, isShort: Bool, on frame: inout Frame) {
    let time = row.at.advanced(bySeconds: Double(state.desk.utcOffset)).timeOfDay.prefix(5)
    let took: Displayable = row.activeMilliseconds.map { "\(Self.duration(Double($0) / 1000))" } ?? ""
    let tail = isShort ? 0 : 10
    let room = rect.columns - 9 - tail
    let left = max(8, room * 3 / 5)
    let mark: Displayable = isChosen ? "▸ " : "  "
    let style = isChosen ? Style(.selected, bold: true) : .text
    if isChosen { frame.fill(Rect(row: line, column: rect.column, rows: 1, columns: rect.columns), style) }
    frame.draw("\(mark)\(time)", at: Point(row: line, column: rect.column), style: isChosen ? style : Style(.dim))
    let cell = Rect(row: line, column: rect.column + 9, rows: 1, columns: room)
    frame.draw(row.example.truncated(to: left - 2), at: cell.origin, style: style, within: cell)
    frame.draw(
      row.answer.truncated(to: room - left), at: Point(row: line, column: cell.column + left), style: style,
      within: cell)
    guard tail > 0 else { return }
    let end = Point(row: line, column: rect.columnRange.upperBound - took.width)
    frame.draw(took, at: end, style: isChosen ? style : Style(.dim))
  }

  /// A time as people say it, rounded up: seconds below two minutes, then minutes, then hours.
  private static func duration(_ seconds: Double) -> Displayable {
    let whole = Int(seconds.rounded(.up))
    if whole < 120 { return "\(whole) s" }
    let minutes = (whole + 59) / 60
    if minutes < 60 { return "\(minutes) min" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
