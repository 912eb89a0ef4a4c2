import Foundation
import Glibc
import Synchronization

/// A terminal whose program goes on for a time: what it writes is read all the while, as a real one does.
final class ReadTerminal: Sendable {
  private let terminal: Mutex<TimedTerminal>
  private let isAtEnd = Atomic<Bool>(false)
  private let reading = DispatchGroup()

  init(_ terminal: sending TimedTerminal) {
    let master = terminal.master
    self.terminal = Mutex(terminal)
    reading.enter()
    Thread.detachNewThread { [self] in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while !isAtEnd.load(ordering: .relaxed) {
        var waited = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&waited, 1, 50) > 0 else { continue }
        guard read(master, &buffer, buffer.count) > 0 else { break }
      }
      reading.leave()
    }
  }

  /// Presses the key that leaves the program, and waits for its end.
  func leave(by key: String) throws {
    isAtEnd.store(true, ordering: .relaxed)
    reading.wait()
    try terminal.withLock { try $0.leave(by: key) }
  }
}
