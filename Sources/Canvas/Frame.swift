import Text

/// A screen as a value: rows of styled cells and a cursor.
///
/// Every row is exactly as wide as the frame: a wide glyph always has its right half beside it, and what would not
/// fit is drawn as spaces.
public struct Frame: Sendable, Equatable {
  public let size: Size
  /// Where the cursor is shown; hidden when nil or outside the frame.
  public var cursor: Point?
  private var cells: [Cell]

  /// An empty frame. Negative sizes count as zero.
  public init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank(.text), count: self.size.rows * self.size.columns)
  }

  /// The whole frame as a rectangle.
  public var bounds: Rect { Rect(size) }

  /// The cell at a place that must be inside the frame.
  public subscript(row: Int, column: Int) -> Cell {
    precondition(bounds.contains(Point(row: row, column: column)), "no cell \(row), \(column)")
    return cells[row * size.columns + column]
  }

  /// The cells of a row inside the frame.
  public func row(_ row: Int) -> ArraySlice<Cell> { cells[(row * size.columns)..<((row + 1) * size.columns)] }

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
    let clip = within.map(bounds.intersection) ?? bounds
    let isVisible = clip.rowRange.contains(point.row)
    var column = point.column
    for glyph in glyphs {
      if isVisible { draw(glyph, row: point.row, column: column, style: style, clip: clip) }
      column += glyph.width
    }
    return column - point.column
  }

  /// Draws one glyph, clipped to `within` and the frame.
  /// - Returns: The columns that it would use without clipping.
  @discardableResult
  public mutating func draw(_ glyph: Glyph, at point: Point, style: Style, within: Rect? = nil) -> Int {
    let clip = within.map(bounds.intersection) ?? bounds
    if clip.rowRange.contains(point.row) {
      draw(glyph, row: point.row, column: point.column, style: style, clip: clip)
    }
    return glyph.width
  }

  private mutating func draw(_ glyph: Glyph, row: Int, column: Int, style: Style, clip: Rect) {
    let isMarked = glyph.isSubstitute && !style.reverse
    put(glyph, row: row, column: column, style: isMarked ? style.with(.substitute) : style, clip: clip)
  }

  /// A horizontal line over the whole width, or over `within`.
  public mutating func rule(row: Int, style: Style = Style(.rule), within: Rect? = nil) {
    let clip = within.map(bounds.intersection) ?? bounds
    guard clip.rowRange.contains(row) else { return }
    for column in clip.columnRange { set(.rule(style), row: row, column: column) }
  }

  /// Makes every cell of a rectangle blank in one style.
  public mutating func fill(_ rect: Rect, _ style: Style) {
    let clip = bounds.intersection(rect)
    for row in clip.rowRange { for column in clip.columnRange { set(.blank(style), row: row, column: column) } }
  }

  private mutating func put(_ glyph: Glyph, row: Int, column: Int, style: Style, clip: Rect) {
    let columns = column..<(column + glyph.width)
    if clip.columnRange.lowerBound <= columns.lowerBound, columns.upperBound <= clip.columnRange.upperBound {
      for column in columns { separate(row: row, column: column) }
      cells[row * size.columns + column] = Cell(glyph, style: style)
      if glyph.width == 2 { cells[row * size.columns + column + 1] = .rightHalf(style) }
    } else {
      for column in columns.clamped(to: clip.columnRange) { set(.blank(style), row: row, column: column) }
    }
  }

  private mutating func set(_ cell: Cell, row: Int, column: Int) {
    separate(row: row, column: column)
    cells[row * size.columns + column] = cell
  }

  /// Blanks the other half of a wide glyph that is about to lose the half at this place.
  private mutating func separate(row: Int, column: Int) {
    let index = row * size.columns + column
    switch cells[index].width {
    case 0:
      cells[index - 1] = .blank(cells[index - 1].style)
      cells[index] = .blank(cells[index].style)
    case 2:
      cells[index + 1] = .blank(cells[index + 1].style)
      cells[index] = .blank(cells[index].style)
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
