import Labeling
import Queue

/// Listing and moving the channels of a task.
public struct ChannelMoves: Sendable {
  public struct Row: Hashable, Sendable {
    public var channel: Channel
    public var uiVersion: Int
    public var taxonomyVersion: Int
    public var schemaVersion: Int
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
      guard try snapshot.tasks().contains(where: { $0.name == task }) else { throw QueueError.unknownTask(task) }
      return try snapshot.channels(of: task, at: snapshot.revision).map { channel in
        let build = try snapshot.build(channel.build)
        return Row(
          channel: channel, uiVersion: build.ui.version, taxonomyVersion: build.taxonomy.version,
          schemaVersion: build.schema.version)
      }
    }
  }

  public func move(_ channel: ChannelName, of task: TaskName, _ move: ChannelChange.Move) throws(QueueError) -> Channel
  {
    try store.change(ChannelChange(task: task, channel: channel, move: move, at: surroundings.now()))
  }
}
