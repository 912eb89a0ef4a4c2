import CNcurses
import Canvas
import Glibc

/// A screen of ncurses on two streams. It ends when the value does.
@MainActor
struct Curses: ~Copyable {
  let colorCount: Int
  private let screen: OpaquePointer
  private let streams: [UnsafeMutablePointer<FILE>]

  /// Codes that are taken at a time: whoever sends without end is read no faster than what came is dealt with.
  static let longestBurst = 1024

  /// Opens a screen of the size that the terminal's description names, whatever the window is; `input` and `output` stay
  /// open and belong to the caller.
  init(terminal name: TerminalName, input: Int32, output: Int32, usesColors: Bool) throws(TerminalError) {
    let terminal = name.text
    guard cn_describe(terminal) else { throw .unknownTerminal(terminal) }
    // Without it a terminal only prints line after line, as TERM=dumb does.
    guard cn_has("cup") else { throw .lineTerminal(terminal) }
    let streams = try Self.streams(input: input, output: output)
    guard let screen = cn_open(terminal, streams[1], streams[0]) else {
      for stream in streams { fclose(stream) }
      throw .unknownTerminal(terminal)
    }
    self.screen = screen
    self.streams = streams
    colorCount = usesColors ? Self.startColors() : 0
  }

  deinit { Self.end(screen, streams) }

  private nonisolated static func end(_ screen: OpaquePointer, _ streams: [UnsafeMutablePointer<FILE>]) {
    delscreen(screen)
    for stream in streams { fclose(stream) }
  }

  private static func streams(input: Int32, output: Int32) throws(TerminalError) -> [UnsafeMutablePointer<FILE>] {
    guard let reading = fdopen(dup(input), "r") else { throw .noResources }
    guard let writing = fdopen(dup(output), "w") else {
      fclose(reading)
      throw .noResources
    }
    return [reading, writing]
  }

  /// Every key comes to us at once and unchanged, Ctrl-C and Ctrl-S too, and `codes` never waits.
  /// - Parameter escapeDelay: Milliseconds within which the rest of a key's sequence has to follow its Escape.
  func readKeys(escapeDelay: Int32) throws(TerminalError) {
    let screen = cn_screen()
    for result in [raw(), noecho(), nonl(), keypad(screen, true), nodelay(screen, true)] where result != OK {
      throw .refusedMode
    }
    set_escdelay(escapeDelay)
    define_key("\u{1B}[200~", KeyCode.pasteStart)
    define_key("\u{1B}[201~", KeyCode.pasteEnd)
    // What the decoder reads itself: ncurses would swallow the start of a report of the mouse and leave its rest as text.
    define_key(nil, KEY_MOUSE)
    for sequence in ControlSequence.all { define_key(sequence, 0) }
  }

  private static func startColors() -> Int {
    guard has_colors(), start_color() == OK, use_default_colors() == OK else { return 0 }
    return Int(cn_colors())
  }

  var size: Size { Size(columns: Int(getmaxx(cn_screen())), rows: Int(getmaxy(cn_screen()))) }

  /// Makes the screen another size. What it shows has to be painted anew.
  func resize(to size: Size) { resize_term(Int32(size.rows), Int32(size.columns)) }

  /// What ncurses has for us now, up to `longestBurst` codes, and whether that is all of it.
  func codes() -> (codes: [KeyCode], isAll: Bool) {
    var codes: [KeyCode] = []
    while codes.count < Self.longestBurst {
      let code = wgetch(cn_screen())
      guard code != ERR else { return (codes, true) }
      codes.append(UInt8(exactly: code).map(KeyCode.byte) ?? .function(code))
    }
    return (codes, false)
  }
}
