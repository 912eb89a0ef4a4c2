import Labeling
import Queue

extension QueueSnapshot {
  /// A channel of a task as it stands.
  ///
  /// - Throws: `unknownChannel` with those that there are.
  func channel(_ name: ChannelName, of task: TaskName) throws(QueueError) -> Channel {
    let channels = try channels(of: task, at: revision)
    guard let channel = channels.first(where: { $0.name == name }) else {
      throw .unknownChannel(name, known: channels.map(\.name).sorted())
    }
    return channel
  }
}
