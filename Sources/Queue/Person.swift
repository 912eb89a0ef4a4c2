import Labeling
import Records

/// Somebody or something that answers.
public struct Person: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case person, model
    /// Answers brought in from elsewhere.
    case imported = "import"
  }

  public var id: PersonID
  public var name: String
  public var kind: Kind
  public var isPaused: Bool
  /// True for somebody known only from imported answers, until they sit down here: nothing waits for them.
  public var isAway: Bool
  public var pools: [String]
  public var role: Role
  /// What they come in with over SSH, by fingerprint.
  public var keys: [AccessKey]
  /// The tasks whose qualification round is behind them, or that an admin let them go on with.
  public var qualified: Set<TaskName>

  public init(
    id: PersonID, name: String, kind: Kind, isPaused: Bool = false, isAway: Bool = false, pools: [String] = [],
    role: Role = .annotator, keys: [AccessKey] = [], qualified: Set<TaskName> = []
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.isPaused = isPaused
    self.isAway = isAway
    self.pools = pools
    self.role = role
    self.keys = keys
    self.qualified = qualified
  }
}

/// A change to what is known of a person; each is an event.
public enum PersonChange: Hashable, Sendable {
  case pause
  case resume
  case join(pool: String)
  case leave(pool: String)
  case take(role: Role)
  /// Lets them in with a key, which nobody else may have.
  case add(key: AccessKey)
  case remove(fingerprint: String)
  /// Lets them go on to real work of a task, whatever their qualification round came to.
  case qualify(TaskName)
}

extension Person {
  /// What they may do now: whoever is paused may look in as an annotator, who gets no work. A program stays one.
  public var actingRole: Role { isPaused && role != .job ? .annotator : role }

  /// By bytes: names that only look alike are different people's.
  public func isNamed(_ name: String) -> Bool { self.name.utf8.elementsEqual(name.utf8) }

  public func has(_ fingerprint: String) -> Bool { keys.contains { $0.fingerprint == fingerprint } }
}

extension PersonChange {
  /// What the audit trail says of it; nil for what lets nobody do anything else.
  package func event(of person: Person, by actor: String) -> AuditEvent? {
    let name = ("annotator", JSON.string(person.name))
    return switch self {
    case .pause: AuditEvent(.paused, by: actor, [name])
    case .resume: AuditEvent(.resumed, by: actor, [name])
    case .take(let role): AuditEvent(.roleChanged, by: actor, [name, ("role", .string(role.rawValue))])
    case .add(let key): AuditEvent(.keyAdded, by: actor, [name, ("key", .string(key.fingerprint))])
    case .remove(let fingerprint): AuditEvent(.keyRemoved, by: actor, [name, ("key", .string(fingerprint))])
    case .qualify(let task):
      AuditEvent(.qualified, by: actor, [name, ("task", .string(task.rawValue))])
    case .join, .leave: nil
    }
  }
}
