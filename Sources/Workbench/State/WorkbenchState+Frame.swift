import Canvas
import Text

extension WorkbenchState {
  /// The screen as it is now, of exactly `size`.
  public var frame: Frame {
    var frame = Frame(size: size)
    guard !isTooSmall else {
      frame.drawTooSmall()
      return frame
    }
    Header(state: self).draw(on: &frame)
    let shown = overlays.last { if case .line = $0 { false } else { true } }
    switch shown {
    case .guidelines(let reading): GuidelinesScreen(state: self, reading: reading).draw(on: &frame)
    case .help(let reading), .characters(let reading): draw(reading, on: &frame)
    case .today(let today): TodayScreen(state: self, today: today).draw(on: &frame)
    case .line, nil:
      if let interlude {
        draw(interlude, on: &frame)
      } else if let sheet {
        AnswerScreen(state: self, sheet: sheet, layout: AnswerLayout(self)).draw(on: &frame)
      } else {
        IdleScreen(state: self).draw(on: &frame)
      }
    }
    return frame
  }

  private func draw(_ reading: Reading, on frame: inout Frame) {
    let rect = ReadingLayout(self).text
    let column = ReadingColumn(reading: reading)
    column.draw(in: rect, on: &frame)
    Footer(self).draw(left: column.hidden(height: rect.rows, isShort: false), on: &frame)
  }
}

extension Frame {
  /// Asks for a larger terminal, with as much of the sentence as there is room for.
  mutating func drawTooSmall() {
    let smallest = AnswerLayout.smallest
    let sentence: Displayable =
      "Please enlarge this terminal: scholium needs \(smallest.columns)×\(smallest.rows), this is \(size.columns)×\(size.rows)."
    for (row, line) in Wrapping.lines(of: sentence, width: size.columns).enumerated() {
      draw(line.glyphs, at: Point(row: row, column: 0), style: .text)
    }
  }
}
