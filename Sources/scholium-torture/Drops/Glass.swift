import Driving
import Glibc

/// A person's terminal: an ssh client of theirs on a pty of which we are the other end, and what it shows.
final class Glass {
  private let terminal: TerminalPair
  let client: Child
  private var screen = VT52()
  private var hasEnded = false

  /// - Parameter words: the client's path first.
  init(_ words: [String]) throws {
    let terminal = try TerminalPair(columns: UInt16(VT52.columns), rows: UInt16(VT52.rows))
    defer { terminal.leaveLine() }
    self.terminal = terminal
    _ = fcntl(terminal.master, F_SETFL, O_NONBLOCK)
    let environment = ["TERM": VT52.name, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    client = try Child(words, environment: environment, folder: nil, on: terminal.path)
  }

  var rows: [String] { screen.text }

  func type(_ key: String) {
    let bytes = Array(key.utf8)
    _ = write(terminal.master, bytes, bytes.count)
  }

  /// Looks until the screen is as asked for; nil where it is not within a time, or the client ends before.
  func look<Seen>(seconds: Double, for ask: (Sight) -> Seen?) -> Seen? {
    let deadline = Deadline(seconds: seconds)
    while true {
      if let seen = ask(Sight(rows)) { return seen }
      if deadline.hasPassed || hasEnded { return nil }
      read(milliseconds: 50)
    }
  }

  /// Lets time pass at the terminal, which goes on showing what comes.
  func wait(seconds: Double) { let _: Bool? = look(seconds: seconds) { _ in nil } }

  /// Waits until a screen that has begun to come is there: a quarter of a second brings nothing more.
  func settle() { while read(milliseconds: 250), !hasEnded {} }

  /// False where nothing came.
  @discardableResult
  private func read(milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: terminal.master, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(terminal.master, &buffer, buffer.count)
    if count > 0 { screen.take(buffer[..<count]) } else { hasEnded = true }
    return true
  }
}
