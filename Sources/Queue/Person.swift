import Labeling

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

  public init(
    id: PersonID, name: String, kind: Kind, isPaused: Bool = false, isAway: Bool = false, pools: [String] = []
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.isPaused = isPaused
    self.isAway = isAway
    self.pools = pools
  }
}

/// A change to what is known of a person; each is an event.
public enum PersonChange: Hashable, Sendable {
  case pause
  case resume
  case join(pool: String)
  case leave(pool: String)
}

/// One running terminal or pipe of a person.
public struct Session: Hashable, Sendable {
  public var id: SessionID
  public var person: PersonID
  /// What tells whether its process still runs, as the store's host understands it.
  public var process: String?
  public var at: Timestamp

  public init(id: SessionID, person: PersonID, process: String?, at: Timestamp) {
    self.id = id
    self.person = person
    self.process = process
    self.at = at
  }
}
