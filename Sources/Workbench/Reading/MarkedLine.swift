import Text

/// A line of text with the rows below it that tell what is marked on it.
struct MarkedLine: Hashable, Sendable {
  /// The part of a mark that stands on this line.
  struct Segment: Hashable, Sendable {
    var mark: TextMarks.Mark
    /// At least one.
    var columns: Range<Int>
    /// True where the mark began on a line above.
    var goesOnBefore: Bool
    /// True where it ends on a line below.
    var goesOnAfter: Bool
  }

  /// The most rows below a line.
  private static let mostRows = 5

  /// The line's place in the reading.
  let line: Int
  /// Everything that is marked on the line.
  private(set) var segments: [Segment] = []
  /// The segments by the row below the line on which they stand.
  private(set) var rows: [[Segment]] = []
  /// Those for which there is no row: they are counted on a row of their own.
  private(set) var hidden: [Segment] = []

  /// The rows that may stand below a line, so that a line with all its marks always fits into `height`.
  static func limit(height: Int) -> Int { height < 4 ? max(0, height - 1) : min(mostRows, height / 2) }

  /// - Parameter limit: the rows that there is room for.
  init(_ reading: Reading, line: Int, marks: TextMarks, limit: Int) {
    self.line = line
    guard !marks.isEmpty, let field = reading.field(ofLine: line) else { return }
    let range = reading.lines[line].range
    let covering = marks.covering(range, in: field)
    guard !covering.isEmpty else { return }
    let columns = LineColumns(reading.lines[line], isCounted: reading.isCounted(line))
    // The last column is the one for what has no place of its own.
    let last = max(0, reading.width - 1)
    segments = covering.map { mark in
      let span = columns.columns(of: mark.range)
      let start = min(span.lowerBound, last)
      return Segment(
        mark: mark, columns: start..<max(start + 1, min(span.upperBound, last + 1)),
        goesOnBefore: mark.range.lowerBound < range.lowerBound, goesOnAfter: mark.range.upperBound > range.upperBound)
    }
    // The longer of two that begin together stands above, as the one around the other.
    segments.sort { left, right in
      (left.columns.lowerBound, -left.columns.upperBound, left.mark.kind.question)
        < (right.columns.lowerBound, -right.columns.upperBound, right.mark.kind.question)
    }
    layOut(limit: limit)
  }

  /// Each segment goes to the first row that is free there (greedy interval partitioning, which needs the fewest rows).
  private mutating func layOut(limit: Int) {
    var ends: [Int] = []
    let places = segments.map { segment in
      let free = ends.firstIndex { $0 <= segment.columns.lowerBound } ?? ends.count
      if free == ends.count { ends.append(0) }
      ends[free] = segment.columns.upperBound
      return free
    }
    guard limit > 0 else { return }
    rows = Array(repeating: [], count: ends.count > limit ? limit - 1 : ends.count)
    for (segment, place) in zip(segments, places) {
      if place < rows.count { rows[place].append(segment) } else { hidden.append(segment) }
    }
  }

  /// The rows that the line and its marks take.
  var height: Int { 1 + rows.count + (hidden.isEmpty ? 0 : 1) }
}
