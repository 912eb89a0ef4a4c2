import Canvas
import Labeling
import Text

/// Draws the examples behind a figure: which they are and how far, and nothing of what anybody said.
struct ListScreen {
  private static let idWidth = 12
  private static let standingWidth = 22

  let state: Dashboard
  let listing: Listing

  /// Where the list stands: below what is said of it.
  var list: Rect {
    let body = BoardLayout.body(state.size)
    return body.inset(top: min(head.count, max(1, body.rows - 1)), bottom: 0)
  }

  /// What is said of the list, line by line.
  private var head: [[Run]] {
    let body = BoardLayout.body(state.size)
    var lines = title.wrapped(to: body.columns)
    if let hidden {
      let isBeside = lines.count == 1 && lines[0].width + 2 + hidden.text.width <= body.columns
      lines =
        isBeside ? [lines[0] + [Run("  ", .text), hidden]] : lines + [hidden].wrapped(to: body.columns)
    }
    // Little screens are for the list itself.
    return state.size.rows < 16 ? lines : lines + [hint(columns: body.columns)]
  }

  /// What tells of the rows that have no room.
  func draw(on frame: inout Frame) -> [Run] {
    let body = BoardLayout.body(frame.size)
    let list = list
    for (line, runs) in head.prefix(list.row - body.row).enumerated() {
      frame.draw(runs, at: Point(row: body.row + line, column: body.column), within: body)
    }
    guard let count = listing.count else {
      frame.draw("Looking for them …", at: list.origin, style: Style(.dim))
      return []
    }
    let top = listing.top(rows: list.rows)
    for line in 0..<min(list.rows, count - top) {
      draw(place: top + line, row: list.row + line, in: list, on: &frame)
    }
    let below = max(0, count - top - list.rows)
    return switch (top, below) {
    case (0, 0): []
    case (0, _): [Run("↓ \(below) more", .accent)]
    case (_, 0): [Run("↑ \(top) · end", .accent)]
    default: [Run("↑ \(top) · ↓ \(below) more", .accent)]
    }
  }

  private var title: [Run] {
    let count: Displayable =
      switch listing.count {
      case nil: ""
      case 1: "1 example "
      case let count?: "\(count) examples "
      }
    return [Run(count, .heading, bold: true), Run(listing.words.oneLine, .text)]
  }

  /// Why the examples stand there without their texts, where they do.
  private var hidden: Run? {
    guard listing.figure.tellsAnswers, listing.count ?? 0 > 0 else { return nil }
    return Run("without their texts, since the list tells what was answered", .dim)
  }

  /// What the key does that opens an example, and which command does the same.
  private func hint(columns: Int) -> [Run] {
    guard state.opening != .refused, let example = listing.chosen else { return [] }
    let key = Run(state.keymap.title(of: .accept, in: .listing), .key, bold: true)
    let told: Displayable = state.opening == .recorded ? ": that you see what others said is recorded" : ""
    let runs = [key, Run(" opens it\(told)", .dim)]
    let command: Displayable = "   scholium browse \(Displayable(state.task.rawValue).oneLine) \(example.id.short)"
    return runs.width + command.width > columns ? runs.truncated(to: columns) : runs + [Run(command, .dim)]
  }

  private func draw(place: Int, row: Int, in list: Rect, on frame: inout Frame) {
    let isChosen = place == listing.cursor
    let line = Rect(row: row, column: list.column, rows: 1, columns: list.columns)
    let style = isChosen ? Style(.selected, bold: true) : .text
    if isChosen { frame.fill(line, style) }
    let quiet = isChosen ? style : Style(.dim)
    frame.draw(isChosen ? "▸" : " ", at: line.origin, style: style, within: line)
    guard let example = listing[place] else {
      frame.draw("…", at: Point(row: row, column: line.column + 2), style: quiet, within: line)
      return
    }
    frame.draw(Displayable(example.id.short), at: Point(row: row, column: line.column + 2), style: quiet, within: line)
    let hasStanding = line.columns >= 60
    let end = line.columnRange.upperBound - (hasStanding ? Self.standingWidth : 0)
    let start = line.column + 2 + Self.idWidth + 2
    if let words = example.words {
      frame.draw(
        words.oneLine.truncated(to: end - start - 1), at: Point(row: row, column: start), style: style, within: line)
    }
    guard hasStanding else { return }
    let answers: Displayable = example.answers == 1 ? "1 answer" : "\(example.answers) answers"
    let standing: Displayable = example.isDisputed ? "\(answers), differ" : answers
    frame.draw(
      standing, at: Point(row: row, column: end),
      style: isChosen ? style : example.isDisputed ? Style(.warning) : quiet,
      within: line)
  }
}

extension Listing {
  /// What the examples are, behind their number.
  var words: Displayable {
    switch figure {
    case .standing(let standing, let channel):
      switch standing {
      case .done: "done in \(channel.rawValue)"
      case .open: "open in \(channel.rawValue)"
      case .leased: "before somebody in \(channel.rawValue) right now"
      case .review: "waiting for a reviewer in \(channel.rawValue)"
      case .stuck: "stuck in \(channel.rawValue): nobody active may still answer them"
      }
    case .version(let ui, let taxonomy): "answered under ui \(ui), taxonomy \(taxonomy)"
    case .label(let label, let question, let ui, let taxonomy):
      "called \(name ?? Displayable(label.rawValue)) under \(question.rawValue), ui \(ui), taxonomy \(taxonomy)"
    case .disputed(let question): "about which people disagree under \(question.rawValue)"
    case .contradicted: "whose settlement contradicts what it settles"
    case .person(let name, let deed):
      switch deed {
      case .answered: "answered by \(name)"
      case .skipped: "skipped by \(name)"
      case .flagged: "flagged by \(name)"
      case .decided: "decided by \(name)"
      }
    case .asked(let channel): "about which \(channel.rawValue) still asks"
    }
  }
}
