import Canvas
import Glibc
import Testing

@testable import Terminal

@Suite("The window of a terminal")
struct WindowTests {
  private let fallback = Size(columns: 80, rows: 24)

  /// - Parameter told: columns and rows that the terminal tells.
  private func size(_ told: (Int, Int), _ environment: [String: String] = [:]) throws -> Size {
    var (master, replica): (Int32, Int32) = (-1, -1)
    var window = winsize(ws_row: UInt16(told.1), ws_col: UInt16(told.0), ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&master, &replica, nil, nil, &window) == 0)
    defer { for end in [master, replica] { close(end) } }
    return Window.size(of: replica, environment: environment, orElse: fallback)
  }

  @Test(
    "It is what the terminal tells, up to a limit",
    arguments: [
      ((80, 24), Size(columns: 80, rows: 24)), ((1, 1), Size(columns: 1, rows: 1)),
      ((1, 500), Size(columns: 1, rows: 300)), ((10_000, 10_000), Window.largest), ((65_535, 65_535), Window.largest),
      ((0, 0), Size(columns: 80, rows: 24)), ((0, 7), Size(columns: 80, rows: 7)),
    ])
  func told(_ told: (Int, Int), _ size: Size) throws { #expect(try self.size(told) == size) }

  @Test(
    "LINES and COLUMNS stand in for a terminal that tells nothing, and only numbers do",
    arguments: [
      (["COLUMNS": "100", "LINES": "30"], Size(columns: 100, rows: 30)),
      (["COLUMNS": "999999999", "LINES": "2147483647"], Window.largest),
      (["COLUMNS": "-5", "LINES": "0"], Size(columns: 1, rows: 1)),
      (["COLUMNS": "\u{1B}[2J", "LINES": String(repeating: "9", count: 100_000)], Size(columns: 80, rows: 24)),
    ])
  func environment(_ variables: [String: String], _ size: Size) throws {
    #expect(try self.size((0, 0), variables) == size)
    #expect(try self.size((50, 20), variables) == Size(columns: 50, rows: 20))
  }

  @Test("There is no terminal: the rest is taken") func noTerminal() {
    #expect(Window.size(of: -1, environment: [:], orElse: fallback) == fallback)
  }
}

@Suite("TERM")
struct TerminalNameTests {
  @Test(
    "Names of descriptions are names",
    arguments: ["xterm-256color", "vt100", "9term", "screen.xterm-256color", "xterm+256color", "ti_ansi", "iTerm2.app"])
  func names(_ name: String) throws { #expect(try TerminalName(environment: ["TERM": name]).text == name) }

  @Test(
    "Paths, escapes and floods are none",
    arguments: [
      "../../etc/passwd", "/etc/passwd", ".", "..", ".x", "-x", "_x", "+x", "x\u{1B}[2J", "x y", "x\n", "é", "hex:1A01",
      "x;y", "%s", String(repeating: "x", count: 65), String(repeating: "x", count: 10_240),
    ])
  func others(_ name: String) {
    #expect(throws: TerminalError.unknownTerminal(name)) { _ = try TerminalName(environment: ["TERM": name]) }
  }

  @Test("Without one, it is not set", arguments: [[:], ["TERM": ""]])
  func missing(_ environment: [String: String]) {
    #expect(throws: TerminalError.unknownTerminal(nil)) { _ = try TerminalName(environment: environment) }
  }

  @Test("A sentence about it is short and clean")
  func sentence() {
    let name = "\u{1B}]0;x\u{7}" + String(repeating: "\u{202E}y", count: 100_000)
    let sentence = TerminalError.unknownTerminal(name).description
    #expect(sentence.count < 200 && sentence.contains("--plain"))
    #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
  }
}
