import CNcurses
import CTerminalGuard
import Canvas
import Glibc

/// The terminal while the workbench has it. When the value ends, the terminal is as it was before.
///
/// There is one at a time. It keeps the main thread: `next` waits there, and other threads reach it by an `Inbox`.
@MainActor
public struct Session: ~Copyable {
  /// Milliseconds for the rest of a key's sequence; slow lines need more: ESCDELAY.
  private static let escapeDelay: Int32 = 25
  /// Seconds for an orderly end after a signal, for a write to a stopped terminal may never return.
  private static let grace: UInt32 = 10
  private nonisolated static let pasteMarksOn = "\u{1B}[?2004h"
  private nonisolated static let pasteMarksOff = "\u{1B}[?2004l"
  /// Leaves the alternate screen, shows the cursor, and turns the mouse, paste marks, keypad mode and attributes off.
  private nonisolated static let reset =
    MouseReport.off + pasteMarksOff + "\u{1B}[?1l\u{1B}>\u{1B}[?1049l\u{1B}[?25h\u{1B}[m"

  /// What TERM said.
  public let terminal: String
  /// Colours that the session uses; 0 for none.
  public var colorCount: Int { curses.colorCount }
  /// False where the terminal has no mouse to tell of.
  public let hasMouse: Bool
  /// Whether clicks come to us; the terminal's own selection works while they don't.
  public private(set) var isMouseOn = false
  /// The size of the screen now.
  public var size: Size { curses.size }

  let curses: Curses
  let signals: WakePipe
  var decoder = KeyDecoder()
  private var painter: Painter
  /// After a hangup the terminal takes nothing any more.
  var isGone = false

  /// Takes over the terminal on standard input and output.
  /// - Parameter environment: TERM, ESCDELAY (milliseconds) and NO_COLOR are read from it.
  /// - Throws: When this can't be done; the terminal is then as it was.
  public init(environment: [String: String]) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
    try UTF8Locale.choose()
    let signals = try WakePipe()
    guard terminal_guard_arm(STDOUT_FILENO, Self.reset) == 0 else { throw .notATerminal(.output) }
    guard terminal_guard_forward_signals(signals.writer, Self.grace) == 0 else {
      terminal_guard_disarm()
      throw .noResources
    }
    let curses = try Self.openCurses(environment: environment)
    let terminal = environment["TERM"] ?? ""
    // The Linux console's description names a mouse, but its kernel reports none.
    let hasMouse = cn_has("kmous") && !terminal.hasPrefix("linux")
    // Nothing of `self` is read before all of it is there: the optimizer of Swift 6.3 takes the painter for an old one
    // then, and lets go of what is not.
    painter = Painter(colorCount: curses.colorCount)
    self.curses = curses
    self.signals = signals
    self.terminal = terminal
    self.hasMouse = hasMouse
    terminal_guard_forward_resize()
    Self.send(Self.pasteMarksOn)
  }

  /// Opens the screen; on failure it leaves the terminal as it was.
  private static func openCurses(environment: [String: String]) throws(TerminalError) -> Curses {
    let delay = environment["ESCDELAY"].flatMap { Int32($0) }.map { min(max($0, 0), 2000) } ?? escapeDelay
    do {
      let curses = try Curses(
        terminal: environment["TERM"], input: STDIN_FILENO, output: STDOUT_FILENO,
        usesColors: (environment["NO_COLOR"] ?? "").isEmpty)
      try curses.readKeys(escapeDelay: delay)
      return curses
    } catch {
      terminal_guard_stop_forwarding()
      terminal_guard_restore_modes()
      terminal_guard_disarm()
      throw error
    }
  }

  /// Shows a frame. After a hangup it does nothing.
  public mutating func paint(_ frame: Frame, theme: Theme) {
    guard !isGone else { return }
    painter.paint(frame, theme: theme)
  }

  /// Switches the mouse on or off; nothing happens where the terminal has none.
  public mutating func setMouse(_ isOn: Bool) {
    guard hasMouse, isOn != isMouseOn else { return }
    isMouseOn = isOn
    decoder.expectsMouse = isOn
    if !isGone { Self.send(isOn ? MouseReport.on : MouseReport.off) }
  }

  /// The terminal gets back what it had, and the program stops until it is called to the foreground. The screen has
  /// to be painted afterwards.
  public mutating func suspend() {
    guard !isGone else { return }
    Self.send(isMouseOn ? MouseReport.off + Self.pasteMarksOff : Self.pasteMarksOff)
    cn_leave()
    terminal_guard_stop_program()
    resume()
  }

  /// Takes the terminal over again after the program was stopped.
  mutating func resume() {
    reset_prog_mode()
    Self.send(isMouseOn ? Self.pasteMarksOn + MouseReport.on : Self.pasteMarksOn)
    painter.invalidate()
    clearok(cn_screen(), true)
  }

  /// Gives the terminal back. Ending the value does the same.
  public consuming func close() {}

  deinit {
    if !isGone, Self.takesOutput() {
      Self.send(isMouseOn ? MouseReport.off + Self.pasteMarksOff : Self.pasteMarksOff)
      cn_leave()
    } else {
      terminal_guard_restore_modes()
    }
    terminal_guard_disarm()
    terminal_guard_stop_forwarding()
    alarm(0)
  }

  private nonisolated static func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  /// False when the terminal has been stopped or its line is stuck: a write would wait for ever.
  private nonisolated static func takesOutput() -> Bool {
    var wanted = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&wanted, 1, 1000) == 1 && wanted.revents & Int16(POLLHUP | POLLERR | POLLNVAL) == 0
  }
}
