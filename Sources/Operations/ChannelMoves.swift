import Labeling
import Queue

/// Listing and moving the channels of a task.
public struct ChannelMoves: Sendable {
  public struct Row: Hashable, Sendable {
    public var channel: Channel
    public var uiVersion: Int
    public var taxonomyVersion: Int
    public var schemaVersion: Int
    /// Older UI versions that the people who saw them go on with here.
    public var tails: [Int]
    /// Older UI versions on which nothing is asked any more.
    public var retiredTails: [Int]
  }

  private let store: any QueueStore
  private let surroundings: Surroundings

  public init(store: any QueueStore, surroundings: Surroundings) {
    self.store = store
    self.surroundings = surroundings
  }

  /// Oldest first, retired ones too.
  public func list(_ task: TaskName) throws -> [Row] {
    try store.read { snapshot in
      try snapshot.expect(task)
      let history = VersionHistory(builds: try snapshot.builds(of: task, at: snapshot.revision))
      return try snapshot.channels(of: task, at: snapshot.revision).map { channel in
        let build = try snapshot.build(channel.build)
        return Row(
          channel: channel, uiVersion: build.ui.version, taxonomyVersion: build.taxonomy.version,
          schemaVersion: build.schema.version,
          tails: Set(Tails(of: channel, at: build, in: history).builds.map(\.ui.version)).sorted(),
          retiredTails: Set(
            history.builds.filter { channel.retiredTails.contains($0.uiVersion) }.map(\.ui.version)
          ).sorted())
      }
    }
  }

  public func move(_ channel: ChannelName, of task: TaskName, _ move: ChannelChange.Move) throws(QueueError) -> Channel
  {
    try store.change(ChannelChange(task: task, channel: channel, move: move, at: surroundings.now()))
  }
}
