import Labeling
import Queue
import Records

/// Who is connected.
public struct Connections: Sendable {
  private let store: any QueueStore
  private let surroundings: Surroundings

  public init(store: any QueueStore, surroundings: Surroundings) {
    self.store = store
    self.surroundings = surroundings
  }

  /// The sessions that somebody is at, oldest first.
  public func list() throws -> [SessionRecord] {
    try store.read { try $0.sessions() }.filter(\.isRunning)
  }

  /// Ends all sessions of a person. What they hold open goes to them when they return; their terminals notice at their
  /// next sign of life.
  ///
  /// - Returns: those that were ended.
  public func end(_ name: String, by actor: String) throws -> [SessionRecord] {
    let own = try store.read { snapshot in
      guard let person = try snapshot.persons().first(where: { $0.isNamed(name) }) else {
        throw QueueError.unknownPerson(name)
      }
      return try snapshot.sessions().filter { $0.session.person == person.id }
    }
    for record in own {
      try store.close(record.session.id, at: surroundings.now())
      guard record.isRunning else { continue }
      let detail: [(String, JSON)] = [
        ("annotator", .string(name)), ("session", .string(record.session.id.rawValue)),
      ]
      try store.audit(AuditEvent(.sessionEnded, by: actor, detail), at: surroundings.now())
    }
    return own.filter(\.isRunning)
  }
}
