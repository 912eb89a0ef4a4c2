import Labeling
import Queue

extension ShownWords {
  /// The first words of some examples, raw, as a channel's screen shows them; those that are not there are left out.
  public static func first(
    of examples: [Digest], _ task: TaskName, in channel: ChannelName, _ snapshot: any QueueSnapshot
  ) throws -> [Digest: String] {
    let build = try snapshot.build(try snapshot.channel(channel, of: task).build)
    var words: [Digest: String] = [:]
    for example in examples {
      guard let found = try snapshot.example(example, of: task, upTo: snapshot.revision) else { continue }
      words[example] = first(of: try Stored.object(found.record.data), under: build.ui)
    }
    let others = Set(examples).subtracting(words.keys)
    guard !others.isEmpty else { return words }
    for fact in try snapshot.gold(of: task, upTo: snapshot.revision) {
      let example = try snapshot.example(at: fact.example, of: task)
      guard others.contains(example) else { continue }
      words[example] = first(of: try Stored.object(try snapshot.content(ofGold: fact.key, of: task)), under: build.ui)
    }
    return words
  }
}
