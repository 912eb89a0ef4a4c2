import Labeling

/// Which answers count in a channel.
public enum Accepting {
  /// True where an answer given in channel `source` under the build `given` is one that `channel`, which stands at
  /// `build`, takes: one of its own, or one of a channel that it accepts, and in either case one that says the same here.
  ///
  /// Production takes another channel's answers only where its policy names that channel, or after it was promoted from
  /// it; other channels take every channel's. `reuse: same-ui` asks for the same screen beside that, `reuse: none` leaves
  /// only own answers and those of channels it was promoted from.
  public static func counts(
    answerIn source: ChannelName, under given: Build, in channel: Channel, at build: Build
  ) -> Bool {
    guard build.counts(answersOf: given) else { return false }
    if source == channel.name || channel.accepts.contains(source) { return true }
    let isNamed = channel.name != .production || build.policy.reuseFrom.contains(source)
    switch build.policy.reuse {
    case .exact: return isNamed
    case .sameUI: return isNamed && given.uiVersion == build.uiVersion
    case .none: return false
    }
  }
}
