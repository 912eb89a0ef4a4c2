import Glibc
import Operations
import SQLiteQueue

extension WorkspaceOptions {
  /// The queue for reading, nil where there is none yet. Never makes one.
  func presentStore() throws -> SQLiteStore? {
    try access(queue(), F_OK) == 0 ? store() : nil
  }
}
