import Labeling
import Queue
import TaskFiles

/// Compiles a task, records the build with the commit it came from, and points a channel at it.
public struct Publishing: Sendable {
  /// What is asked for beside the task's files.
  public struct Request: Sendable {
    public var task: TaskName
    public var channel: ChannelName
    public var weight: Int?
    public var pool: String?
    public var expectedRevision: Int?
    public var allowsStuck: Bool

    public init(
      task: TaskName, channel: ChannelName = .production, weight: Int? = nil, pool: String? = nil,
      expectedRevision: Int? = nil, allowsStuck: Bool = false
    ) {
      self.task = task
      self.channel = channel
      self.weight = weight
      self.pool = pool
      self.expectedRevision = expectedRevision
      self.allowsStuck = allowsStuck
    }
  }

  public struct Outcome: Sendable {
    public var published: Published
    public var warnings: [Fault]
    /// True where the channel serves what it served, and people get other gold.
    public var changedOnlyGold: Bool
    /// Why no commit is kept with a build that was made, where there may be one.
    public var commitIsMissing: String?
  }

  private let workspace: String
  private let surroundings: Surroundings
  private let asksGit: Bool

  /// - Parameter asksGit: false where no other program may be started: the commit is not known then.
  public init(workspace: String, surroundings: Surroundings, asksGit: Bool = true) {
    self.workspace = workspace
    self.surroundings = surroundings
    self.asksGit = asksGit
  }

  /// Nothing is opened or made before the task compiles: `store` is asked for the queue only then.
  ///
  /// - Parameters:
  ///   - makesQueue: true where there is no queue yet, so that nothing is published which files must agree with.
  ///   - present: the queue where it is open already; faulty files are held against what is published there, too.
  public func publish(
    _ request: Request, makesQueue: Bool = false, beside present: (any QueueStore)? = nil,
    to store: () throws -> any QueueStore
  ) async throws -> Outcome {
    try ChannelNaming.check(request.channel)
    let compiled = try Self.compiled(request.task, in: workspace)
    let definition = try compiled.usable { try present?.publishedBuilds(of: request.task) ?? [] }
    if makesQueue { _ = try Self.warnings(of: compiled, PublishedCheck(compiled, against: []).goldFaults) }
    let provenance = asksGit ? await Provenance.of("tasks/\(request.task)", in: workspace) : Provenance()
    let store = try store()
    let check = PublishedCheck(compiled, against: try store.publishedBuilds(of: request.task))
    let warnings = try Self.warnings(of: compiled, check.lineageFaults + check.goldFaults)
    let served = try store.servedChannels(of: request.task)
    let published = try store.publish(
      Publication(
        definition: definition, channel: request.channel, weight: request.weight, pool: request.pool,
        expectedRevision: request.expectedRevision, allowsStuck: request.allowsStuck,
        origin: Origin(commit: provenance.commit, isClean: provenance.isClean, program: surroundings.program),
        at: surroundings.now()))
    let again = try store.goldAmongExamples(of: compiled)
    return Outcome(
      published: published, warnings: warnings + again,
      changedOnlyGold: published.changed && served.contains(published.channel),
      commitIsMissing: Self.whyMissing(provenance, asksGit))
  }

  private static func whyMissing(_ provenance: Provenance, _ asksGit: Bool) -> String? {
    if !asksGit { return "publish at the machine itself for that" }
    guard provenance.isOfAnotherUser else { return nil }
    return "git tells nothing of a repository that belongs to another user: publish as that user for that"
  }

  /// What is told of files that can be published.
  ///
  /// - Parameter found: what was found beside the published versions.
  private static func warnings(of compiled: Compiled, _ found: [Fault]) throws(DefinitionFaults) -> [Fault] {
    let faults = (compiled.faults + found).inOrder
    guard !faults.contains(where: { $0.severity == .error }) else { throw DefinitionFaults(faults) }
    return faults
  }

  static func compiled(_ task: TaskName, in workspace: String) throws(OperationError) -> Compiled {
    guard TaskFiles.tasks(in: workspace).contains(task) else {
      throw .missing("there is no task '\(task)' in \(workspace)/tasks (scholium check lists what is there)")
    }
    return TaskFiles.read(workspace: workspace, task: task)
  }
}

extension QueueStore {
  /// The channels of a task as they stand; none before its first publish.
  fileprivate func servedChannels(of task: TaskName) throws -> [Channel] {
    try read { snapshot in
      guard try snapshot.tasks().contains(where: { $0.name == task }) else { return [] }
      return try snapshot.channels(of: task, at: snapshot.revision)
    }
  }
}

/// What a channel may be called.
enum ChannelNaming {
  /// Parts of small letters, digits, `-`, `_` and `.` with `/` between them, 1 to 100 characters; `all` means all channels.
  static func check(_ channel: ChannelName) throws(OperationError) {
    let name = channel.rawValue
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isNamed = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-_.".utf8.contains($0) }
    }
    guard isNamed, name.utf8.count <= 100, name != "all" else {
      throw .usage(
        "'\(name)' cannot name a channel (small letters, digits, - _ . and / between parts, such as experiment/bigger-type; 'all' is taken)"
      )
    }
  }
}
