import Text

// What is on the screen. Scrolling goes by lines of text; the rows of marks below a line come and go with it.
extension Reading {
  /// Lines that stay in sight above and below the one that is gone to.
  private static let context = 2

  /// The first line shown when `height` rows have room.
  func top(height: Int, marks: TextMarks = .none) -> Int {
    // A line takes a row at least: far from the end the marks need not be looked at.
    if scroll <= lines.count - height { return scroll }
    return min(scroll, max(0, lines.count - 1), lowestTop(showing: lines.count - 1, height: height, marks: marks))
  }

  mutating func scroll(by distance: Int, height: Int, marks: TextMarks = .none) {
    let last = lowestTop(showing: lines.count - 1, height: height, marks: marks)
    scroll = max(0, min(min(scroll, last) + distance, last))
  }

  /// The last line shown becomes the first.
  mutating func pageDown(height: Int, marks: TextMarks = .none) {
    let visible = visible(height: height, marks: marks)
    scroll(by: max(1, visible.count - 1), height: height, marks: marks)
  }

  /// The first line shown becomes the last.
  mutating func pageUp(height: Int, marks: TextMarks = .none) {
    let top = top(height: height, marks: marks)
    scroll = max(0, min(lowestTop(showing: top, height: height, marks: marks), top - 1))
  }

  mutating func scrollToTop() { scroll = 0 }

  mutating func scrollToBottom(height: Int, marks: TextMarks = .none) {
    scroll = lowestTop(showing: lines.count - 1, height: height, marks: marks)
  }

  /// Scrolls as little as it takes to bring a place into sight, with the marks below its line.
  mutating func show(_ offset: ScalarOffset, in field: String, height: Int, marks: TextMarks = .none) {
    guard let line = line(showing: offset, in: field) else { return }
    let current = top(height: height, marks: marks)
    for context in stride(from: Self.context, through: 0, by: -1) {
      let lowest = lowestTop(showing: min(line + context, lines.count - 1), height: height, marks: marks)
      let highest = max(0, line - context)
      if lowest <= highest {
        scroll = max(lowest, min(current, highest))
        return
      }
    }
    scroll = line
  }

  /// The lines on the screen, with what is marked on them, from the top down.
  func visible(height: Int, marks: TextMarks = .none) -> [MarkedLine] {
    var left = height
    var index = top(height: height, marks: marks)
    let limit = MarkedLine.limit(height: height)
    var visible: [MarkedLine] = []
    while left > 0, index < lines.count {
      let line = MarkedLine(self, line: index, marks: marks, limit: min(limit, left - 1))
      // TextMarks that could not even be counted keep their line away, unless there is no room for marks at all.
      if left == 1, !line.segments.isEmpty, !visible.isEmpty { break }
      visible.append(line)
      left -= line.height
      index += 1
    }
    return visible
  }

  /// The first line from which on everything up to a line, with its marks, fits into `height` rows.
  private func lowestTop(showing line: Int, height: Int, marks: TextMarks) -> Int {
    guard !marks.isEmpty else { return max(0, line + 1 - height) }
    let limit = MarkedLine.limit(height: height)
    var left = height
    var first = line + 1
    while first > 0 {
      left -= MarkedLine(self, line: first - 1, marks: marks, limit: limit).height
      if left < 0 { break }
      first -= 1
    }
    return first
  }

  /// The rows that all of the text takes, counted up to `most`.
  func rowCount(marks: TextMarks, height: Int, most: Int) -> Int {
    guard !marks.isEmpty, lines.count < most else { return min(most, lines.count) }
    let limit = MarkedLine.limit(height: height)
    var rows = 0
    for index in lines.indices where rows < most {
      rows += MarkedLine(self, line: index, marks: marks, limit: limit).height
    }
    return min(most, rows)
  }
}
