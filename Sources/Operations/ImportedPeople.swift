import Labeling
import Queue

/// The people whose answers come from elsewhere: found by name, or enrolled as being away.
struct ImportedPeople {
  private let store: any QueueStore
  private let surroundings: Surroundings
  private var known: [String: PersonID] = [:]
  /// How many were not known before.
  private(set) var enrolled = 0

  init(store: any QueueStore, surroundings: Surroundings) throws {
    self.store = store
    self.surroundings = surroundings
    known = Dictionary(
      try store.read { try $0.persons() }.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func person(_ name: String) throws -> PersonID {
    if let id = known[name] { return id }
    let person = try store.enroll(
      name: name, kind: .person, isAway: true, id: surroundings.mint(), at: surroundings.now())
    known[name] = person.id
    enrolled += 1
    return person.id
  }
}
