import Driving
import Glibc

/// A program in a pseudo-terminal of which we are the other end: keys go in, and what it writes is counted and timed.
final class TimedTerminal {
  /// What one key made the program write.
  struct Cost {
    /// Bytes to the terminal.
    let bytes: Int
    /// Seconds from the key to the last of them.
    let seconds: Double
  }

  let name: String
  /// When the program was started, by `Clock.wall`.
  private let start: Double
  private let terminal: TerminalPair
  /// Ended when it is let go of.
  private let child: Child

  /// - Parameters:
  ///   - arguments: the program's path first.
  ///   - folder: where it runs; nil for where we do.
  init(
    _ name: String, _ arguments: [String], in folder: String?, environment: [String: String], columns: UInt16,
    rows: UInt16
  ) throws {
    self.name = name
    let terminal = try TerminalPair(columns: columns, rows: rows)
    defer { terminal.leaveLine() }
    self.terminal = terminal
    start = Clock.wall
    // Nothing answers here, as terminals do at once, where the program asks for the background.
    let environment = environment.merging(["SCHOLIUM_THEME": "dark"]) { $1 }
    child = try Child(arguments, environment: environment, folder: folder, on: terminal.path)
  }

  /// Our end of it.
  var master: Int32 { terminal.master }

  /// Reads until nothing came for some time; what was written up to then.
  ///
  /// - Parameters:
  ///   - patience: seconds to wait for the first byte.
  ///   - quiet: seconds without a byte after which the screen counts as painted.
  func settle(patience: Double, quiet: Double) throws -> (bytes: Int, last: Double) {
    var bytes = 0
    var last = Clock.wall
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      var waited = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      let wait = bytes == 0 ? patience : quiet
      guard poll(&waited, 1, Int32(wait * 1000)) > 0 else { return (bytes, last) }
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { throw MeasuringFailure(description: "\(name) ended in the middle of it") }
      bytes += count
      last = Clock.wall
    }
  }

  /// Seconds from the program's start until the terminal has got a word.
  ///
  /// - Parameter patience: seconds to wait.
  func seconds(untilPainted word: String, patience: Double) throws -> Double {
    let wanted = Array(word.utf8)
    var painted: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      var waited = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&waited, 1, Int32(patience * 1000)) > 0 else {
        throw MeasuringFailure(description: "\(name) did not paint '\(word)' in \(patience) s")
      }
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else {
        throw MeasuringFailure(description: "\(name) ended before: \(String(decoding: painted, as: UTF8.self))")
      }
      let moment = Clock.wall
      painted += buffer[..<count]
      if painted.firstRange(of: wanted) != nil { return moment - start }
    }
  }

  /// Presses the key that leaves the program, and waits for its end.
  func leave(by key: String) throws {
    let bytes = Array(key.utf8)
    guard write(master, bytes, bytes.count) == bytes.count else {
      throw MeasuringFailure(description: "\(name) takes no keys any more")
    }
    // The terminal hangs up when the last one who has it open ends.
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while read(master, &buffer, buffer.count) > 0 {}
    let status = child.wait()
    guard status == 0 else { throw MeasuringFailure(description: "\(name) ended with status \(status)") }
  }

  /// Presses a key and tells what it cost; nil where the program wrote nothing.
  func press(_ key: String, patience: Double, quiet: Double) throws -> Cost? {
    let start = Clock.wall
    let bytes = Array(key.utf8)
    guard write(master, bytes, bytes.count) == bytes.count else {
      throw MeasuringFailure(description: "\(name) takes no keys any more")
    }
    let painted = try settle(patience: patience, quiet: quiet)
    return painted.bytes == 0 ? nil : Cost(bytes: painted.bytes, seconds: painted.last - start)
  }
}
