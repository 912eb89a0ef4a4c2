import Driving
import Glibc

/// People at terminals of the same program, all at once, each of whom presses a key now and then.
final class KeyCrowd {
  /// Seconds without a byte after which all screens count as painted, and in which a screen comes at all.
  private static let (quiet, patience) = (0.1, 20.0)

  private let name: String
  private let terminals: [TimedTerminal]
  private var chance = Seeded(seed: 1)
  /// Seconds from each key to the last byte that it made the program write.
  private var times: [Double] = []

  var median: Double { PairedRatio.median(times) }
  /// 99 of 100 keys take no longer.
  var slowest: Double { PairedRatio.quantile(0.99, of: times) }

  /// Starts a client a person, a few at a time as people come, and waits until each has its screen.
  init(named name: String, _ clients: [[String]], home: String) throws {
    self.name = name
    let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home, "PATH": "/usr/bin:/bin"]
    terminals = try clients.map { words in
      let terminal = try TimedTerminal(name, words, in: nil, environment: environment, columns: 100, rows: 24)
      _ = try terminal.settle(patience: 20, quiet: 0.3)
      return terminal
    }
  }

  /// Everybody presses a key at a moment of chance within some seconds; returns when all screens have changed.
  func press(_ key: String, within seconds: Double) throws {
    let bytes = Array(key.utf8)
    let start = Clock.wall
    var due = terminals.indices.map { (at: start + Double.random(in: 0..<seconds, using: &chance), who: $0) }
    due.sort { $0.at > $1.at }
    var pressed = [Double?](repeating: nil, count: terminals.count)
    var painted = pressed
    while true {
      while let next = due.last, next.at <= Clock.wall {
        due.removeLast()
        pressed[next.who] = Clock.wall
        guard write(terminals[next.who].master, bytes, bytes.count) == bytes.count else { throw silent }
      }
      let hasChanged = try read(for: due.last.map { max(0, $0.at - Clock.wall) } ?? Self.quiet, &painted)
      // A screen may come in pieces: the last one counts.
      if due.isEmpty, !hasChanged, !painted.contains(nil) { break }
      if Clock.wall > start + seconds + Self.patience { throw silent }
    }
    for (press, paint) in zip(pressed, painted) {
      guard let press, let paint, paint > press else { throw silent }
      times.append(paint - press)
    }
  }

  /// Waits for anybody's screen, and notes when it changed; false where nobody's did.
  private func read(for seconds: Double, _ painted: inout [Double?]) throws -> Bool {
    var ready = terminals.map { pollfd(fd: $0.master, events: Int16(POLLIN), revents: 0) }
    guard poll(&ready, nfds_t(ready.count), Int32((seconds * 1000).rounded(.up))) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    for (who, one) in ready.enumerated() where one.revents != 0 {
      guard Glibc.read(one.fd, &buffer, buffer.count) > 0 else { throw silent }
      painted[who] = Clock.wall
    }
    return true
  }

  private var silent: MeasuringFailure {
    MeasuringFailure(description: "a key of somebody at \(name) is not answered on the screen")
  }
}
