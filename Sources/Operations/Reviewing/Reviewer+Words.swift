import Labeling
import Queue

extension Reviewer {
  /// The first words of some examples, to know them by in a list; those that are not there are left out. It shows nothing
  /// of what was said of them.
  public func words(of examples: [Digest]) throws -> [Digest: String] {
    try read { try ReviewList.words(of: examples, task, in: channel, $0) }
  }
}

extension ReviewList {
  /// The first words of some examples, as the channel's screen shows them.
  public static func words(
    of examples: [Digest], _ task: TaskName, in channel: ChannelName, _ snapshot: any QueueSnapshot
  ) throws -> [Digest: String] {
    let channels = try snapshot.channels(of: task, at: snapshot.revision)
    guard let standing = channels.first(where: { $0.name == channel }) else {
      throw QueueError.unknownChannel(channel, known: channels.map(\.name).sorted())
    }
    let build = try snapshot.build(standing.build)
    var words: [Digest: String] = [:]
    for example in examples {
      guard let found = try snapshot.example(example, of: task, upTo: snapshot.revision) else { continue }
      words[example] = ShownWords.first(of: try Stored.object(found.record.data), under: build.ui)
    }
    return words
  }
}
