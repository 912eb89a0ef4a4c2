import Canvas
import Text

/// Draws the menu of tasks.
struct TaskListScreen {
  private static let markWidth = 5

  let state: TaskList

  /// Where the list stands.
  static func list(_ size: Size) -> Rect {
    let top = size.rows < 20 ? 3 : 5
    return Rect(
      row: top, column: AnswerLayout.margin(size), rows: max(1, size.rows - 2 - top),
      columns: AnswerLayout.readingWidth(size))
  }

  func draw(on frame: inout Frame) {
    drawHeader(on: &frame)
    let list = Self.list(frame.size)
    let hidden = state.isHelpOpen ? "" : drawTasks(in: list, on: &frame)
    if state.isHelpOpen {
      KeyList(bindings, after: [("1–9", "open the task with that number")]).draw(in: list, on: &frame)
    }
    drawFoot(left: hidden.isEmpty ? [] : [Run(hidden, .accent)], on: &frame)
  }

  private func drawHeader(on frame: inout Frame) {
    let columns = frame.size.columns
    let person = Displayable(state.annotator).oneLine.truncated(to: columns >= 80 ? 24 : 14)
    frame.draw(
      [Run("scholium", .accent, bold: true), Run("   your tasks", .text)].truncated(to: columns - person.width - 4),
      at: Point(row: 0, column: 1))
    frame.draw(person, at: Point(row: 0, column: columns - 1 - person.width), style: .text)
    frame.rule(row: 1)
    let title: Displayable = state.isHelpOpen ? "Keys" : "Which task do you want to work on?"
    let row = Self.list(frame.size).row - (frame.size.rows < 20 ? 1 : 2)
    frame.draw(title, at: Point(row: row, column: AnswerLayout.margin(frame.size)), style: Style(.heading, bold: true))
  }

  /// Draws those that have room; what tells of the others.
  private func drawTasks(in list: Rect, on frame: inout Frame) -> Displayable {
    let offers = state.offers
    let top = max(0, min(state.cursor - list.rows / 2, offers.count - list.rows))
    let shown = offers.dropFirst(top).prefix(list.rows)
    let counts = shown.map { ProgressBar.count($0.progress).width }.max() ?? 0
    let remarks = shown.map(\.remark.width).max() ?? 0
    for (line, offer) in shown.enumerated() {
      draw(offer, number: top + line, row: list.row + line, in: list, counts: counts, remarks: remarks, on: &frame)
    }
    let below = max(0, offers.count - top - list.rows)
    return switch (top, below) {
    case (0, 0): ""
    case (0, _): "↓ \(below) more"
    case (_, 0): "↑ \(top) · end"
    default: "↑ \(top) · ↓ \(below) more"
    }
  }

  private func draw(
    _ offer: TaskOffer, number: Int, row: Int, in list: Rect, counts: Int, remarks: Int, on frame: inout Frame
  ) {
    let isChosen = number == state.cursor
    let style = isChosen ? Style(.selected, bold: true) : offer.standing == .open ? .text : Style(.dim)
    let line = Rect(row: row, column: list.column, rows: 1, columns: list.columns)
    if isChosen { frame.fill(line, style) }
    let digit: Displayable = number < 9 ? "\(number + 1)" : " "
    frame.draw("\(isChosen ? "▸" : " ") \(digit)", at: line.origin, style: isChosen ? style : Style(.key, bold: true))

    let remark = remarks > 0 ? 2 + remarks : 0
    var right = counts + remark
    let hasBar = list.columns >= 76
    if hasBar { right += ProgressBar.width + 3 }
    let words = max(1, list.columns - Self.markWidth - 2 - right)
    let title = offer.words.truncated(to: words)
    let start = Point(row: row, column: line.column + Self.markWidth)
    frame.draw(title, at: start, style: style, within: line)
    // The name that commands know it by, where there is room.
    let name = Displayable(offer.task.rawValue).oneLine
    if title.width + 3 + name.width <= words, name.description != offer.words.description {
      let place = Point(row: row, column: start.column + title.width + 3)
      frame.draw(name, at: place, style: isChosen ? style : Style(.dim), within: line)
    }
    var column = line.columnRange.upperBound - right
    if hasBar {
      for run in ProgressBar.runs(offer.progress) {
        column += frame.draw(run.text, at: Point(row: row, column: column), style: isChosen ? style : run.style)
      }
    }
    let count = ProgressBar.count(offer.progress)
    let end = line.columnRange.upperBound - remark
    frame.draw(count, at: Point(row: row, column: end - count.width), style: style, within: line)
    frame.draw(
      offer.remark, at: Point(row: row, column: end + 2), style: isChosen ? style : Style(.warning), within: line)
  }

  private var bindings: [Binding] { state.keymap.bindings.filter { $0.modes.contains(.tasks) } }

  private func drawFoot(left: [Run], on frame: inout Frame) {
    let keys =
      state.isHelpOpen
      ? [Run("any key", .key, bold: true), Run(" back to the tasks", .dim)]
      : offered.flatMap { binding -> [Run] in
        guard let key = binding.keys.first else { return [] }
        return [Run(state.keymap.title(of: key), .key, bold: true), Run("\(binding.footerWord)  ", .dim)]
      }
    KeyFoot(notice: state.notice, left: left, keys: keys).draw(on: &frame)
  }

  private var offered: [Binding] {
    bindings.filter { $0.rank != nil }.sorted { ($0.rank ?? .max) < ($1.rank ?? .max) }
  }
}

extension TaskList {
  /// The screen as it is now, of exactly `size`.
  public var frame: Frame {
    var frame = Frame(size: size)
    if isTooSmall { frame.drawTooSmall() } else { TaskListScreen(state: self).draw(on: &frame) }
    return frame
  }
}
