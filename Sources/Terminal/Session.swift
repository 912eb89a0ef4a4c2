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
  /// Seconds until a signal is read, after which it ends the program.
  private static let grace: UInt32 = 10
  /// Milliseconds that the terminal has for taking its last output.
  private nonisolated static let farewell: Int32 = 250
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
  /// The size of the screen now: that of the window, up to `Window.largest`.
  public var size: Size { curses.size }

  let curses: Curses
  let signals: WakePipe
  var decoder = KeyDecoder()
  private var painter: Painter
  /// After a hangup the terminal takes nothing any more.
  var isGone = false
  /// True while the terminal does not read what was written to it. Keys wait then: they would be for a screen that
  /// nobody has seen.
  var isBehind = false
  /// True where more keys came at once than are taken at once.
  var hasMoreKeys = false
  /// What came while the terminal was asked about itself.
  var typedAhead: [Gesture] = []
  var isAsked = false
  var knownBackground: RGB?
  let canSuspend: Bool
  /// Whether it can be asked about itself.
  let answersQuestions: Bool
  private let environment: [String: String]

  /// The variables that a session reads.
  public static let variables = ["TERM", "ESCDELAY", "NO_COLOR", "LINES", "COLUMNS"]

  /// Takes over the terminal on standard input and output.
  /// - Parameters:
  ///   - environment: TERM, ESCDELAY (milliseconds) and NO_COLOR are read from it, LINES and COLUMNS where the terminal
  ///     tells no size.
  ///   - canSuspend: false where no shell could call the program back: then nothing stops it.
  /// - Throws: When this can't be done; the terminal is then as it was.
  public init(environment: [String: String], canSuspend: Bool = true) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
    let terminal = try TerminalName(environment: environment)
    try UTF8Locale.choose()
    let signals = try WakePipe()
    guard terminal_guard_arm(STDOUT_FILENO, Self.reset) == 0 else { throw .notATerminal(.output) }
    guard terminal_guard_forward_signals(signals.writer, STDOUT_FILENO, Self.grace) == 0 else {
      terminal_guard_disarm()
      throw .noResources
    }
    let curses = try Self.openCurses(terminal, environment: environment)
    // The Linux console's description names a mouse, but its kernel reports none.
    let isConsole = terminal.text.hasPrefix("linux")
    let hasMouse = cn_has("kmous") && !isConsole
    // The console is black, and old kernels print the question.
    let answersQuestions = cn_says("u9", "\u{1B}[c") && !isConsole
    // Nothing of `self` is read before all of it is there: the optimizer of Swift 6.3 takes the painter for an old one
    // then, and lets go of what is not.
    painter = Painter(colorCount: curses.colorCount)
    self.curses = curses
    self.signals = signals
    self.terminal = terminal.text
    self.hasMouse = hasMouse
    self.canSuspend = canSuspend
    self.answersQuestions = answersQuestions
    self.environment = environment
    Self.send(Self.pasteMarksOn)
  }

  /// Whether a session can be opened: looks at the terminal, and changes nothing there.
  /// - Throws: why it can't.
  public static func check(environment: [String: String]) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
    _ = try TerminalProfile(of: STDOUT_FILENO, environment: environment)
  }

  /// Opens the screen; on failure it leaves the terminal as it was.
  private static func openCurses(
    _ terminal: TerminalName, environment: [String: String]
  ) throws(TerminalError) -> Curses {
    let delay = environment["ESCDELAY"].flatMap { Int32($0) }.map { min(max($0, 0), 2000) } ?? escapeDelay
    do {
      let curses = try Curses(
        terminal: terminal, input: STDIN_FILENO, output: STDOUT_FILENO,
        usesColors: (environment["NO_COLOR"] ?? "").isEmpty)
      curses.resize(to: Window.size(of: STDOUT_FILENO, environment: environment, orElse: curses.size))
      try curses.readKeys(escapeDelay: delay)
      return curses
    } catch {
      terminal_guard_stop_forwarding()
      terminal_guard_restore_modes()
      terminal_guard_disarm()
      throw error
    }
  }

  /// Shows a frame. After a hangup it does nothing, and while the terminal does not read what it was sent: `next` tells
  /// by a tick when the frame of that moment can be shown.
  public mutating func paint(_ frame: Frame, theme: Theme) {
    guard !isGone else { return }
    isBehind = !Self.takesOutput(within: 0)
    guard !isBehind else { return }
    terminal_guard_begin_write()
    painter.paint(frame, theme: theme)
    endWrite()
  }

  /// What a terminal did not read in time is gone: it gets the whole screen anew when it reads again.
  private mutating func endWrite() {
    guard terminal_guard_end_write() != 0 else { return }
    isBehind = true
    invalidate()
  }

  private mutating func invalidate() {
    painter.invalidate()
    clearok(cn_screen(), true)
  }

  /// Takes the size that the window has now. The screen has to be painted afterwards.
  mutating func fitToWindow() {
    curses.resize(to: Window.size(of: STDOUT_FILENO, environment: environment, orElse: size))
    invalidate()
  }

  /// Switches the mouse on or off; nothing happens where the terminal has none.
  public mutating func setMouse(_ isOn: Bool) {
    guard hasMouse, isOn != isMouseOn else { return }
    isMouseOn = isOn
    decoder.expectsMouse = isOn
    if !isGone { Self.send(isOn ? MouseReport.on : MouseReport.off) }
  }

  /// The terminal gets back what it had, and the program stops until it is called to the foreground. The screen has
  /// to be painted afterwards. Nothing happens where no shell could call it.
  public mutating func suspend() {
    guard !isGone, canSuspend else { return }
    Self.send(isMouseOn ? MouseReport.off + Self.pasteMarksOff : Self.pasteMarksOff)
    terminal_guard_begin_write()
    cn_leave()
    endWrite()
    terminal_guard_stop_program()
    resume()
  }

  /// Takes the terminal over again after the program was stopped.
  mutating func resume() {
    reset_prog_mode()
    Self.send(isMouseOn ? Self.pasteMarksOn + MouseReport.on : Self.pasteMarksOn)
    // Nobody tells a stopped program that its window has changed.
    fitToWindow()
  }

  /// Gives the terminal back. Ending the value does the same.
  public consuming func close() {}

  deinit {
    if !isGone, Self.takesOutput(within: Self.farewell) {
      Self.send(isMouseOn ? MouseReport.off + Self.pasteMarksOff : Self.pasteMarksOff)
      terminal_guard_begin_write()
      cn_leave()
      _ = terminal_guard_end_write()
    } else {
      terminal_guard_restore_modes()
      // What it did not read is thrown away now, so that there is room.
      if !isGone, Self.takesOutput(within: 0) { Self.send(Self.reset) }
    }
    terminal_guard_disarm()
    terminal_guard_stop_forwarding()
  }

  nonisolated static func send(_ text: String) {
    let bytes = Array(text.utf8)
    terminal_guard_begin_write()
    _ = write(STDOUT_FILENO, bytes, bytes.count)
    _ = terminal_guard_end_write()
  }

  /// False when the terminal has been stopped or its line is stuck: a write would wait for ever.
  nonisolated static func takesOutput(within milliseconds: Int32) -> Bool {
    var wanted = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&wanted, 1, milliseconds) == 1 && wanted.revents & Int16(POLLHUP | POLLERR | POLLNVAL) == 0
  }
}
