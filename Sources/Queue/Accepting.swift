import Labeling

/// Which channels' answers a channel takes. Whether one of them counts is a matter of what it says there (`Reckoning`).
public enum Accepting {
  /// True where `channel`, which stands at `build`, takes an answer that was given in channel `source` under `given`.
  ///
  /// Production takes another channel's answers only where its policy names that channel, or after it was promoted from
  /// it; other channels take every channel's. `reuse: same-ui` asks for the same screen beside that, `reuse: none` leaves
  /// only own answers and those of channels it was promoted from.
  public static func takes(
    answersIn source: ChannelName, under given: Build, in channel: Channel, at build: Build
  ) -> Bool {
    if source == channel.name || channel.accepts.contains(source) { return true }
    let isNamed = channel.name != .production || build.policy.reuseFrom.contains(source)
    switch build.policy.reuse {
    case .exact: return isNamed
    case .sameUI: return isNamed && given.uiVersion == build.uiVersion
    case .none: return false
    }
  }
}
