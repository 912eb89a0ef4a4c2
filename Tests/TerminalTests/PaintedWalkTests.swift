import CNcurses
import Canvas
import Glibc
import Testing

@testable import Terminal
@testable import Workbench

/// Every fiftieth screen of a random walk through an ncurses without a terminal.
@Suite("Whatever is painted", .serialized)
@MainActor
struct PaintedWalkTests {
  /// 20,000 in the long form.
  @Test("2,000 screens of hostile texts: what ncurses holds is what the frame holds")
  func paintedWalk() throws {
    try UTF8Locale.choose()
    let null = open("/dev/null", O_RDWR)
    defer { close(null) }
    let curses = try Curses(
      terminal: try TerminalName(environment: ["TERM": "xterm-256color"]), input: null, output: null, usesColors: true)
    var painter = Painter(colorCount: curses.colorCount)
    var walk = try Walk(seed: Lengths.seed)
    var drawing = Drawing()
    do {
      for _ in 0..<(Lengths.isLong ? 20_000 : 2_000) {
        // As many steps between two screens as a reader leaves out.
        for _ in 0..<(Lengths.isLong ? 50 : 10) { try walk.step() }
        let frame = drawing.frame(of: walk.state)
        if let row = frame.tornRow(walk.state.size) { throw Broken("row \(row) is torn") }
        // ncurses has no screen of no cells.
        guard frame.size.rows > 0, frame.size.columns > 0 else { continue }
        if curses.size != frame.size {
          #expect(resizeterm(Int32(frame.size.rows), Int32(frame.size.columns)) == OK)
        }
        painter.paint(frame, theme: .monochrome)
        let row = walk.random.one(of: 0...(frame.size.rows - 1))
        if let column = wrongColumn(of: frame.row(row), row) {
          throw Broken("row \(row), column \(column) is another one")
        }
      }
    } catch {
      Issue.record("seed \(Lengths.seed), step \(walk.steps): \(error), after \(walk.account)")
    }
  }

  /// The first column of which ncurses holds something else.
  private func wrongColumn(of cells: [Cell], _ row: Int) -> Int? {
    for (column, cell) in cells.enumerated() where cell.width > 0 {
      var text = [wchar_t](repeating: 0, count: 8)
      var attributes: attr_t = 0
      var pair: Int32 = 0
      guard cn_read(Int32(row), Int32(column), &text, &attributes, &pair) == OK else { return column }
      let expected = Run.runs(of: cell)[0].prefix { $0 != 0 }
      if Array(text.prefix { $0 != 0 }) != Array(expected) { return column }
    }
    return nil
  }
}
