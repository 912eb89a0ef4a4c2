import Labeling
import Queue
import Records

/// What was done here, by whom: read, and held against its own chain of digests.
public struct AuditTrail: Sendable {
  private let store: any QueueStore

  public init(store: any QueueStore) { self.store = store }

  /// Every entry, oldest first.
  ///
  /// - Throws: `badData` at the first entry that is not what was written.
  public func read(_ body: (AuditEntry) throws -> Void) throws {
    try store.read { snapshot in
      var last: AuditEntry?
      try snapshot.forEachAuditEntry { entry in
        guard entry.follows(last) else {
          throw OperationError.badData(
            "the audit trail was changed by another program: entry \(entry.number) does not follow the one before it (compare with a backup)"
          )
        }
        try body(entry)
        last = entry
      }
    }
  }
}
