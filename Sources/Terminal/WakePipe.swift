import Glibc

/// A pipe that wakes a thread which waits in `poll`. Neither end ever blocks.
final class WakePipe: Sendable {
  let reader: Int32
  let writer: Int32

  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .noResources }
    (reader, writer) = (ends[0], ends[1])
    for end in ends {
      guard fcntl(end, F_SETFL, O_NONBLOCK) == 0, fcntl(end, F_SETFD, FD_CLOEXEC) == 0 else { throw .noResources }
    }
  }

  deinit {
    Glibc.close(reader)
    Glibc.close(writer)
  }

  /// A full pipe is as good as a written byte: the reader wakes either way.
  func wake() {
    var byte: UInt8 = 1
    while write(writer, &byte, 1) < 0, errno == EINTR {}
  }

  /// Takes out all that was written so far.
  func drain() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(reader, &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] } else if count == 0 || errno != EINTR { return bytes }
    }
  }
}
