/// The size of a screen in character cells.
public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A cell's place, counted from the top left corner of the frame.
public struct Point: Hashable, Sendable {
  public var row: Int
  public var column: Int
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A rectangle of cells. It is never of negative size: what does not fit becomes empty.
public struct Rect: Hashable, Sendable {
  public let row: Int
  public let column: Int
  public let rows: Int
  public let columns: Int

  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  /// The whole of a screen.
  public init(_ size: Size) { self.init(row: 0, column: 0, rows: size.rows, columns: size.columns) }

  /// The top left corner.
  public var origin: Point { Point(row: row, column: column) }
  public var size: Size { Size(columns: columns, rows: rows) }
  public var isEmpty: Bool { rows == 0 || columns == 0 }
  public var rowRange: Range<Int> { row..<(row + rows) }
  public var columnRange: Range<Int> { column..<(column + columns) }

  public func contains(_ point: Point) -> Bool {
    rowRange.contains(point.row) && columnRange.contains(point.column)
  }

  /// What remains when `rows` are taken away at the top and bottom and `columns` at either side.
  public func inset(rows: Int = 0, columns: Int = 0) -> Rect {
    inset(top: rows, left: columns, bottom: rows, right: columns)
  }

  public func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rect {
    Rect(
      row: row + min(top, rows), column: column + min(left, columns), rows: rows - top - bottom,
      columns: columns - left - right)
  }

  /// The first `count` rows and the rest.
  public func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
    let count = min(max(0, count), rows)
    return (
      Rect(row: row, column: column, rows: count, columns: columns),
      Rect(row: row + count, column: column, rows: rows - count, columns: columns)
    )
  }

  /// The last `count` rows and the rest.
  public func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
    let (rest, bottom) = splitTop(rows - min(max(0, count), rows))
    return (rest, bottom)
  }

  /// The first `count` columns and the rest.
  public func splitLeft(_ count: Int) -> (left: Rect, rest: Rect) {
    let count = min(max(0, count), columns)
    return (
      Rect(row: row, column: column, rows: rows, columns: count),
      Rect(row: row, column: column + count, rows: rows, columns: columns - count)
    )
  }

  /// A rectangle of at most this size in the middle.
  public func centered(_ size: Size) -> Rect {
    let (rows, columns) = (min(size.rows, rows), min(size.columns, columns))
    return Rect(
      row: row + (self.rows - rows) / 2, column: column + (self.columns - columns) / 2, rows: rows, columns: columns)
  }

  /// The cells that both hold.
  public func intersection(_ other: Rect) -> Rect {
    let (top, left) = (max(row, other.row), max(column, other.column))
    return Rect(
      row: top, column: left, rows: min(row + rows, other.row + other.rows) - top,
      columns: min(column + columns, other.column + other.columns) - left)
  }
}
