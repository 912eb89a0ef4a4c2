import Labeling
import Queue

/// Who works, and changes to what is known of them.
public struct People: Sendable {
  public struct Row: Hashable, Sendable {
    public var person: Person
    /// Unsuperseded answers over all tasks, to gold too: as the status counts them.
    public var answers: Int
    /// Decisions that they made as a reviewer, which are no answers.
    public var decisions: Int
    public var skips: Int
    public var flags: Int
    /// Median seconds of their measured answers, nil without any.
    public var medianSeconds: Double?
  }

  private let store: any QueueStore
  private let surroundings: Surroundings
  private let actor: String

  /// - Parameter actor: who changes what is known of people: told of in the audit trail.
  public init(store: any QueueStore, by actor: String, surroundings: Surroundings) {
    self.store = store
    self.actor = actor
    self.surroundings = surroundings
  }

  /// By name.
  public func list() throws -> [Row] {
    try store.read { snapshot in
      var work: [PersonID: PersonalWork] = [:]
      for task in try snapshot.tasks() {
        try snapshot.forEachResponse(of: task.name, upTo: snapshot.revision) { response in
          work[response.person, default: PersonalWork()].take(response)
        }
        try snapshot.forEachGoldResponse(of: task.name, upTo: snapshot.revision) { gold in
          work[try snapshot.person(at: gold.response.person).id, default: PersonalWork()].take(gold.response)
        }
      }
      return try snapshot.persons().sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map { person in
        let work = work[person.id] ?? PersonalWork()
        return Row(
          person: person, answers: work.answers + work.gold.count, decisions: work.decisions, skips: work.skips,
          flags: work.flags,
          medianSeconds: work.durations.median.map { Double($0) / 1000 })
      }
    }
  }

  /// Refuses names that nobody can be added under, all before any is.
  public func check(_ names: [String]) throws {
    let people = try store.read { try $0.persons() }
    for name in names { try PersonName.check(name, among: people) }
  }

  /// Adds a person of a name, or finds them, puts them into pools, and lets them in.
  ///
  /// - Throws: `keyTaken` before anything is done.
  public func add(
    _ name: String, kind: Person.Kind, pools: [String], role: Role? = nil, key: AccessKey? = nil
  ) throws -> Person {
    try check([name])
    if let key, let owner = try store.read({ try $0.persons().first { $0.has(key.fingerprint) } }),
      !owner.isNamed(name)
    {
      throw QueueError.keyTaken(fingerprint: key.fingerprint, by: owner.name)
    }
    let at = surroundings.now()
    var person = try store.enroll(name: name, kind: kind, isAway: false, id: surroundings.mint(), at: at)
    guard person.kind == kind else {
      throw OperationError.usage(
        "'\(name)' is there already as a \(person.kind.rawValue), not a \(kind.rawValue) (add another name)")
    }
    for pool in pools where !person.pools.contains(pool) {
      person = try store.change(person.id, .join(pool: pool), by: actor, at: surroundings.now())
    }
    if let role { person = try store.change(person.id, .take(role: role), by: actor, at: surroundings.now()) }
    if let key { person = try store.change(person.id, .add(key: key), by: actor, at: surroundings.now()) }
    return person
  }

  /// Nobody comes in as them any more: takes one key away, or all of them and pauses them. What they answered stays.
  public func remove(_ name: String, key fingerprint: String?) throws -> Person {
    var person = try self.person(name)
    if let fingerprint { return try change(name, .remove(fingerprint: fingerprint)) }
    for key in person.keys { person = try change(name, .remove(fingerprint: key.fingerprint)) }
    return try change(name, .pause)
  }

  public func person(_ name: String) throws -> Person {
    let person = try store.read { snapshot in try snapshot.persons().first { $0.isNamed(name) } }
    guard let person else { throw QueueError.unknownPerson(name) }
    return person
  }

  public func change(_ name: String, _ change: PersonChange) throws -> Person {
    let person = try self.person(name)
    return try store.change(person.id, change, by: actor, at: surroundings.now())
  }
}

/// What one person did, as it is read.
private struct PersonalWork {
  var answers = 0
  /// Answers to gold that nothing took the place of yet.
  var gold: Set<Int> = []
  var decisions = 0
  var skips = 0
  var flags = 0
  var durations: [Int] = []

  mutating func take(_ response: ResponseRecord) {
    switch response.status {
    case .adjudicated: if !response.isSuperseded { decisions += 1 }
    case .answered, .settled, .imported:
      if !response.isSuperseded { answers += 1 }
      if let duration = response.durationMilliseconds { durations.append(duration) }
    case .skipped: skips += 1
    case .flagged: flags += 1
    }
  }

  mutating func take(_ fact: ResponseFact) {
    switch fact.status {
    case .answered, .settled, .adjudicated, .imported:
      if let old = fact.supersedes { gold.remove(old) }
      gold.insert(fact.response)
    case .skipped: skips += 1
    case .flagged: flags += 1
    }
  }
}

extension [Int] {
  /// The lower of the two in the middle.
  fileprivate var median: Int? { isEmpty ? nil : sorted()[(count - 1) / 2] }
}
