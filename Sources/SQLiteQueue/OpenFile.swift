import Synchronization

/// A database that a store of this process has open, as long as this lives.
///
/// Such a file is not opened beside SQLite: closing any descriptor of a file drops all locks that the process has on it
/// (fcntl(2)), SQLite's own included, after which another process would take itself for the last one and remove the log.
final class OpenFile: Sendable {
  private static let counts = Mutex<[FileIdentity: Int]>([:])

  private let identity: FileIdentity

  init(_ identity: FileIdentity) {
    self.identity = identity
    Self.counts.withLock { $0[identity, default: 0] += 1 }
  }

  deinit {
    Self.counts.withLock { [identity] counts in
      counts[identity, default: 1] -= 1
      if counts[identity] == 0 { counts[identity] = nil }
    }
  }

  static func isOpen(_ path: String) -> Bool {
    guard let identity = try? FileIdentity(path) else { return false }
    return counts.withLock { $0[identity] != nil }
  }
}
