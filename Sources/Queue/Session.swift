import Labeling

/// One running terminal or pipe of a person.
public struct Session: Hashable, Sendable {
  /// Seconds between two signs of life.
  public static let pulse = 15
  /// Seconds without a sign of life after which a session counts as dead: three that failed to come.
  public static let patience = 45

  public var id: SessionID
  public var person: PersonID
  /// What tells whether its process still runs, as the store's host understands it.
  public var process: String?
  /// What they work on, and with: `curses`, `plain` or `pipe`.
  public var task: TaskName?
  public var client: String?
  /// Where they come from: an address, for somebody over SSH.
  public var place: String?
  public var at: Timestamp

  public init(
    id: SessionID, person: PersonID, process: String?, task: TaskName? = nil, client: String? = nil,
    place: String? = nil, at: Timestamp
  ) {
    self.id = id
    self.person = person
    self.process = process
    self.task = task
    self.client = client
    self.place = place
    self.at = at
  }

  /// Whether a session that last gave a sign of life at a moment is silent; one that never gave any, does not.
  package static func isSilent(since beat: Timestamp?, at now: Timestamp) -> Bool {
    guard let beat else { return false }
    return beat.advanced(bySeconds: Double(patience)) < now
  }
}

/// A session that was not closed, as the queue knows it.
public struct SessionRecord: Hashable, Sendable {
  public var session: Session
  public var annotator: String
  /// False once its process is known to be gone.
  public var isRunning: Bool
  /// The last sign of life; nil for one that gives none.
  public var beat: Timestamp?
  /// When the person last did something.
  public var active: Timestamp?
  /// Examples that it holds open.
  public var holds: Int

  public init(
    session: Session, annotator: String, isRunning: Bool, beat: Timestamp?, active: Timestamp?, holds: Int
  ) {
    self.session = session
    self.annotator = annotator
    self.isRunning = isRunning
    self.beat = beat
    self.active = active
    self.holds = holds
  }

  /// Whether it counts as dead, though its process may run.
  public func isSilent(at now: Timestamp) -> Bool { Session.isSilent(since: beat, at: now) }
}
