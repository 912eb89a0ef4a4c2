import Labeling
import Queue

/// The tasks that a person may draw from, and what there is for them.
public enum TaskMenu {
  public struct Entry: Hashable, Sendable {
    public var task: TaskName
    /// As the build that serves says it.
    public var title: String
    /// How far the channels are that the person draws from, as they are told while they work there.
    public var progress: Progress
    public var standing: Standing
  }

  /// What there is for the person.
  public enum Standing: Hashable, Sendable {
    /// Examples want answers; whether this person's, only a claim can say.
    case open
    /// Every example has all the answers that it wants.
    case finished
    /// The person, or all of their channels, are paused.
    case paused
    /// The person answered what comes before real work, and an admin has to let them go on.
    case unqualified
  }

  /// By name: the tasks with at least one channel, not retired, that admits the person. Who is not known here yet is in
  /// no pool.
  ///
  /// - Parameters:
  ///   - name: the person's.
  ///   - choice: the channels that they would draw from.
  public static func entries(
    for name: String, _ choice: ChannelChoice, in store: any QueueStore
  ) throws -> [Entry] {
    try store.read { snapshot in
      let person = try snapshot.persons().first { $0.isNamed(name) }
      return try snapshot.tasks().sorted { $0.name < $1.name }.compactMap { task in
        try entry(of: task.name, for: person, choice, in: snapshot)
      }
    }
  }

  private static func entry(
    of task: TaskName, for person: Person?, _ choice: ChannelChoice, in snapshot: any QueueSnapshot
  ) throws -> Entry? {
    let channels = try snapshot.channels(of: task, at: snapshot.revision).filter { channel in
      choice.takes(channel.name) && channel.state != .retired && admits(channel, person)
    }
    guard let first = channels.first(where: { $0.name == .production }) ?? channels.first else { return nil }
    let far = try snapshot.progress(of: task)
    let gold = try person.map { try OwnGold(of: $0.id, task, in: snapshot) }
    let answered = try gold?.answered(in: snapshot) ?? [:]
    let progress = channels.compactMap { channel in
      far[channel.name].map { $0.with(gold: answered[channel.name] ?? 0) }
    }.reduce(Progress(), +)
    let live = channels.filter { $0.state == .live }
    let standing: Standing =
      if person?.isPaused == true || live.isEmpty {
        .paused
      } else if let person, let gold, try isWaiting(person, gold, for: task, in: live, snapshot) {
        .unqualified
      } else {
        progress.done < progress.examples ? .open : .finished
      }
    return Entry(
      task: task, title: try snapshot.build(first.build).title, progress: progress, standing: standing)
  }

  /// True for somebody who answered their qualification round, and may not go on by themselves.
  private static func isWaiting(
    _ person: Person, _ gold: OwnGold, for task: TaskName, in channels: [Channel], _ snapshot: any QueueSnapshot
  ) throws -> Bool {
    guard !person.qualified.contains(task), !gold.chains.all.isEmpty else { return false }
    for channel in channels {
      let build = try snapshot.build(channel.build)
      guard build.policy.qualification != nil else { continue }
      let book = try GoldBook(of: task, under: build, upTo: snapshot.revision, snapshot)
      return try book.standing(of: person, gold.chains.all, snapshot) == .waiting
    }
    return false
  }

  private static func admits(_ channel: Channel, _ person: Person?) -> Bool {
    person.map { Eligibility.admits(channel, $0) } ?? (channel.pool == nil)
  }
}

extension ChannelChoice {
  fileprivate func takes(_ channel: ChannelName) -> Bool {
    switch self {
    case .all: true
    case .named(let name): name == channel
    }
  }
}
