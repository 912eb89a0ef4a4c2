import Labeling

/// Weights divide examples, not claims: every example has one home among the weighted channels of its task.
public enum HomeChannel {
  /// The home of an example: a weighted choice by SHA-256 of (task, example), the same for everybody at any time.
  ///
  /// - Parameter channels: the task's channels; those without weight take no part.
  public static func of(_ example: Digest, in task: TaskName, among channels: [Channel]) -> ChannelName? {
    let weighted = channels.filter { $0.weight > 0 && $0.state != .retired }.sorted { $0.name < $1.name }
    let total = weighted.reduce(UInt64(0)) { $0 + UInt64($1.weight) }
    guard total > 0, weighted.count > 1 else { return weighted.first?.name }
    let hash = Digest(of: Array(task.rawValue.utf8) + [0] + example.bytes)
    let draw = hash.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    var point = draw.multipliedFullWidth(by: total).high
    for channel in weighted {
      if point < UInt64(channel.weight) { return channel.name }
      point -= UInt64(channel.weight)
    }
    return weighted.last?.name
  }

  /// True where the channel serves the example: its home, or a channel without weight, which serves all.
  public static func serves(_ channel: Channel, _ example: Digest, in task: TaskName, among channels: [Channel]) -> Bool {
    channel.weight == 0 || of(example, in: task, among: channels) == channel.name
  }
}
