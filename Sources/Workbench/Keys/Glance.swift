import Labeling

/// Keeps keys that were typed before a screen could be seen from acting on it: an unusual screen must not be answered by
/// hands that are still busy with the usual one.
struct Glance: Hashable, Sendable {
  /// What it takes to see that this screen is another one, in seconds.
  static let shortest = 0.6
  /// Keys that follow each other faster than this are one burst, in seconds.
  static let burst = 0.25

  private var endsAt: Timestamp

  /// - Parameter seconds: what it takes to see the screen; less where the hands know what comes.
  init(from moment: Timestamp, seconds: Double = Self.shortest) { endsAt = moment.advanced(bySeconds: seconds) }

  func covers(_ moment: Timestamp) -> Bool { moment < endsAt }

  /// A burst is over only once it was quiet.
  mutating func sawKey(at moment: Timestamp) { endsAt = max(endsAt, moment.advanced(bySeconds: Self.burst)) }
}
