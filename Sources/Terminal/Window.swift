import Canvas
import Glibc

/// The window of a terminal, as much of it as is drawn on.
enum Window {
  /// The most that is drawn on; what a larger window has besides stays blank.
  ///
  /// ncurses and our frames keep up to 150 bytes for a cell, and the other end of the line says how many cells there are:
  /// millions of columns by RFC 4254, 6.2. A screen of 3840 by 2160 pixels has 768 by 240 letters of 5 by 9.
  static let largest = Size(columns: 1000, rows: 300)

  /// The size to draw in, one cell at least.
  ///
  /// - Parameters:
  ///   - fallback: where neither the terminal nor the environment tells it.
  ///   - environment: LINES and COLUMNS, for terminals that tell no size.
  static func size(of descriptor: Int32, environment: [String: String], orElse fallback: Size) -> Size {
    var told = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &told) != 0 { told = winsize() }
    func size(_ told: UInt16, _ variable: String, _ fallback: Int, _ largest: Int) -> Int {
      let wanted = told > 0 ? Int(told) : environment[variable].flatMap { Int($0) } ?? fallback
      return min(max(1, wanted), largest)
    }
    return Size(
      columns: size(told.ws_col, "COLUMNS", fallback.columns, largest.columns),
      rows: size(told.ws_row, "LINES", fallback.rows, largest.rows))
  }
}
