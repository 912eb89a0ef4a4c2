import Canvas
import Consensus
import Labeling
import Text

/// Who said what to one question, side by side, and what it comes to: lines of cells, ready to be drawn.
struct CaseTable {
  struct Line {
    var runs: [Run]
    /// What the cursor stands on there: a statement by its place, or the consensus after the last of them; nil for a line
    /// that it passes over.
    var item: Int?
  }

  let lines: [Line]

  /// - Parameters:
  ///   - hidesNames: people go by letters.
  ///   - cursor: the item that it stands on.
  ///   - utcOffset: seconds that local time is ahead of UTC.
  init(_ shown: ReviewedCase, _ question: Question, width: Int, hidesNames: Bool, cursor: Int?, utcOffset: Int) {
    let rows = CaseRows(shown, question, hidesNames: hidesNames, utcOffset: utcOffset)
    lines = Self.lines(rows, width: width, cursor: cursor)
  }

  fileprivate init(lines: [Line]) { self.lines = lines }

  /// For a screen that asks nothing.
  static let none = CaseTable(lines: [])

  /// How many items there are.
  static func items(_ shown: ReviewedCase) -> Int { shown.statements.count + 1 }

  private static func lines(_ rows: CaseRows, width: Int, cursor: Int?) -> [Line] {
    let columns = Columns(rows, width: width)
    var lines = [Line(runs: columns.titles)]
    for (item, row) in rows.statements.enumerated() {
      lines.append(Line(runs: columns.runs(of: row, isChosen: item == cursor), item: item))
      // Words are read in full where they are what is asked.
      let rest = width - columns.indent
      for words in row.body.isEmpty ? [] : row.body.wrapped(to: rest, limit: 6, gap: .text) {
        lines.append(Line(runs: [Run(space(columns.indent), .text)] + words, item: nil))
      }
      if !columns.holds(row) {
        lines.append(
          Line(
            runs: [
              Run(space(columns.indent), .text), Run(row.here.truncated(to: rest), row.isDim ? .dim : row.hereRole),
            ],
            item: nil))
      }
      let notes = row.notes.isEmpty ? [] : row.notes.wrapped(to: rest, limit: 2, gap: .text)
      for note in notes { lines.append(Line(runs: [Run(space(columns.indent), .text)] + note, item: nil)) }
    }
    let item = rows.statements.count
    let verdict = [marker(isChosen: item == cursor)] + rows.verdict
    lines.append(Line(runs: verdict.truncated(to: width), item: item))
    lines += rows.counts.map { Line(runs: ([Run("    ", .text)] + $0).truncated(to: width), item: nil) }
    return lines
  }

  /// What stands before a line that the cursor can stand on. Blanks are plain: the look of the cursor is its place.
  static func marker(isChosen: Bool) -> Run {
    isChosen ? Run("▸ ", .selected, bold: true) : Run("  ", .text)
  }

  static func space(_ width: Int) -> Displayable { Displayable("").padded(to: max(0, width)) }
}

/// The columns of a table of statements, as wide as there is room.
private struct Columns {
  private static let widestName = 18

  let who: Int
  let versions: Int
  let said: Int
  /// None where it stands behind what was said.
  let here: Int
  let took: Int
  let when: Int

  init(_ rows: CaseRows, width: Int) {
    func widest(_ words: [Displayable]) -> Int { words.map(\.width).max() ?? 0 }
    who = max(3, min(Self.widestName, widest(rows.statements.map(\.who))))
    versions = max(6, widest(rows.statements.map(\.versions)))
    let times = (widest(rows.statements.map(\.took)), widest(rows.statements.map(\.when)))
    var left = width - 2 - who - 2 - versions - 2
    took = left >= 36 ? max(4, times.0) : 0
    left -= took > 0 ? took + 2 : 0
    when = left >= 30 ? max(4, times.1) : 0
    left -= when > 0 ? when + 2 : 0
    // Two columns where both hold all their words.
    let (own, other) = (widest(rows.statements.map(\.said)), widest(rows.statements.map(\.here)))
    here = other > 0 && max(9, other) + 2 + max(4, own) <= left ? max(9, other) : 0
    said = max(1, left - (here > 0 ? here + 2 : 0))
  }

  /// False where what it says here has no room beside what was said: then it stands below.
  func holds(_ row: CaseRows.Row) -> Bool {
    row.here.isEmpty || here > 0 || row.said.width + 2 + row.here.width <= said
  }

  /// Where what was said begins.
  var indent: Int { 2 + who + 2 + versions + 2 }

  var titles: [Run] {
    var runs = [Run(CaseTable.space(2), .dim), cell("who", who, .dim), cell("ui/tax", versions, .dim)]
    runs.append(cell("said", said, .dim))
    if here > 0 { runs.append(cell("says here", here, .dim)) }
    if took > 0 { runs.append(cell("took", took, .dim)) }
    if when > 0 { runs.append(cell("when", when, .dim)) }
    return runs
  }

  func runs(of row: CaseRows.Row, isChosen: Bool) -> [Run] {
    let role: Role = row.isDim ? .dim : .text
    var runs = [CaseTable.marker(isChosen: isChosen)]
    runs.append(cell(row.who, who, isChosen ? .selected : row.isDim ? .dim : .heading, bold: isChosen))
    runs.append(cell(row.versions, versions, .dim))
    if here > 0 {
      runs.append(cell(row.said, said, role, bold: row.isDecision))
      runs.append(cell(row.here, here, row.isDim ? .dim : row.hereRole))
    } else if row.here.isEmpty || !holds(row) {
      runs.append(cell(row.said, said, role, bold: row.isDecision))
    } else {
      let rest = CaseTable.space(said - row.said.width - row.here.width)
      runs += [Run("\(row.said)  ", role), Run(row.here, row.isDim ? .dim : row.hereRole), Run(rest, .text)]
    }
    if took > 0 { runs.append(cell(row.took, took, .dim)) }
    if when > 0 { runs.append(cell(row.when, when, .dim)) }
    return runs
  }

  private func cell(_ text: Displayable, _ width: Int, _ role: Role, bold: Bool = false) -> Run {
    Run("\(text.truncated(to: width).padded(to: width))  ", role, bold: bold)
  }
}
