import Text

/// Rows in columns as wide as their widest cell.
struct Table {
  enum Alignment {
    case left, right
  }

  private var rows: [[Displayable]]
  private let alignments: [Alignment]

  init(_ columns: [(title: Displayable, alignment: Alignment)]) {
    rows = [columns.map(\.title)]
    alignments = columns.map(\.alignment)
  }

  mutating func add(_ cells: [Displayable]) {
    rows.append(cells.map(\.oneLine))
  }

  /// One line a row, the titles first.
  var lines: [Displayable] {
    let widths = alignments.indices.map { column in rows.map { $0[column].width }.max() ?? 0 }
    return rows.map { row in
      var cells = zip(row, zip(widths, alignments)).map { cell, form in
        let fill = Displayable(String(repeating: " ", count: form.0 - cell.width))
        return form.1 == .left ? cell + fill : fill + cell
      }
      // No spaces at the end of a line.
      if alignments.last == .left, let last = row.last { cells[cells.count - 1] = last }
      return cells.joined(separator: "  ")
    }
  }
}
