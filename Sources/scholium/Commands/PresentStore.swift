import Glibc
import Operations
import SQLiteQueue

extension WorkspaceOptions {
  /// The queue for reading, nil where there is none yet, or an empty file that was made for it. Never makes one.
  func presentStore() throws -> SQLiteStore? {
    var status = stat()
    return try stat(queue(), &status) == 0 && status.st_size > 0 ? store() : nil
  }
}
