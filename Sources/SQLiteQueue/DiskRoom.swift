import Glibc
import Queue

/// The room left on the disk of a queue. Its last bit is kept for answers to what people have on their screens: new
/// work is refused before an answer would be.
public struct DiskRoom: Sendable {
  /// Bytes that this account may still write, and of the whole file system.
  let free: UInt64
  let size: UInt64

  public init(free: UInt64, size: UInt64) {
    self.free = free
    self.size = size
  }

  /// Of the file system that a folder lies on; nil where the kernel does not tell.
  public init?(ofFolder folder: String) {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    size = UInt64(status.f_blocks) * UInt64(status.f_frsize)
  }

  /// An answer takes some 40 kB of the log until it is carried over: 16 MB are 400 answers. A small file system keeps a
  /// sixteenth of itself.
  var floor: UInt64 { min(16 << 20, size / 16) }

  var isLow: Bool { free < floor }

  /// More than everybody together writes in a second.
  var isPlenty: Bool { free >= 1 << 30 && free >= 64 * floor }

  /// Why new work is refused.
  func refusal(for path: String) -> QueueError {
    .cannotWrite(
      path: path,
      why: """
        the disk is nearly full: \(free >> 10) kB are free, and the last \(floor >> 10) kB are kept for answers that are \
        being given (make room, then ask again)
        """)
  }
}
