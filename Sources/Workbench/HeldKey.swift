import Canvas
import Labeling

/// Tells a key that is still held down from one that was pressed anew.
///
/// A key that submitted must not answer the next example because it repeats by itself: terminals don't say when a key
/// is let go, so the same key counts as held until it was quiet for a moment or another key came.
struct HeldKey: Hashable, Sendable {
  /// Longer than the delay before keyboards start to repeat (660 ms by default in X), in seconds.
  static let quiet = 0.75

  private var key: Key?
  private var seenAt: Timestamp?

  /// Remembers the key that did something that must not happen twice.
  mutating func pressed(_ key: Key, at moment: Timestamp) {
    self.key = key
    seenAt = moment
  }

  /// True if this is the remembered key, held.
  mutating func isRepeat(_ key: Key, at moment: Timestamp) -> Bool {
    guard key == self.key, let seenAt, moment.seconds(since: seenAt) < Self.quiet else {
      self.key = nil
      return false
    }
    self.seenAt = moment
    return true
  }
}
