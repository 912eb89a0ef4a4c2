import Operations
import Queue
import Records

/// Answers taken out of the queue, for the audit trail.
enum TakingOut {
  /// Says in the audit trail what is taken out, before any of it is. At the machine itself whoever has the file has all
  /// that is in it, so a queue that cannot be written is read all the same.
  ///
  /// - Parameter what: as a sentence calls it.
  static func record(_ what: String, _ detail: [(String, JSON)], in store: any QueueStore) throws {
    do {
      try store.audit(AuditEvent(.exported, by: Actor.name, detail), at: Surroundings.here.now())
    } catch {
      guard Visitor.current == nil else { throw error }
      Console.say("scholium: this \(what) is not in the audit trail: \(error.description)")
    }
  }
}
