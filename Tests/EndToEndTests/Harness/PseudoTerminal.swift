import Driving
import Glibc
import Testing

/// A terminal of which the test holds the other end: it sees every byte that a program writes, as a real one does.
final class PseudoTerminal {
  /// Both held open, so that what a program left of the modes can be looked at after its end.
  private let ends: TerminalPair
  /// Everything that was written to the terminal.
  private(set) var painted: [UInt8] = []

  init(columns: Int = 80, rows: Int = 24) throws {
    ends = try TerminalPair(columns: UInt16(columns), rows: UInt16(rows))
    _ = fcntl(screen, F_SETFL, O_NONBLOCK)
  }

  /// Where a program opens it.
  var path: String { ends.path }
  private var screen: Int32 { ends.master }

  /// All that `tcgetattr` tells, the characters that have a meaning too.
  var modes: [UInt8] {
    var modes = termios()
    tcgetattr(ends.line, &modes)
    return withUnsafeBytes(of: modes) { Array($0) }
  }

  func resize(columns: Int, rows: Int) {
    #expect(ends.resize(columns: UInt16(columns), rows: UInt16(rows)))
  }

  /// Types bytes, and reads meanwhile: a terminal that is not read takes none at some time.
  func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    let deadline = Deadline(seconds: 20)
    while !rest.isEmpty, !deadline.hasPassed {
      let count = rest.withUnsafeBytes { write(screen, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else { read(seconds: 0.01) }
    }
    #expect(rest.isEmpty, "the terminal is not read any more")
  }

  /// Types bytes again and again for a time, as fast as they are taken, and reads meanwhile or not; how many were taken.
  func flood(_ bytes: [UInt8], seconds: Double, isReading: Bool) -> Int {
    let deadline = Deadline(seconds: seconds)
    var taken = 0
    while !deadline.hasPassed {
      var ready = pollfd(fd: screen, events: Int16(POLLOUT | (isReading ? POLLIN : 0)), revents: 0)
      _ = poll(&ready, 1, 20)
      if ready.revents & Int16(POLLIN) != 0 {
        _ = takeWhatCame()
        painted = []
      }
      let count = bytes.withUnsafeBytes { write(screen, $0.baseAddress, $0.count) }
      if count > 0 { taken += count } else { usleep(1000) }
    }
    return taken
  }

  /// The terminal dies under its programs. Nothing else may be asked of it.
  func die() { ends.die() }

  /// Reads what comes within a time.
  func read(seconds: Double) {
    let deadline = Deadline(seconds: seconds)
    repeat {
      var ready = pollfd(fd: screen, events: Int16(POLLIN), revents: 0)
      let left = max(0, seconds - deadline.elapsed)
      guard poll(&ready, 1, Int32(left * 1000)) > 0, takeWhatCame() else { return }
    } while !deadline.hasPassed
  }

  /// Reads until what was painted after some byte is as asked for; nil if it never is.
  func see<Found>(after start: Int, seconds: Double = 20, _ ask: (ArraySlice<UInt8>) -> Found?) -> Found? {
    let deadline = Deadline(seconds: seconds)
    while true {
      read(seconds: 0.02)
      if let found = ask(painted[start...]) { return found }
      if deadline.hasPassed { return nil }
    }
  }

  /// Reads until some text was painted in one piece after some byte; false if it never is.
  func sees(_ text: String, after start: Int = 0) -> Bool {
    see(after: start) { String(decoding: $0, as: UTF8.self).contains(text) ? true : nil } == true
  }

  /// False where there is nothing more: all programs have left the terminal.
  private func takeWhatCame() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(screen, &buffer, buffer.count)
    if count > 0 { painted += buffer[..<count] }
    return count > 0
  }
}
