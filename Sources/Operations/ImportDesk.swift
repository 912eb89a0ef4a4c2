import Labeling
import Queue
import Records

/// What rows of answers are held against: the task's versions, channels and examples.
final class ImportDesk {
  let task: TaskName
  /// Where answers go whose own channel is not here.
  let channel: ChannelName
  let current: Build
  let history: VersionHistory
  let target: ImportTarget
  let store: any QueueStore
  let surroundings: Surroundings
  private let channels: Set<ChannelName>
  private var shelf: ExampleShelf?

  /// - Parameter channel: nil: production, or else the oldest channel.
  init(_ task: TaskName, channel: ChannelName?, store: any QueueStore, surroundings: Surroundings) throws {
    self.task = task
    self.store = store
    self.surroundings = surroundings
    let (published, channels, builds, identity) = try store.read { snapshot in
      guard let published = try snapshot.tasks().first(where: { $0.name == task }) else {
        throw QueueError.unknownTask(task, known: try snapshot.tasks().map(\.name).sorted())
      }
      return (
        published, try snapshot.channels(of: task, at: snapshot.revision),
        try snapshot.builds(of: task, at: snapshot.revision),
        try snapshot.identity(ofDataset: published.dataset)
      )
    }
    guard
      let chosen = channels.first(where: { $0.name == channel ?? .production })
        ?? (channel == nil ? channels.first : nil)
    else { throw QueueError.unknownChannel(channel ?? .production, known: channels.map(\.name)) }
    guard let current = builds.first(where: { $0.id == chosen.build }) else {
      throw QueueError.broken("build \(chosen.build.short) of channel '\(chosen.name)' is missing")
    }
    self.channel = chosen.name
    self.channels = Set(channels.map(\.name))
    self.current = current
    history = VersionHistory(builds: builds)
    target = ImportTarget(of: published, like: current, identity: identity)
  }

  /// The channel of a row: its own where it is here.
  func channel(_ name: ChannelName?) -> ChannelName {
    name.flatMap { channels.contains($0) ? $0 : nil } ?? channel
  }

  /// The row of an example that is there, nil for one that is not.
  func row(of example: Digest) throws -> JSONObject? { try examples.row(of: example) }

  func has(_ example: Digest) throws -> Bool { try examples.has(example) }

  func add(_ rows: [ImportBatch.Row]) throws -> ImportReport {
    let report = try store.add(
      ImportBatch(
        dataset: target.dataset, identity: target.identity, rows: rows, updates: false, at: surroundings.now()))
    for (row, fate) in zip(rows, report.fates) where fate == .added { try shelf?.put(row.data, of: row.example) }
    return report
  }

  /// Read only where something must be looked up.
  private var examples: ExampleShelf {
    get throws {
      if let shelf { return shelf }
      let made = try store.read { snapshot in
        try ExampleShelf(of: task, upTo: snapshot.revision, in: snapshot)
      }
      shelf = made
      return made
    }
  }
}
