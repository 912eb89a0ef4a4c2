import Text

/// A screen as a value: rows of styled cells and a cursor.
///
/// Every row is exactly as wide as the frame: a wide glyph always has its right half beside it, and what would not
/// fit is drawn as spaces. Frames share the rows that are the same by copying, so that a row which nothing was drawn on
/// costs nothing, and is seen to be the same at once.
public struct Frame: Sendable, Equatable {
  public let size: Size
  /// Where the cursor is shown; hidden when nil or outside the frame.
  public var cursor: Point?
  private var rows: [[Cell]]

  /// An empty frame. Negative sizes count as zero.
  public init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    rows = Array(repeating: Array(repeating: .blank(.text), count: self.size.columns), count: self.size.rows)
  }

  /// The whole frame as a rectangle.
  public var bounds: Rect { Rect(size) }

  /// The cell at a place that must be inside the frame.
  public subscript(row: Int, column: Int) -> Cell {
    precondition(bounds.contains(Point(row: row, column: column)), "no cell \(row), \(column)")
    return rows[row][column]
  }

  /// The cells of a row inside the frame.
  public func row(_ row: Int) -> [Cell] { rows[row] }

  /// Takes a row over from another frame of the same width, in the place of one of its own; both must be inside.
  public mutating func take(row: Int, from other: Frame, row source: Int) {
    precondition(other.size.columns == size.columns, "rows of \(other.size.columns) and \(size.columns) columns")
    rows[row] = other.rows[source]
  }

  /// Draws each line of `text` below the one before, clipped to `within` and the frame.
  ///
  /// Substitutes take the role `.substitute`, unless `style` is reversed.
  /// - Returns: The columns that the widest line would use without clipping.
  @discardableResult
  public mutating func draw(_ text: Displayable, at point: Point, style: Style, within: Rect? = nil) -> Int {
    var widest = 0
    for (index, line) in text.lines.enumerated() {
      let start = Point(row: point.row + index, column: point.column)
      widest = max(widest, draw(line, at: start, style: style, within: within))
    }
    return widest
  }

  /// Draws glyphs in one row, clipped to `within` and the frame.
  /// - Returns: The columns that the glyphs would use without clipping.
  @discardableResult
  public mutating func draw(_ glyphs: [Glyph], at point: Point, style: Style, within: Rect? = nil) -> Int {
    let columns = glyphs.reduce(0) { $0 + $1.width }
    change(row: point.row, within) { row in
      var column = point.column
      for glyph in glyphs {
        row.put(glyph, column: column, style: style)
        column += glyph.width
      }
    }
    return columns
  }

  /// Draws one glyph, clipped to `within` and the frame.
  /// - Returns: The columns that it would use without clipping.
  @discardableResult
  public mutating func draw(_ glyph: Glyph, at point: Point, style: Style, within: Rect? = nil) -> Int {
    change(row: point.row, within) { $0.put(glyph, column: point.column, style: style) }
    return glyph.width
  }

  /// A horizontal line over the whole width, or over `within`.
  public mutating func rule(row: Int, style: Style = Style(.rule), within: Rect? = nil) {
    change(row: row, within) { row in
      for column in row.clip { row.set(.rule(style), column: column) }
    }
  }

  /// Makes every cell of a rectangle blank in one style.
  public mutating func fill(_ rect: Rect, _ style: Style) {
    for row in bounds.intersection(rect).rowRange {
      change(row: row, rect) { row in for column in row.clip { row.set(.blank(style), column: column) } }
    }
  }

  /// Changes a row, where it is inside of the frame and of `within`.
  private mutating func change(row: Int, _ within: Rect?, _ draw: (inout RowCells) -> Void) {
    let clip = within.map(bounds.intersection) ?? bounds
    guard clip.rowRange.contains(row), clip.columns > 0 else { return }
    rows[row].withUnsafeMutableBufferPointer { cells in
      var row = RowCells(cells: cells, clip: clip.columnRange)
      draw(&row)
    }
  }
}

/// The cells of a row while it is drawn on, without checks and counts for each of them.
private struct RowCells {
  let cells: UnsafeMutableBufferPointer<Cell>
  /// The columns that may change.
  let clip: Range<Int>

  /// Substitutes take the role `.substitute`, unless `style` is reversed.
  func put(_ glyph: Glyph, column: Int, style: Style) {
    let style = glyph.isSubstitute && !style.reverse ? style.with(.substitute) : style
    let columns = column..<(column + glyph.width)
    guard clip.lowerBound <= columns.lowerBound, columns.upperBound <= clip.upperBound else {
      for column in columns.clamped(to: clip) { set(.blank(style), column: column) }
      return
    }
    for column in columns { separate(column: column) }
    cells[column] = Cell(glyph, style: style)
    if glyph.width == 2 { cells[column + 1] = .rightHalf(style) }
  }

  func set(_ cell: Cell, column: Int) {
    separate(column: column)
    cells[column] = cell
  }

  /// Blanks the other half of a wide glyph that is about to lose the half at this place.
  private func separate(column: Int) {
    switch cells[column].width {
    case 0:
      cells[column - 1] = .blank(cells[column - 1].style)
      cells[column] = .blank(cells[column].style)
    case 2:
      cells[column + 1] = .blank(cells[column + 1].style)
      cells[column] = .blank(cells[column].style)
    default: break
    }
  }
}

extension Style {
  fileprivate func with(_ role: Role) -> Style {
    var style = self
    style.role = role
    return style
  }
}
