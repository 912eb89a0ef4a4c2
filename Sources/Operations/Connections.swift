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
    let all = try store.read { try ($0.persons(), $0.sessions()) }
    guard all.0.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { throw QueueError.unknownPerson(name) }
    let own = all.1.filter { $0.annotator.utf8.elementsEqual(name.utf8) }
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
