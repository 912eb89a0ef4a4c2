import Glibc
import Queue

/// Which file a path names, so that one that was moved, removed or put in its place is noticed.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let inode: UInt64

  init(_ path: String) throws(QueueError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Self.replaced(path) }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }

  static func replaced(_ path: String) -> QueueError {
    .unusableFile(
      path: path,
      why:
        "the file was moved, removed or replaced while it was in use; nothing was recorded (put it back, then start again)"
    )
  }
}
