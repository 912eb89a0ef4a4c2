/// A table of GitHub Flavored Markdown while its lines are read.
struct PipeTable {
  typealias Scalars = ArraySlice<Unicode.Scalar>

  /// Columns of a table; what has more is shown as written.
  private static let widest = 32

  private(set) var value: Markdown.Table

  /// Nil where the second line is not the row of dashes that makes a table of the first.
  init?(header: Scalars, delimiters: Scalars) {
    guard delimiters.contains("|"), delimiters.allSatisfy({ "|:- ".unicodeScalars.contains($0) }) else { return nil }
    let alignments = Self.cells(delimiters).map(Self.alignment)
    let titles = Self.cells(header)
    guard titles.count == alignments.count, titles.count <= Self.widest, !alignments.contains(nil) else { return nil }
    value = Markdown.Table(alignments: alignments.compactMap(\.self), rows: [titles.map(Self.inlines)])
  }

  /// Cells beyond the last column go into it, so that no word is lost.
  mutating func append(_ line: Scalars) {
    var cells = Self.cells(line)
    let count = value.alignments.count
    if cells.count > count {
      let last = Array(cells[(count - 1)...].joined(separator: " | ".unicodeScalars))
      cells = cells[..<(count - 1)] + [last[...]]
    }
    value.rows.append(cells.map(Self.inlines))
  }

  private static func alignment(_ cell: Scalars) -> Markdown.Table.Alignment? {
    let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
    let before = dashes.startIndex - cell.startIndex
    let after = cell.endIndex - dashes.endIndex
    guard !dashes.isEmpty, before < 2, after < 2, cell.dropFirst(before + dashes.count).allSatisfy({ $0 == ":" })
    else { return nil }
    return after == 0 ? .left : before == 0 ? .right : .center
  }

  /// Splits a line at its pipes; one after a backslash is text.
  private static func cells(_ line: Scalars) -> [Scalars] {
    var body = LineScan.trimmed(line)
    if body.first == "|" { body = body.dropFirst() }
    var cells: [Scalars] = []
    var cell: [Unicode.Scalar] = []
    var endsWithPipe = false
    for scalar in body {
      endsWithPipe = false
      if scalar != "|" {
        cell.append(scalar)
      } else if cell.last == "\\" {
        cell[cell.count - 1] = "|"
      } else {
        cells.append(LineScan.trimmed(cell[...]))
        cell = []
        endsWithPipe = true
      }
    }
    if !endsWithPipe { cells.append(LineScan.trimmed(cell[...])) }
    return cells
  }

  private static func inlines(_ cell: Scalars) -> [Markdown.Inline] {
    var reader = InlineReader(Array(cell))
    return reader.read()
  }
}
