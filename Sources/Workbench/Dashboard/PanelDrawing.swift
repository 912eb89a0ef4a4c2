import Canvas
import Text

/// Draws one panel.
struct PanelDrawing {
  let panel: BoardPanel
  let rect: Rect
  /// What of the screen is the board's.
  let clip: Rect
  let ink: ChartInk
  let cursor: BoardStop?

  private var inside: Rect { clip.intersection(rect) }

  func draw(on frame: inout Frame) {
    switch panel.content {
    case .table(let table): draw(table, on: &frame)
    case .bars(let times):
      drawTitle(width: rect.columns, note: note(of: times), on: &frame)
      drawChart(times, on: &frame) { steps, chart in
        BarChart.rows(Self.spread(steps.counts, over: chart.columns), height: chart.rows, ink: ink)
      }
    case .line(let times):
      drawTitle(width: rect.columns, note: panel.note, on: &frame)
      drawChart(times, on: &frame) { steps, chart in
        let places = LineChart.places(columns: chart.columns, ink: ink)
        let sums = steps.counts.reduce(into: [left(out: steps, of: times)]) { $0.append(($0.last ?? 0) + $1) }
        return LineChart.rows(
          Self.stretched(sums, over: places), height: chart.rows, columns: chart.columns, ink: ink)
      }
    }
  }

  private func drawTitle(width: Int, note: Displayable, on frame: inout Frame) {
    let isChosen = cursor == .panel(panel.title)
    // By a mark, as the rows': a colour alone is not seen everywhere.
    var runs = isChosen ? [Run("▸ ", .accent, bold: true)] : []
    runs.append(Run(panel.title, isChosen ? .selected : .heading, bold: true))
    if !note.isEmpty { runs += [Run("  ", .text), Run(note, .dim)] }
    frame.draw(runs.truncated(to: width), at: rect.origin, within: inside)
  }

  // MARK: Tables

  private func draw(_ table: BoardTable, on frame: inout Frame) {
    let start = rect.column + TableColumnLayout.mark
    let columns = TableColumnLayout(table, width: rect.columns - TableColumnLayout.mark)
    for (index, column) in table.columns.enumerated() where columns.isShown(index) && column.kind == .figure {
      let end = start + columns.ends[index]
      frame.draw(
        column.heading, at: Point(row: rect.row, column: end - column.heading.width), style: Style(.dim),
        within: inside)
    }
    let first = table.columns.indices.first { columns.isShown($0) && table.columns[$0].kind == .figure }
    let headings = first.map { columns.ends[$0] - columns.widths[$0] } ?? rect.columns
    drawTitle(
      width: max(TableColumnLayout.mark + panel.title.width, TableColumnLayout.mark + headings - 2), note: panel.note,
      on: &frame)
    let shown = panel.tableRows(in: rect.rows)
    if shown < table.rows.count {
      frame.draw(
        "and \(table.rows.count - shown) more", at: Point(row: rect.row + 1 + shown, column: start),
        style: Style(.dim), within: inside)
    }
    for (line, cells) in table.rows.prefix(shown).enumerated() {
      let row = rect.row + 1 + line
      if cells.contains(where: isChosen) {
        frame.draw("▸", at: Point(row: row, column: rect.column), style: Style(.accent, bold: true), within: inside)
      }
      for (index, cell) in cells.enumerated() where columns.isShown(index) {
        let (end, width) = (start + columns.ends[index], columns.widths[index])
        draw(cell, kind: table.columns[index].kind, row: row, end: end, width: width, on: &frame)
      }
    }
  }

  private func draw(
    _ cell: BoardCell, kind: BoardTable.Column.Kind, row: Int, end: Int, width: Int, on frame: inout Frame
  ) {
    if let share = cell.share {
      let (full, empty) = ink.bar(share, columns: width)
      let role: Role = if case .label(let place) = cell.tone { .label(place) } else { .bar }
      frame.draw(
        [Run(Displayable(full), role), Run(Displayable(empty), .barEmpty)],
        at: Point(row: row, column: end - width), within: inside)
      return
    }
    let text = cell.text.oneLine.truncated(to: width)
    let column = kind == .figure ? end - text.width : end - width
    frame.draw(
      text, at: Point(row: row, column: column), style: isChosen(cell) ? Style(.selected, bold: true) : cell.tone.style,
      within: inside)
  }

  private func isChosen(_ cell: BoardCell) -> Bool { cell.behind.map { .figure($0.figure) == cursor } ?? false }

  // MARK: Charts

  /// Columns of figures beside a chart.
  private static let scale = 7

  /// With what a bar is, where the title has room for it; below the chart there is always some.
  private func note(of times: AnswerTimes) -> Displayable {
    guard let steps = TimeSteps(times, most: chart.columns), isInTitle(steps) else { return panel.note }
    return panel.note.isEmpty ? steps.barWords : "\(panel.note) · \(steps.barWords)"
  }

  /// By the width with the cursor, so that nothing jumps when it comes.
  private func isInTitle(_ steps: TimeSteps) -> Bool {
    let note = panel.note.isEmpty ? 0 : panel.note.width + 3
    return TableColumnLayout.mark + panel.title.width + 2 + note + steps.barWords.width <= rect.columns
  }

  /// Where the chart itself stands.
  private var chart: Rect { rect.inset(top: 1, left: Self.scale, bottom: 1) }

  private func drawChart(
    _ times: AnswerTimes, on frame: inout Frame, rows draw: (TimeSteps, Rect) -> [String]
  ) {
    let chart = chart
    guard chart.rows > 0, let steps = TimeSteps(times, most: chart.columns) else {
      frame.draw(
        "nobody has answered yet", at: Point(row: rect.row + 1, column: rect.column + TableColumnLayout.mark),
        style: Style(.dim), within: inside)
      return
    }
    for (line, text) in draw(steps, chart).enumerated() {
      frame.draw(
        Displayable(text), at: Point(row: chart.row + line, column: chart.column), style: Style(.plot), within: inside)
    }
    let highest: Displayable =
      panel.isLine ? "\(times.minutes.reduce(0) { $0 + $1.answers })" : "\(steps.counts.max() ?? 0)"
    frame.draw(
      highest, at: Point(row: chart.row, column: chart.column - 1 - highest.width), style: Style(.dim), within: inside)
    frame.draw(
      "0", at: Point(row: chart.rowRange.upperBound - 1, column: chart.column - 2), style: Style(.dim), within: inside)
    let axis = chart.rowRange.upperBound
    let begin = steps.words(steps.begin, utcOffset: times.utcOffset)
    frame.draw(begin, at: Point(row: axis, column: chart.column), style: Style(.dim), within: inside)
    let end: Displayable = "now"
    let place = panel.isLine ? chart.columns : Self.spread(steps.counts, over: chart.columns).count
    if place > begin.width + end.width + 1 {
      frame.draw(
        end, at: Point(row: axis, column: chart.column + place - end.width), style: Style(.dim), within: inside)
    }
    guard !panel.isLine, !isInTitle(steps) else { return }
    let words = steps.barWords
    // Between the times, or else behind them.
    let between = begin.width + (place - end.width - begin.width - words.width) / 2
    let behind = max(place, begin.width) + 2
    let column = between >= begin.width + 2 ? between : behind
    guard column + words.width <= chart.columns else { return }
    frame.draw(words, at: Point(row: axis, column: chart.column + column), style: Style(.dim), within: inside)
  }

  /// Answers before the first stretch.
  private func left(out steps: TimeSteps, of times: AnswerTimes) -> Int {
    times.minutes.reduce(0) { $0 + $1.answers } - steps.counts.reduce(0, +)
  }

  /// Few bars are drawn wide: each as many columns as all have room for, at most four.
  static func spread(_ values: [Int], over columns: Int) -> [Int] {
    let width = values.isEmpty ? 1 : min(4, max(1, columns / values.count))
    return values.flatMap { Array(repeating: $0, count: width) }
  }

  /// As many values as there are places, each the latest at its place.
  static func stretched(_ values: [Int], over places: Int) -> [Int] {
    guard values.count > 1 else { return Array(repeating: values.first ?? 0, count: places) }
    return (0..<places).map { values[min(values.count - 1, $0 * values.count / places)] }
  }
}

extension BoardPanel {
  fileprivate var isLine: Bool { if case .line = content { true } else { false } }
}

extension BoardCell.Tone {
  fileprivate var style: Style {
    switch self {
    case .plain: .text
    case .quiet: Style(.dim)
    case .warning: Style(.warning, bold: true)
    case .label(let place): Style(.label(place))
    }
  }
}
