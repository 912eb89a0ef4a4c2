import CNcurses
import Canvas
import Glibc
import Testing
import Text

@testable import Terminal

/// ncurses without a terminal: it writes to a file, and its idea of the screen is read back.
@Suite("Painter", .serialized)
@MainActor
struct PainterTests {
  private let size = Size(columns: 12, rows: 3)
  private let theme = Theme(
    name: "test",
    colors: [.warning: Appearance(foreground: .rgb(255, 0, 0), background: .ansi(4), bold: true)])

  @Test("what ncurses holds is what the frame holds")
  func readsBack() throws {
    let output = try ScratchFile()
    let curses = try open("xterm-256color", on: output)
    var painter = Painter(colorCount: curses.colorCount)
    var frame = Frame(size: size)
    frame.draw("世界 e\u{301} नि", at: Point(row: 0, column: 0), style: .text)
    frame.draw("123456789012", at: Point(row: 2, column: 0), style: .text)
    painter.paint(frame, theme: theme)
    #expect(screenText() == "世界 e\u{301} नि\n\n123456789012")
    frame.draw("x", at: Point(row: 0, column: 1), style: .text)
    frame.fill(Rect(row: 2, column: 0, rows: 1, columns: 6), .text)
    painter.paint(frame, theme: theme)
    #expect(screenText() == frame.text)
  }

  @Test("a row that did not change is not sent again, and nothing is sent for an equal frame")
  func changedRowsOnly() throws {
    let output = try ScratchFile()
    let curses = try open("xterm-256color", on: output)
    var painter = Painter(colorCount: curses.colorCount)
    var frame = Frame(size: size)
    frame.draw("first\nsecond", at: Point(row: 0, column: 0), style: .text)
    painter.paint(frame, theme: theme)
    let before = output.contents()
    #expect(before.contains("second"))
    painter.paint(frame, theme: theme)
    #expect(output.contents() == before)
    frame.draw("third", at: Point(row: 0, column: 0), style: .text)
    painter.paint(frame, theme: theme)
    let sent = output.contents().dropFirst(before.count)
    #expect(!sent.contains("second") && !sent.isEmpty)
    painter.invalidate()
    let sofar = output.contents()
    painter.paint(frame, theme: theme)
    #expect(output.contents().dropFirst(sofar.count).contains("second"))
  }

  /// Mostly the look of the cell and back; 40 bytes take 33 ms at 9600 bits a second, which nobody notices.
  @Test(
    "one changed cell is a few bytes, whatever its row holds",
    arguments: [("xterm-256color", 46), ("tmux-256color", 42), ("linux", 40), ("vt100", 20)])
  func bytesOfACell(terminal: String, limit: Int) throws {
    let output = try ScratchFile()
    let curses = try open(terminal, on: output)
    var painter = Painter(colorCount: curses.colorCount)
    var frame = Frame(size: size)
    for row in 0..<size.rows {
      frame.draw("warnings----", at: Point(row: row, column: 0), style: row == 1 ? Style(.warning) : .text)
    }
    painter.paint(frame, theme: theme)
    for (column, text) in [(2, "x"), (3, "y"), (11, "z")] as [(Int, Displayable)] {
      let before = output.contents().utf8.count
      frame.draw(text, at: Point(row: 1, column: column), style: Style(.warning))
      painter.paint(frame, theme: theme)
      let sent = output.contents().utf8.dropFirst(before)
      #expect((1...limit).contains(sent.count), "\(Displayable(String(decoding: sent, as: UTF8.self)))")
    }
    // A cursor that is shown is moved, and shown once.
    let before = output.contents().utf8.count
    frame.cursor = Point(row: 1, column: 3)
    painter.paint(frame, theme: theme)
    frame.cursor = Point(row: 1, column: 4)
    let moved = output.contents().utf8.count
    painter.paint(frame, theme: theme)
    #expect(output.contents().utf8.count > moved && moved > before)
    #expect(output.contents().utf8.count - moved <= 8)
  }

  @Test("roles become colours and attributes", arguments: ["xterm-256color", "linux"])
  func colors(terminal: String) throws {
    let output = try ScratchFile()
    let curses = try open(terminal, on: output)
    var painter = Painter(colorCount: curses.colorCount)
    var frame = Frame(size: size)
    frame.draw("w", at: Point(row: 0, column: 0), style: Style(.warning, reverse: true))
    painter.paint(frame, theme: theme)
    let cell = try #require(read(row: 0, column: 0))
    #expect(cell.attributes & (cn_bold | cn_reverse) == cn_bold | cn_reverse)
    var (foreground, background): (Int32, Int32) = (0, 0)
    #expect(extended_pair_content(cell.pair, &foreground, &background) == OK)
    #expect(foreground == (terminal == "linux" ? 1 : 196))
    #expect(background == 4)
  }

  @Test("terminals without colours show a colour theme in monochrome", arguments: ["vt100", "xterm-256color"])
  func monochrome(terminal: String) throws {
    let output = try ScratchFile()
    let curses = try open(terminal, on: output, usesColors: false)
    #expect(curses.colorCount == 0)
    var painter = Painter(colorCount: curses.colorCount)
    var frame = Frame(size: size)
    frame.draw("w", at: Point(row: 0, column: 0), style: Style(.selected))
    painter.paint(frame, theme: theme)
    let cell = try #require(read(row: 0, column: 0))
    #expect(cell.pair == 0)
    #expect(cell.attributes & cn_reverse == cn_reverse)
  }

  @Test("unknown and line terminals are refused with a remedy")
  func refused() throws {
    let output = try ScratchFile()
    #expect(throws: TerminalError.unknownTerminal("no-such-term")) { _ = try openResult("no-such-term", output) }
    #expect(throws: TerminalError.unknownTerminal(nil)) { _ = try openResult("", output) }
    #expect(throws: TerminalError.lineTerminal("dumb")) { _ = try openResult("dumb", output) }
  }

  @Test("a cell on whose width the C library disagrees becomes U+FFFD of our width")
  func disagreement() throws {
    try UTF8Locale.choose()
    var wrong: [UInt32] = []
    var replaced: [UInt32] = []
    for value in UInt32(0xA0)..<0x20000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var frame = Frame(size: Size(columns: 16, rows: 1))
      frame.draw(Displayable(String(scalar)), at: Point(row: 0, column: 0), style: .text)
      for cell in frame.row(0) where cell.width > 0 {
        let runs = Run.runs(of: cell)
        if runs.reduce(0, { $0 + Int(wcwidth($1[0])) }) != cell.width { wrong.append(value) }
        if runs[0][0] == 0xFFFD { replaced.append(value) }
      }
    }
    #expect(wrong.isEmpty)
    // The C library knows what was there before 2020, but calls some circled numbers wide and one mark a letter.
    let known = Set(0x3248...0x324F as ClosedRange<UInt32>).union([0x1171E, 0xFFFD])
    #expect(replaced.filter { isOld($0) && !known.contains($0) }.map { String($0, radix: 16) } == [])
  }

  private func open(_ terminal: String, on output: ScratchFile, usesColors: Bool = true) throws -> Curses {
    try UTF8Locale.choose()
    let null = Glibc.open("/dev/null", O_RDONLY)
    defer { close(null) }
    let curses = try Curses(
      terminal: try TerminalName(environment: ["TERM": terminal]), input: null, output: output.file,
      usesColors: usesColors)
    #expect(resizeterm(Int32(size.rows), Int32(size.columns)) == OK)
    return curses
  }

  private func openResult(_ terminal: String, _ output: ScratchFile) throws {
    _ = try Curses(
      terminal: try TerminalName(environment: ["TERM": terminal]), input: 0, output: output.file, usesColors: true)
  }

  private func isOld(_ value: UInt32) -> Bool {
    Unicode.Scalar(value)?.properties.age.map { $0.major < 13 } ?? false
  }

  private func read(row: Int, column: Int) -> (text: String, attributes: attr_t, pair: Int32)? {
    var text = [wchar_t](repeating: 0, count: 8)
    var attributes: attr_t = 0
    var pair: Int32 = 0
    guard cn_read(Int32(row), Int32(column), &text, &attributes, &pair) == OK else { return nil }
    var scalars = String.UnicodeScalarView()
    for code in text.prefix(while: { $0 != 0 }) {
      Unicode.Scalar(UInt32(bitPattern: code)).map { scalars.append($0) }
    }
    return (String(scalars), attributes, pair)
  }

  private func screenText() -> String {
    (0..<size.rows).map { row in
      var text = ""
      var column = 0
      while column < size.columns, let cell = read(row: row, column: column) {
        text += cell.text
        column += cell.text.unicodeScalars.first.map { max(1, CellWidth.of($0)) } ?? 1
      }
      return String(text.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}

/// A file without a name, removed by itself.
private final class ScratchFile: Sendable {
  let file: Int32

  init() throws {
    var path = Array("/tmp/painter-XXXXXX".utf8CString)
    file = mkstemp(&path)
    try #require(file >= 0)
    unlink(path)
  }

  func contents() -> String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = pread(file, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  deinit { close(file) }
}
