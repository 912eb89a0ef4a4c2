import Glibc
import Records
import Text

/// The reader of standard output went away: the command ends quietly.
struct ClosedPipe: Error {}

/// A stream that cannot be written, such as one on a full disk.
struct BrokenStream: Error, CustomStringConvertible {
  let description: String
}

/// Plain output. Results go to standard output, messages to standard error, and nothing but `Displayable` text and
/// escaped JSON goes to either.
enum Console {
  /// A line of a result.
  static func print(_ text: Displayable) throws {
    try write(Array((text.description + "\n").utf8), to: STDOUT_FILENO)
  }

  /// One JSON document, or one row of many.
  static func print(json: JSON) throws {
    try write(json.utf8() + [UInt8(ascii: "\n")], to: STDOUT_FILENO)
  }

  /// A message. It has nowhere else to go if standard error is gone.
  static func say(_ text: Displayable) {
    if Interruption.hasCome { makeRoom() }
    ProgressLine.clear()
    try? write(Array((text.description + "\n").utf8), to: STDERR_FILENO)
  }

  /// The last words of a program that was told to end don't wait for a terminal that reads nothing: what it did not read
  /// within a moment is thrown away.
  private static func makeRoom() {
    var ready = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    if isWatched, poll(&ready, 1, 200) == 0 { tcflush(STDERR_FILENO, TCOFLUSH) }
  }

  /// True where messages are read by a person.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// True where the workbench can open.
  static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Writes all of the bytes, which must be safe for a terminal.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
        // A signal ends a write that waits with what was written so far.
        if !rest.isEmpty { try Interruption.check() }
      } else if errno == EPIPE {
        throw ClosedPipe()
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
      } else if errno == EINTR {
        try Interruption.check()
      } else {
        throw BrokenStream(
          description:
            "standard output cannot be written: \(String(cString: strerror(errno))) (send it elsewhere, then run it again)"
        )
      }
    }
  }
}
