import Labeling
import Queue

/// The tasks that a person may draw from, and what there is for them.
public enum TaskMenu {
  public struct Entry: Hashable, Sendable {
    public var task: TaskName
    /// As the build that serves says it.
    public var title: String
    /// How far the channels are that the person draws from.
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
    let progress = channels.compactMap { far[$0.name] }.reduce(Progress(), +)
    let isPaused = person?.isPaused == true || channels.allSatisfy { $0.state != .live }
    return Entry(
      task: task, title: try snapshot.build(first.build).title, progress: progress,
      standing: isPaused ? .paused : progress.done < progress.examples ? .open : .finished)
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
