import Labeling
import Text

/// Two texts to be compared and what stands above them, laid out as one document that scrolls together: side by side
/// where both columns are wide enough to read, else one below the other.
struct PairReading: Hashable, Sendable {
  /// What the document is made of, in the order of reading.
  enum Part: Hashable, Sendable, CaseIterable {
    case above, left, right
  }

  /// A row of the document.
  enum Row: Hashable, Sendable {
    case space
    /// What stands above the texts.
    case above(Int)
    /// The names of both sides, and a line of each, where they stand side by side.
    case names
    case lines(Int)
    /// The name of one side, and a line of it, where one stands below the other.
    case name(Part)
    case line(Part, Int)
  }

  /// A place that was found.
  struct Place: Hashable, Sendable {
    var part: Part
    /// Its index among the places found in its part.
    var index: Int
  }

  /// The narrowest column that a text is compared in, in columns of the terminal.
  static let narrowest = 36
  /// Between the columns: a space, a rule, a space.
  static let gap = 3

  /// The two fields, in the order of the question.
  let fields: [String]
  /// Nil until they are wanted: comparing long texts takes a while.
  private(set) var differences: WordDifference?
  private(set) var width: Int
  private var readings: [Part: Reading]
  /// The first row shown.
  private(set) var scroll = 0
  private(set) var found: [Place] = []
  /// The place among `found` that was gone to last.
  private(set) var current: Int?

  /// - Parameter width: the columns that both texts have together.
  init(_ presented: Presented, first: String, second: String, width: Int) {
    fields = [first, second]
    self.width = width
    let compared = Set(presented.build.ask.flatMap(\.comparedFields))
    func text(_ name: String) -> [Passage] {
      Passage.body(presented.fields.first { $0.name == name }?.text)
    }
    let (left, right) = presented.isSwapped ? (text(second), text(first)) : (text(first), text(second))
    readings = [
      .above: Reading(Passage.of(presented.fields.filter { !compared.contains($0.name) }), width: 1),
      .left: Reading(left, width: 1), .right: Reading(right, width: 1),
    ]
    layOut(width: width)
  }

  mutating func compare() {
    guard differences == nil, let left = self[.left].passages.first, let right = self[.right].passages.first else {
      return
    }
    differences = WordDifference(left.text, right.text)
  }

  subscript(part: Part) -> Reading { readings[part] ?? Reading([], width: 1) }

  var isBeside: Bool { sideWidth >= Self.narrowest }
  /// Columns of one side where both stand beside each other.
  var sideWidth: Int { (width - Self.gap) / 2 }

  private mutating func layOut(width: Int) {
    self.width = width
    let widths: [Part: Int] =
      isBeside
      ? [.above: min(width, Reading.widest), .left: sideWidth, .right: sideWidth]
      : [.above: width, .left: width, .right: width]
    for (part, width) in widths { readings[part]?.resize(width: width) }
  }
}

// Rows.
extension PairReading {
  private func count(_ part: Part) -> Int { self[part].lines.count }
  /// Rows before the name of the left side.
  private var rowsAbove: Int {
    // The rule with the name is space enough where room is short.
    count(.above) == 0 || !isBeside ? count(.above) : count(.above) + 1
  }
  /// The row of the name of the right side, where it stands below the left one.
  private var rightName: Int { rowsAbove + 1 + count(.left) + 1 }

  var rowCount: Int {
    isBeside ? rowsAbove + 1 + max(count(.left), count(.right)) : rightName + 1 + count(.right)
  }

  func row(_ index: Int) -> Row {
    if index < rowsAbove { return index < count(.above) ? .above(index) : .space }
    if isBeside { return index == rowsAbove ? .names : .lines(index - rowsAbove - 1) }
    switch index {
    case rowsAbove: return .name(.left)
    case rightName: return .name(.right)
    case rightName - 1: return .space
    case ..<rightName: return .line(.left, index - rowsAbove - 1)
    default: return .line(.right, index - rightName - 1)
    }
  }

  private func row(of line: Int, in part: Part) -> Int {
    switch part {
    case .above: line
    case .left: rowsAbove + 1 + line
    case .right: (isBeside ? rowsAbove : rightName) + 1 + line
    }
  }

  /// The row drawn over the first one: whose text it is stays in sight.
  func pinned(height: Int) -> Row? {
    let top = top(height: height)
    // One row alone is better spent on text.
    guard top > rowsAbove, height > 1 else { return nil }
    if isBeside { return .names }
    return top >= rightName ? .name(.right) : .name(.left)
  }

  /// Rows of the texts that are out of sight, above and below.
  func hidden(height: Int) -> (above: Int, below: Int) {
    let top = top(height: height)
    return (top, max(0, rowCount - top - height))
  }

  /// The side that alone goes on below, where they stand beside each other.
  func longer(height: Int) -> Part? {
    let end = top(height: height) + height - rowsAbove - 1
    guard isBeside, end > 0 else { return nil }
    switch (count(.left) > end, count(.right) > end) {
    case (true, false): return .left
    case (false, true): return .right
    default: return nil
    }
  }
}

// Moving.
extension PairReading {
  /// The first row shown when `height` rows have room.
  func top(height: Int) -> Int { max(0, min(scroll, rowCount - height)) }

  mutating func scroll(by distance: Int, height: Int) {
    scroll = max(0, min(top(height: height) + distance, rowCount - height))
  }

  /// By as much as leaves one row of text in sight, below the names.
  mutating func scrollPage(by pages: Int, height: Int) { scroll(by: pages * max(1, height - 2), height: height) }

  mutating func scrollToTop() { scroll = 0 }
  mutating func scrollToBottom(height: Int) { scroll = max(0, rowCount - height) }

  /// Lays out anew where the width is another, keeping the place in the text.
  mutating func resize(width: Int) {
    guard width != self.width else { return }
    let anchor = anchor(at: scroll)
    layOut(width: width)
    guard scroll > 0 else { return }
    scroll =
      anchor.flatMap { anchor in
        self[anchor.part].line(showing: anchor.passage, anchor.source).map {
          row(of: $0, in: anchor.part) - anchor.rowsBefore
        }
      } ?? rowsAbove
  }

  /// A text that stands at a row or below it.
  private struct Anchor {
    var part: Part
    var passage: Int
    var source: ScalarOffset
    /// Rows between the row and the text.
    var rowsBefore = 0
  }

  private func anchor(at row: Int) -> Anchor? {
    let (part, line, rowsBefore): (Part, Int, Int)
    switch self.row(row) {
    case .space: return anchor(at: row + 1)
    case .names: (part, line, rowsBefore) = (.left, 0, 1)
    case .name(let side): (part, line, rowsBefore) = (side, 0, 1)
    case .above(let index): (part, line, rowsBefore) = (.above, index, 0)
    case .lines(let index): (part, line, rowsBefore) = (index < count(.left) ? .left : .right, index, 0)
    case .line(let side, let index): (part, line, rowsBefore) = (side, index, 0)
    }
    for line in self[part].lines.dropFirst(line) {
      guard let passage = line.passage, let source = line.glyphs.first?.source else { continue }
      return Anchor(part: part, passage: passage, source: source, rowsBefore: rowsBefore)
    }
    return nil
  }
}

// Finding.
extension PairReading {
  /// Looks for a text in all parts, and goes to the first place at or below the row shown first.
  mutating func find(_ text: String, height: Int) {
    forgetFound()
    for part in Part.allCases {
      readings[part]?.find(text, height: .max)
      found += self[part].found.indices.map { Place(part: part, index: $0) }
    }
    let rows = found.map { rowOf($0) ?? 0 }
    let order = found.indices.sorted { (rows[$0], $0) < (rows[$1], $1) }
    found = order.map { found[$0] }
    guard !found.isEmpty else { return }
    let top = top(height: height)
    go(to: order.firstIndex { rows[$0] >= top } ?? 0, height: height)
  }

  /// Goes to the next place found, or the one before; after the last comes the first.
  mutating func findNext(by step: Int, height: Int) {
    guard !found.isEmpty else { return }
    go(to: ((current ?? 0) + step + found.count) % found.count, height: height)
  }

  mutating func forgetFound() {
    for part in Part.allCases { readings[part]?.forgetFound() }
    found = []
    current = nil
  }

  private func rowOf(_ place: Place) -> Int? {
    let reading = self[place.part]
    let found = reading.found[place.index]
    return reading.line(showing: found.passage, found.range.lowerBound).map { row(of: $0, in: place.part) }
  }

  private mutating func go(to index: Int, height: Int) {
    current = index
    guard let row = rowOf(found[index]) else { return }
    // The first row may be covered by the names.
    let shown = (top(height: height) + (pinned(height: height) == nil ? 0 : 1))..<(top(height: height) + height)
    if !shown.contains(row) { scroll = max(0, row - max(1, height / 3)) }
  }
}
