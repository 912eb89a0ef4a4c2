import Canvas
import Text

/// What the cursor stands on.
enum BoardStop: Hashable, Sendable {
  case figure(Figure)
  /// A panel without figures that have examples, by its title: no panel is jumped over.
  case panel(Displayable)
}

/// Where the panels of a board stand: one below the other on a narrow screen, side by side on a wide one. Rows count
/// from the board's top, which may be above the screen.
struct BoardLayout {
  struct Place: Hashable {
    let panel: BoardPanel
    let rect: Rect
  }

  /// Something that the cursor can stand on, and where its text stands.
  struct Spot: Hashable {
    let stop: BoardStop
    /// Nil for a panel.
    let behind: BoardCell.Behind?
    /// The title of its panel.
    let panel: Displayable
    let row: Int
    /// Where the text ends.
    let column: Int
    /// Of the columns of panels.
    let stack: Int
    /// The rows that are on the screen with it, as far as there is room.
    let sight: Range<Int>
  }

  private static let gap = 3
  /// Columns of a panel on a screen of 80: no table shows less on a wider one.
  static let roomy = 78
  /// Columns that a panel beside others has at least.
  private static let narrowest = 48
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
    let widths = Self.widths(of: body.columns)
    var stacks = Array(repeating: [(panel: BoardPanel, rows: Int)](), count: widths.count)
    var heights = Array(repeating: 0, count: widths.count)
    for panel in board.panels {
      let whole = widths.indices.filter { panel.isWhole(on: widths[$0]) }
      let stack = whole.min { heights[$0] < heights[$1] } ?? 0
      let rows = panel.fewestRows
      stacks[stack].append((panel, rows))
      heights[stack] += rows + 1
    }
    var places: [Place] = []
    var spots: [Spot] = []
    var column = body.column
    for (stack, panels) in stacks.enumerated() {
      var row = 0
      let room = body.rows - heights[stack] + 1
      for (panel, rows) in Self.stretched(panels, into: room) {
        let rect = Rect(row: row, column: column, rows: rows, columns: widths[stack])
        places.append(Place(panel: panel, rect: rect))
        spots += Self.spots(of: panel, at: rect, stack: stack)
        row += rows + 1
      }
      column += widths[stack] + Self.gap
    }
    self.places = places
    self.spots = spots
    height = places.map { $0.rect.rowRange.upperBound }.max() ?? 0
  }

  /// How wide the columns of panels are: the first as on a screen of 80 at least, for the tables that need it.
  private static func widths(of columns: Int) -> [Int] {
    for count in [3, 2] {
      let room = columns - (count - 1) * gap
      let first = max(roomy, room / count)
      let others = (room - first) / (count - 1)
      if others >= narrowest { return [first] + Array(repeating: others, count: count - 1) }
    }
    return [columns]
  }

  private static func spots(of panel: BoardPanel, at rect: Rect, stack: Int) -> [Spot] {
    var spots: [Spot] = []
    if case .table(let table) = panel.content {
      let columns = TableColumnLayout(table, width: rect.columns - TableColumnLayout.mark)
      let shown = panel.tableRows(in: rect.rows)
      for (line, cells) in table.rows.prefix(shown).enumerated() {
        let row = rect.row + 1 + line
        // With the title, or the row above; and with what is said below of rows that have no room.
        let sight = row - 1..<(line == shown - 1 ? rect.rowRange.upperBound : row + 1)
        for (index, cell) in cells.enumerated() where columns.isShown(index) {
          guard let behind = cell.behind else { continue }
          spots.append(
            Spot(
              stop: .figure(behind.figure), behind: behind, panel: panel.title, row: row,
              column: rect.column + TableColumnLayout.mark + columns.ends[index], stack: stack, sight: sight))
        }
      }
    }
    guard spots.isEmpty else { return spots }
    return [
      Spot(
        stop: .panel(panel.title), behind: nil, panel: panel.title, row: rect.row, column: rect.column, stack: stack,
        sight: rect.rowRange)
    ]
  }

  /// Gives spare rows first to tables that are cut short, then to charts, and what those cannot use to long tables.
  private static func stretched(
    _ panels: [(panel: BoardPanel, rows: Int)], into room: Int
  ) -> [(panel: BoardPanel, rows: Int)] {
    var (panels, room) = (panels, max(0, room))
    func lengthen(to most: (BoardPanel) -> Int) {
      for index in panels.indices {
        let more = max(0, min(room, most(panels[index].panel) - panels[index].rows))
        panels[index].rows += more
        room -= more
      }
    }
    lengthen { $0.mostRows }
    let charts = panels.indices.filter { panels[$0].panel.isChart }
    for (place, index) in charts.enumerated() {
      let more = min(room / (charts.count - place), tallest - panels[index].rows)
      panels[index].rows += more
      room -= more
    }
    lengthen { $0.wholeRows }
    return panels
  }
}

extension BoardPanel {
  /// True where it shows all that it does on a screen of 80 columns.
  fileprivate func isWhole(on columns: Int) -> Bool {
    guard case .table(let table) = content, columns < BoardLayout.roomy else { return true }
    func shown(_ columns: Int) -> [Int] {
      let layout = TableColumnLayout(table, width: columns - TableColumnLayout.mark)
      return table.columns.indices.filter { layout.isShown($0) }
    }
    return shown(columns).count >= shown(BoardLayout.roomy).count
  }

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

  /// Rows of a table that a chart leaves it.
  private static let mostTableRows = 24

  fileprivate var mostRows: Int { min(wholeRows, 1 + Self.mostTableRows) }

  fileprivate var wholeRows: Int {
    if case .table(let table) = content { 1 + table.rows.count } else { fewestRows }
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
  /// Columns in which a bar still says something.
  private static let fewestBar = 3

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
    // A long bar says little more than a short one, and less than words that are cut.
    let longest = words.map { index in
      table.rows.map { $0.indices.contains(index) ? $0[index].text.oneLine.width : 0 }.max() ?? 0
    }
    for index in table.columns.indices where widths[index] > 0 && table.columns[index].kind == .bar {
      let lacking = used() + words.count * Self.gap + longest.reduce(0, +) - Self.gap - width
      let shorter = widths[index] - max(0, lacking)
      widths[index] = shorter >= Self.fewestBar ? shorter : min(widths[index], Self.barWidths[1])
    }
    // What is beside the point goes first, and of that and of the rest figures with examples last: what is not there
    // cannot be opened.
    let figures = table.columns.indices.reversed().filter { table.columns[$0].kind == .figure }
    let opened = figures.filter { index in
      table.rows.contains { $0.indices.contains(index) && $0[index].behind != nil }
    }
    let byWeight = figures.filter { !opened.contains($0) } + opened
    for index in byWeight.filter({ table.columns[$0].isAside }) + byWeight.filter({ !table.columns[$0].isAside })
    where width - used() < words.count * (Self.fewestWords + Self.gap) { widths[index] = 0 }
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
