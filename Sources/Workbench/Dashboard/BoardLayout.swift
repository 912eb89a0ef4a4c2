import Canvas
import Text

/// Where the panels of a board stand: one below the other on a narrow screen, side by side on a wide one. Rows count
/// from the board's top, which may be above the screen.
struct BoardLayout {
  struct Place: Hashable {
    let panel: BoardPanel
    let rect: Rect
  }

  /// A figure with examples, and where its text stands.
  struct Spot: Hashable {
    let behind: BoardCell.Behind
    let row: Int
    /// Where the text ends.
    let column: Int
    /// Of the columns of panels.
    let stack: Int
  }

  private static let gap = 3
  /// Rows that a chart may have.
  private static let tallest = 20

  let places: [Place]
  let spots: [Spot]
  let height: Int

  /// Where the board stands on the screen.
  static func body(_ size: Size) -> Rect {
    let margin = size.columns >= 60 ? 1 : 0
    return Rect(row: 2, column: margin, rows: max(1, size.rows - 4), columns: size.columns - 2 * margin)
  }

  init(_ board: Board, on size: Size) {
    let body = Self.body(size)
    let count = size.columns < 120 ? 1 : size.columns < 170 ? 2 : 3
    let width = (body.columns - (count - 1) * Self.gap) / count
    var stacks = Array(repeating: [(panel: BoardPanel, rows: Int)](), count: count)
    var heights = Array(repeating: 0, count: count)
    for panel in board.panels {
      let stack = heights.indices.min { heights[$0] < heights[$1] } ?? 0
      let rows = panel.fewestRows
      stacks[stack].append((panel, rows))
      heights[stack] += rows + 1
    }
    var places: [Place] = []
    var spots: [Spot] = []
    for (stack, panels) in stacks.enumerated() {
      var row = 0
      let room = body.rows - heights[stack] + 1
      for (panel, rows) in Self.stretched(panels, into: room) {
        let rect = Rect(row: row, column: body.column + stack * (width + Self.gap), rows: rows, columns: width)
        places.append(Place(panel: panel, rect: rect))
        if case .table(let table) = panel.content {
          let columns = TableColumnLayout(table, width: rect.columns - TableColumnLayout.mark)
          for (line, cells) in table.rows.prefix(panel.tableRows(in: rows)).enumerated() {
            for (index, cell) in cells.enumerated() where columns.isShown(index) {
              guard let behind = cell.behind else { continue }
              let end = rect.column + TableColumnLayout.mark + columns.ends[index]
              spots.append(Spot(behind: behind, row: row + 1 + line, column: end, stack: stack))
            }
          }
        }
        row += rows + 1
      }
    }
    self.places = places
    self.spots = spots
    height = places.map { $0.rect.rowRange.upperBound }.max() ?? 0
  }

  /// Gives spare rows first to tables that are cut short, then to charts.
  private static func stretched(
    _ panels: [(panel: BoardPanel, rows: Int)], into room: Int
  ) -> [(panel: BoardPanel, rows: Int)] {
    var (panels, room) = (panels, max(0, room))
    for index in panels.indices where !panels[index].panel.isChart {
      let more = min(room, panels[index].panel.mostRows - panels[index].rows)
      panels[index].rows += more
      room -= more
    }
    let charts = panels.indices.filter { panels[$0].panel.isChart }
    for (place, index) in charts.enumerated() {
      let more = min(room / (charts.count - place), tallest - panels[index].rows)
      panels[index].rows += more
      room -= more
    }
    return panels
  }
}

extension BoardPanel {
  var isChart: Bool {
    switch content {
    case .table: false
    case .bars, .line: true
    }
  }

  /// Rows of a table where there is no room to spare.
  private static let fewestTableRows = 10

  fileprivate var fewestRows: Int {
    switch content {
    case .table(let table): 1 + min(table.rows.count, Self.fewestTableRows)
    case .bars, .line: 5
    }
  }

  private static let mostTableRows = 24

  fileprivate var mostRows: Int {
    if case .table(let table) = content { 1 + min(table.rows.count, Self.mostTableRows) } else { fewestRows }
  }

  /// How many rows of a table a panel of some height shows: the last row tells of the others, if there are any.
  func tableRows(in height: Int) -> Int {
    guard case .table(let table) = content else { return 0 }
    return table.rows.count < height ? table.rows.count : max(0, height - 2)
  }
}

/// How wide the columns of a table are.
struct TableColumnLayout {
  /// Columns for the mark of the row with the cursor.
  static let mark = 2
  private static let gap = 2
  private static let fewestWords = 16
  private static let barWidths = [ProgressBar.width, 8, 0]

  /// Where each column ends, from the table's start; columns without room end where they begin.
  let ends: [Int]
  let widths: [Int]

  init(_ table: BoardTable, width: Int) {
    var widths = table.columns.enumerated().map { index, column -> Int in
      let texts = table.rows.map { $0.indices.contains(index) ? $0[index].text.width : 0 }
      return switch column.kind {
      case .words: 0
      case .figure: max(column.heading.width, texts.max() ?? 0)
      case .bar: Self.barWidths[0]
      }
    }
    func used() -> Int { widths.reduce(0) { $0 + ($1 > 0 ? $1 + Self.gap : 0) } }
    let words = table.columns.indices.filter { table.columns[$0].kind == .words }
    // A bar says what a figure beside it says, so it goes first.
    for index in table.columns.indices where table.columns[index].kind == .bar {
      for smaller in Self.barWidths.dropFirst()
      where width - used() < words.count * (Self.fewestWords + Self.gap) { widths[index] = smaller }
    }
    for index in table.columns.indices.reversed() where table.columns[index].kind == .figure {
      if width - used() < words.count * (Self.fewestWords + Self.gap) { widths[index] = 0 }
    }
    if !words.isEmpty {
      let room = max(0, width - used() - (words.count - 1) * Self.gap)
      for (place, index) in words.enumerated() {
        widths[index] = room / words.count + (place < room % words.count ? 1 : 0)
      }
    }
    var ends: [Int] = []
    var end = 0
    for width in widths {
      if width > 0 { end += (end > 0 ? Self.gap : 0) + width }
      ends.append(end)
    }
    self.widths = widths
    self.ends = ends
  }

  func isShown(_ index: Int) -> Bool { widths.indices.contains(index) && widths[index] > 0 }
}
