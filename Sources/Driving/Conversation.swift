import Glibc

/// Everything that is said to a process, and everything that it says until it ends.
public enum Conversation {
  public struct Outcome: Sendable {
    /// As a shell tells it: 128 + the signal where one ended the process.
    public let status: Int32
    public let output: [UInt8]
    public let errors: [UInt8]
  }

  /// Feeds the input and reads both streams until they close.
  public static func run(_ child: Child, input: [UInt8], until deadline: Deadline) -> Outcome {
    var rest = input[...]
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var isOpen = (output: true, errors: true)
    if rest.isEmpty { child.closeInput() } else { _ = fcntl(child.input, F_SETFL, O_NONBLOCK) }
    while isOpen.output || isOpen.errors {
      var ready = [
        pollfd(fd: isOpen.output ? child.output : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isOpen.errors ? child.errors : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: rest.isEmpty ? -1 : child.input, events: Int16(POLLOUT), revents: 0),
      ]
      poll(&ready, 3, 100)
      if deadline.hasPassed { child.signal(SIGKILL) }
      if ready[0].revents != 0 { isOpen.output = drain(child.output, into: &output) }
      if ready[1].revents != 0 { isOpen.errors = drain(child.errors, into: &errors) }
      if ready[2].revents != 0 {
        let count = rest.withUnsafeBytes { write(child.input, $0.baseAddress, min($0.count, 65536)) }
        if count > 0 { rest = rest.dropFirst(count) } else if errno == EPIPE { rest = [] }
        if rest.isEmpty { child.closeInput() }
      }
    }
    return Outcome(status: child.wait(), output: output, errors: errors)
  }

  /// Reads what has come; false at the end of the stream.
  private static func drain(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(descriptor, &buffer, buffer.count)
    if count > 0 { bytes += buffer[..<count] }
    return count > 0
  }
}
