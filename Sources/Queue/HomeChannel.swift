import Labeling

/// Weights divide examples, not claims: every example has one home among the weighted channels of its task.
public enum HomeChannel {
  /// The home of an example: a weighted choice by SHA-256 of (task, example), the same for everybody at any time.
  ///
  /// - Parameter channels: the task's channels; those without weight take no part.
  public static func of(_ example: Digest, in task: TaskName, among channels: [Channel]) -> ChannelName? {
    let weighted = channels.filter { $0.weight > 0 && $0.state != .retired }.sorted { $0.name < $1.name }
    // No sum of shares may overflow, whatever the weights say.
    let shares = weighted.map { UInt64(min($0.weight, 1_000_000_000)) }
    let total = shares.reduce(0, +)
    guard total > 0, weighted.count > 1 else { return weighted.first?.name }
    var point = Digest(of: Array(task.rawValue.utf8) + [0] + example.bytes).draw(below: total)
    for (channel, share) in zip(weighted, shares) {
      if point < share { return channel.name }
      point -= share
    }
    return weighted.last?.name
  }

  /// True where the channel serves the example: its home, or a channel without weight, which serves all. A retired one
  /// serves nothing.
  public static func serves(_ channel: Channel, _ example: Digest, in task: TaskName, among channels: [Channel]) -> Bool
  {
    guard channel.state != .retired else { return false }
    return channel.weight == 0 || of(example, in: task, among: channels) == channel.name
  }
}
