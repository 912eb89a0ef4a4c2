import Glibc
import Operations
import SQLiteQueue

extension WorkspaceOptions {
  /// The queue for reading, nil where there is none yet. Never makes one.
  func presentStore() throws -> SQLiteStore? {
    let path = try queuePath ?? Environment["SCHOLIUM_QUEUE"] ?? root() + "/queue.sqlite"
    return access(path, F_OK) == 0 ? try store() : nil
  }
}
