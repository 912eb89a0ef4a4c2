import Labeling

/// Where a build came from.
public struct Origin: Hashable, Sendable {
  /// The git commit, nil outside a repository.
  public var commit: String?
  /// True if the task's folder was as committed; nil outside a repository.
  public var isClean: Bool?
  public var program: String

  public init(commit: String? = nil, isClean: Bool? = nil, program: String) {
    self.commit = commit
    self.isClean = isClean
    self.program = program
  }
}

/// A task compiled from its files, to be recorded as a build that a channel points at.
public struct Publication: Hashable, Sendable {
  public var definition: TaskDefinition
  public var channel: ChannelName
  /// The channel's share of the examples; nil keeps what it has.
  public var weight: Int?
  /// Only people of this pool are served; nil keeps what it has.
  public var pool: String?
  /// Refuse if definitions or answers are past this revision.
  public var expectedRevision: Int?
  public var allowsStuck: Bool
  public var origin: Origin
  public var at: Timestamp

  public init(
    definition: TaskDefinition, channel: ChannelName = .production, weight: Int? = nil, pool: String? = nil,
    expectedRevision: Int? = nil, allowsStuck: Bool = false, origin: Origin, at: Timestamp
  ) {
    self.definition = definition
    self.channel = channel
    self.weight = weight
    self.pool = pool
    self.expectedRevision = expectedRevision
    self.allowsStuck = allowsStuck
    self.origin = origin
    self.at = at
  }
}

/// What a publish did.
public struct Published: Hashable, Sendable {
  public var build: Build
  public var channel: Channel
  /// False where the channel already served this very build.
  public var changed: Bool
  public var revision: Int
  /// Of the task, whatever channel is published.
  public var gold: GoldChange

  public init(build: Build, channel: Channel, changed: Bool, revision: Int, gold: GoldChange = GoldChange()) {
    self.build = build
    self.channel = channel
    self.changed = changed
    self.revision = revision
    self.gold = gold
  }
}

/// A named, movable pointer to a build.
public struct Channel: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    /// Its work is being queued; the build before it serves.
    case preparing
    case live
    case paused
    case retired
  }

  public var name: ChannelName
  public var build: Digest
  /// Its share of the examples; 0 for a channel that serves every example to a pool of its own.
  public var weight: Int
  public var pool: String?
  public var state: State
  /// Channels whose answers count here beside its own.
  public var accepts: [ChannelName]
  /// UI versions whose tail work here was ended by `channel retire-tail`.
  public var retiredTails: [Digest]

  public init(
    name: ChannelName, build: Digest, weight: Int, pool: String?, state: State, accepts: [ChannelName],
    retiredTails: [Digest] = []
  ) {
    self.name = name
    self.build = build
    self.weight = weight
    self.pool = pool
    self.state = state
    self.accepts = accepts
    self.retiredTails = retiredTails
  }
}

/// A move of a channel.
public struct ChannelChange: Hashable, Sendable {
  public enum Move: Hashable, Sendable {
    /// Point the channel at the build of another one, whose answers count from then on.
    case promote(from: ChannelName)
    case weight(Int)
    case pause
    case resume
    case retire
    /// Ask nothing more of the people who saw this UI version, under any later build of the channel.
    case retireTail(ui: Int)
  }

  public var task: TaskName
  public var channel: ChannelName
  public var move: Move
  public var at: Timestamp

  public init(task: TaskName, channel: ChannelName, move: Move, at: Timestamp) {
    self.task = task
    self.channel = channel
    self.move = move
    self.at = at
  }
}
