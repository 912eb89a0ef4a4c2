import Glibc
import Testing

/// A terminal of which the test holds the other end, put in the place of standard input and output.
final class PseudoTerminal {
  private var master: Int32 = -1

  init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
    var replica: Int32 = -1
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&master, &replica, nil, nil, &size) == 0)
    for stream in [STDIN_FILENO, STDOUT_FILENO] { try #require(dup2(replica, stream) == stream) }
    close(replica)
    try #require(fcntl(master, F_SETFL, O_NONBLOCK) == 0)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(master, bytes, bytes.count) == bytes.count)
  }

  /// Everything that was written to the terminal and not read yet.
  func output() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// The flags that a session changes.
  func modes() -> [UInt32] {
    var settings = termios()
    tcgetattr(STDIN_FILENO, &settings)
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
  }

  /// The terminal is not the program's controlling one, so the signal is sent by hand.
  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
    raise(SIGWINCH)
  }

  func die() { close(master) }

  /// Writes until the terminal takes no more, as when its reader has stopped. The system hands what was written on in its
  /// own time, so that a full terminal may have room again a moment later.
  func fillUp() {
    let flags = fcntl(STDOUT_FILENO, F_GETFL)
    _ = fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK)
    let bytes = [UInt8](repeating: 0x78, count: 1024)
    var ready = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    repeat {
      while write(STDOUT_FILENO, bytes, bytes.count) > 0 {}
    } while poll(&ready, 1, 250) > 0
    _ = fcntl(STDOUT_FILENO, F_SETFL, flags)
  }
}
