import Glibc
import Operations
import Synchronization

/// SIGINT and SIGTERM as something to ask for, so that work ends between two transactions and never inside one.
enum Interruption {
  private static let received = Atomic<Int32>(0)
  /// Both ends of a pipe that the handler writes to: it wakes a `poll` that the signal itself came too early for.
  private static let wake: (read: Int32, write: Int32) = {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return (-1, -1) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()

  /// From now on the first signal asks to stop; a second one ends the process at once.
  static func watch() {
    // Made before the handler needs them: a lazy global must not be made inside one.
    received.store(0, ordering: .relaxed)
    guard wake.write >= 0 else { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      let saved = errno
      Interruption.received.store(signal, ordering: .relaxed)
      var byte: UInt8 = 0
      _ = Glibc.write(Interruption.wake.write, &byte, 1)
      errno = saved
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }

  static var hasCome: Bool { received.load(ordering: .relaxed) != 0 }

  /// Throws once a signal has come.
  static func check() throws {
    let signal = received.load(ordering: .relaxed)
    if signal != 0 { throw OperationError.interrupted(signal: signal, done: "what was confirmed is kept") }
  }

  /// Waits until there is something to read, or a signal has come.
  static func waitForInput(_ descriptor: Int32) throws {
    while true {
      try check()
      var ready = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&ready, nfds_t(ready.count), -1)
      if count < 0, errno != EINTR { return }
      // A signal goes before what is there to read.
      if count > 0, ready[1].revents == 0 { return }
    }
  }
}
