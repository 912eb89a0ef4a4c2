import Consensus
import Labeling
import Queue

/// Reads the status of tasks again and again: each time from one snapshot, and of the responses only what came since the
/// last time. It belongs to one store.
public struct StatusWatch {
  /// Whether to count what takes a look at every example.
  public enum Reckoning: Sendable {
    case always
    /// What was counted before is good enough, if anything.
    case never
    /// Where something changed since, and ten times as long has passed as it took.
    case whenDue
  }

  /// What a task's responses come to, and what they were folded under.
  private struct Folded {
    let target: Digest
    let builds: Int
    var fold: ResponseFold
  }

  private struct Costly {
    let builds: [Digest]
    let reckoned: Status.Reckoned
    /// When it is worth its cost again, in seconds of `clock`.
    let due: Double
  }

  private let clock: @Sendable () -> Double
  private var folds: [TaskName: Folded] = [:]
  private var costly: [TaskName: Costly] = [:]
  /// The list that was asked for last.
  var found: FoundExamples?

  /// - Parameter clock: seconds that never run backwards, by which costs are measured.
  public init(clock: @escaping @Sendable () -> Double = Surroundings.seconds) { self.clock = clock }

  /// The status of one task or of all.
  ///
  /// - Throws: `unknownTask`, and what reading throws; what was folded of the task is then folded anew the next time.
  public mutating func read(
    _ task: TaskName? = nil, from store: any QueueStore, at now: Timestamp, reckoning: Reckoning
  ) throws -> Status {
    var status = try store.read { snapshot in
      let known = try snapshot.tasks().map(\.name).sorted()
      let wanted = known.filter { task == nil || $0 == task }
      if let task, wanted.isEmpty { throw QueueError.unknownTask(task, known: known) }
      return Status(
        tasks: try wanted.map { try read($0, in: snapshot, at: now, reckoning) }, revision: snapshot.revision)
    }
    status.health = store.health()
    return status
  }

  private mutating func read(
    _ task: TaskName, in snapshot: any QueueSnapshot, at now: Timestamp, _ reckoning: Reckoning
  ) throws -> Status.Task {
    let channels = try snapshot.channels(of: task, at: snapshot.revision)
    let builds = try snapshot.builds(of: task, at: snapshot.revision)
    let fold = try fold(task, channels, builds, in: snapshot)
    try reckon(task, channels, builds, in: snapshot, at: now, reckoning)
    let reckoned = costly[task]?.reckoned
    let progress = try snapshot.progress(of: task)
    let names = Dictionary(
      try snapshot.persons().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let answered = try Dictionary(
      fold.answeredQuestions.map { (try snapshot.channel(at: $0.key), $0.value) }, uniquingKeysWith: +)
    let rows = try channels.map { channel in
      let build = try snapshot.build(channel.build)
      let far = progress[channel.name] ?? Progress()
      var tally =
        reckoned?.tallies[channel.name]
        ?? ChannelTally(channel: channel.name, progress: far, open: 0, leased: 0, forReview: 0, stuck: 0)
      tally.progress = far
      tally.open = far.examples - far.done
      // A channel in the making has no row of its own yet.
      let isServing = progress[channel.name] != nil
      return Status.ChannelStatus(
        channel: channel, uiVersion: build.ui.version, taxonomyVersion: build.taxonomy.version, tally: tally,
        answers: answered[channel.name] ?? 0,
        leasedExamples: isServing ? try snapshot.examples(.leased, in: channel.name, of: task).count : 0)
    }
    let contradicted = fold.count(of: .contradiction)
    let people = try fold.people(in: snapshot, at: now)
    return Status.Task(
      task: task, examples: reckoned?.examples ?? rows.map(\.tally.progress.examples).reduce(0, +), channels: rows,
      annotators: people.values.sorted { ($0.name, $0.answers) < ($1.name, $1.answers) },
      contradictedSettlements: contradicted.answers, contradictedExamples: contradicted.examples,
      versions: fold.versions(builds), agreement: fold.agreements,
      minutes: fold.minutes,
      sessions: try snapshot.sessions().filter { open in
        open.session.task == task && open.isRunning && !open.isSilent(at: now)
      }.map { open in
        Status.AtWork(
          name: names[open.session.person] ?? open.annotator, client: open.session.client, since: open.session.at,
          active: open.active, holds: open.holds, lately: people[open.session.person]?.lately ?? 0)
      },
      reckoned: reckoned)
  }

  /// What the responses come to. New definitions may change what an answer says, so that all are folded anew.
  mutating func fold(
    _ task: TaskName, _ channels: [Channel], _ builds: [Build], in snapshot: any QueueSnapshot
  ) throws -> ResponseFold {
    let channel = try Self.main(of: channels)
    var folded: Folded
    // Taken out while it grows: otherwise all of it would be copied.
    if let known = folds.removeValue(forKey: task), known.target == channel.build, known.builds == builds.count {
      folded = known
    } else {
      folded = Folded(
        target: channel.build, builds: builds.count,
        fold: ResponseFold(target: try snapshot.build(channel.build), history: VersionHistory(builds: builds)))
    }
    try folded.fold.catchUp(task, in: snapshot)
    folds[task] = folded
    return folded.fold
  }

  /// The channel that speaks for a task: production, else the oldest.
  public static func main(of channels: [Channel]) throws -> Channel {
    guard let channel = channels.first(where: { $0.name == .production }) ?? channels.first else {
      throw QueueError.broken("a task has no channel")
    }
    return channel
  }

  // MARK: What takes long

  private mutating func reckon(
    _ task: TaskName, _ channels: [Channel], _ builds: [Build], in snapshot: any QueueSnapshot, at now: Timestamp,
    _ reckoning: Reckoning
  ) throws {
    let pointers = channels.map(\.build)
    switch reckoning {
    case .never: return
    case .always: break
    case .whenDue:
      guard let known = costly[task] else { break }
      let isNew = known.reckoned.revision != snapshot.revision || known.builds != pointers
      guard isNew, clock() >= known.due else { return }
    }
    let start = clock()
    let tallies = Dictionary(
      try snapshot.tallies(of: task).map { ($0.channel, $0) }, uniquingKeysWith: { first, _ in first })
    let history = VersionHistory(builds: builds)
    var plans: [ChannelName: RelabelPlan] = [:]
    for channel in channels where channel.state == .live || channel.state == .paused {
      var fold = try RelabelFold(
        of: channel, at: try snapshot.build(channel.build), among: channels, in: history, snapshot)
      plans[channel.name] = try fold.run(checkpoint: { _ in })
    }
    let reckoned = Status.Reckoned(
      revision: snapshot.revision, at: now, plans: plans, examples: try snapshot.exampleCount(of: task),
      tallies: tallies)
    let end = clock()
    costly[task] = Costly(builds: pointers, reckoned: reckoned, due: end + 10 * (end - start))
  }
}
