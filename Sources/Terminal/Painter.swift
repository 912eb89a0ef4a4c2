import CNcurses
import Canvas

/// Hands the rows of a frame that changed to ncurses, which sends the difference to the terminal.
@MainActor
struct Painter {
  private let colorCount: Int
  private var shown: Frame?
  private var theme: Theme?
  private var palette: Palette

  /// A painter for the screen that is open now.
  init(colorCount: Int) {
    self.colorCount = colorCount
    palette = Palette(.monochrome, colorCount: colorCount)
  }

  /// Forgets what is on the screen: the next frame is sent whole.
  mutating func invalidate() { shown = nil }

  /// Draws a frame; what goes over the edge of the screen is left out.
  mutating func paint(_ frame: Frame, theme: Theme) {
    if theme != self.theme {
      palette = Palette(theme, colorCount: colorCount)
      self.theme = theme
      shown = nil
    }
    let screen = cn_screen()
    if shown?.size != frame.size {
      shown = nil
      wclear(screen)
    }
    let size = Size(columns: Int(getmaxx(screen)), rows: Int(getmaxy(screen)))
    for row in 0..<min(size.rows, frame.size.rows) {
      let columns = Self.changed(from: shown?.row(row), to: frame.row(row))
      if !columns.isEmpty { paint(frame.row(row), columns, row: Int32(row), width: size.columns) }
    }
    place(frame.cursor.flatMap { Rect(size).contains($0) ? $0 : nil })
    wrefresh(screen)
    shown = frame
  }

  /// The columns of a row between its first and its last change; whole glyphs of the new row.
  private static func changed(from old: [Cell]?, to new: [Cell]) -> Range<Int> {
    guard let old, old.count == new.count else { return 0..<new.count }
    return old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        // Rows that frames share are the same.
        guard old.baseAddress != new.baseAddress else { return 0..<0 }
        var first = 0
        while first < new.count, new[first] == old[first] { first += 1 }
        guard first < new.count else { return 0..<0 }
        var end = new.count
        while new[end - 1] == old[end - 1] { end -= 1 }
        while first > 0, new[first].width == 0 { first -= 1 }
        return first..<end
      }
    }
  }

  private mutating func paint(_ cells: [Cell], _ columns: Range<Int>, row: Int32, width: Int) {
    // What is painted whole may cover what ncurses knows of and we don't.
    if columns.count == cells.count {
      wmove(cn_screen(), row, 0)
      wclrtoeol(cn_screen())
    }
    var column = columns.lowerBound
    while column < columns.upperBound {
      let cell = cells[column]
      let ink = palette.ink(cell.style)
      let ascii = Self.ascii(in: cells[column..<min(columns.upperBound, width)], style: cell.style)
      if !ascii.isEmpty {
        cn_put_ascii(row, Int32(column), ascii, Int32(ascii.count), ink.attributes, ink.pair)
        column += ascii.count
        continue
      }
      defer { column += 1 }
      guard cell.width > 0, column + cell.width <= width else { continue }
      // The result is ignored: the cell in the corner is drawn although ncurses reports an error for it.
      for (offset, run) in Run.runs(of: cell).enumerated() {
        _ = cn_put(row, Int32(column + offset), run, ink.attributes, ink.pair)
      }
    }
  }

  /// The printable ASCII characters of one style at the start of some cells: by far the most of a screen, and all that
  /// the C library must agree on.
  private static func ascii(in cells: ArraySlice<Cell>, style: Style) -> [UInt8] {
    var text: [UInt8] = []
    for cell in cells {
      guard cell.style == style, let character = cell.content.ascii else { break }
      text.append(character)
    }
    return text
  }

  /// Without a place the cursor stays where the last change was: hidden as a rule, so that moving it would cost bytes
  /// which nobody sees.
  private func place(_ cursor: Point?) {
    curs_set(cursor == nil ? 0 : 1)
    leaveok(cn_screen(), cursor == nil)
    if let cursor { wmove(cn_screen(), Int32(cursor.row), Int32(cursor.column)) }
  }
}

/// What ncurses can hold in a cell: a spacing scalar, at most four marks, and the end mark.
enum Run {
  /// One run for a cell as a rule. Where the C library takes another width for the cell than we do, ncurses would
  /// shift the rest of the row: U+FFFD stands there instead, with a space beside it in place of a wide glyph.
  static func runs(of cell: Cell) -> [[wchar_t]] {
    let scalars = cell.content.scalars.map { wchar_t(bitPattern: $0.value) }
    let isAgreed =
      scalars.first.map { wcwidth($0) == Int32(cell.width) } ?? false
      && scalars.dropFirst().allSatisfy { wcwidth($0) == 0 }
    guard !isAgreed else { return [scalars + [0]] }
    return [[0xFFFD, 0]] + Array(repeating: [0x20, 0], count: cell.width - 1)
  }
}
