import Glibc

/// The two ends of a pseudo-terminal (pty(7)): we hold the person's, and a program opens the other by its path. No child
/// inherits either.
public final class TerminalPair {
  /// The person's end: takes what is typed, gives what is painted.
  public let master: Int32
  /// The programs' end, held so that the terminal outlives them; -1 once it is let go of.
  public private(set) var line: Int32 = -1
  /// Where a program opens it.
  public let path: String
  private var isOpen = true

  /// - Throws: `RigFailure` where the system has none left.
  public init(columns: UInt16, rows: UInt16) throws {
    var (master, line): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    var size = Self.size(columns, rows)
    guard openpty(&master, &line, &name, nil, &size) == 0 else {
      throw RigFailure("there is no pseudo-terminal to be had: \(String(cString: strerror(errno)))")
    }
    for end in [master, line] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    (self.master, self.line) = (master, line)
  }

  deinit { die() }

  /// Lets go of the programs' end: the terminal hangs up when the last of them ends.
  public func leaveLine() {
    if line >= 0 { close(line) }
    line = -1
  }

  /// The terminal dies under its programs. Nothing else may be asked of it.
  public func die() {
    guard isOpen else { return }
    isOpen = false
    leaveLine()
    close(master)
  }

  /// Whether its programs were told.
  public func resize(columns: UInt16, rows: UInt16) -> Bool {
    var size = Self.size(columns, rows)
    return ioctl(master, UInt(TIOCSWINSZ), &size) == 0
  }

  private static func size(_ columns: UInt16, _ rows: UInt16) -> winsize {
    winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
  }
}
