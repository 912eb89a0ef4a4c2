import Labeling

/// How long a person really worked on an example: the time between key presses, without breaks.
struct ActiveTime: Hashable, Sendable {
  /// The longest pause that counts as reading, in seconds; what is longer counts as this much.
  static let longestPause = 60.0

  private var seconds = 0.0
  private var last: Timestamp

  init(from moment: Timestamp) { last = moment }

  /// When a pause gets too long to be reading: from then on nothing is counted until the next key.
  var restsAt: Timestamp { last.advanced(bySeconds: Self.longestPause) }

  func isResting(at moment: Timestamp) -> Bool { moment >= restsAt }

  var milliseconds: Int { Int((seconds * 1000).rounded()) }

  mutating func sawActivity(at moment: Timestamp) {
    seconds += min(max(0, moment.seconds(since: last)), Self.longestPause)
    last = max(last, moment)
  }
}
