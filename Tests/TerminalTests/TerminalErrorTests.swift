import Terminal
import Testing

@Suite("Terminal errors")
struct TerminalErrorTests {
  @Test(
    "say what to do",
    arguments: [
      (
        .notATerminal(.input),
        "standard input is not a terminal; run this in a terminal, add --plain, or use scholium pipe"
      ),
      (.unknownTerminal(nil), "TERM is not set; try again with TERM=xterm-256color, or add --plain"),
      (
        .unknownTerminal("x\u{1B}c"),
        "this machine does not know the terminal 'x^[c'; try again with TERM=xterm-256color, TERM=vt100, or add --plain"
      ),
      (
        .lineTerminal("dumb"),
        "the terminal 'dumb' can't place its cursor; add --plain, which needs none, or try TERM=vt100"
      ),
    ] as [(TerminalError, String)])
  func messages(error: TerminalError, message: String) { #expect(error.description == message) }
}
