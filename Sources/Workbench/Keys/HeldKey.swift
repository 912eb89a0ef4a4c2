import Canvas
import Labeling

/// Tells a key that is held down from one that was pressed anew.
///
/// A key that submitted must not answer the next example because it repeats by itself. Terminals don't say when a key
/// is let go, so the same key coming soon is in doubt: if it comes again at once it is repeating, and stays so until it
/// was quiet; if it does not, it was pressed.
struct HeldKey: Hashable, Sendable {
  /// Longer than the delay before keyboards start to repeat (660 ms by default in X), in seconds.
  static let quiet = 0.75
  /// Longer than the time between two repeats (40 ms by default in X), with room for a slow line, in seconds.
  static let burst = 0.12

  enum Verdict: Hashable, Sendable {
    case pressed, inDoubt, held
  }

  private var key: Key?
  private var seenAt: Timestamp?
  private var isRepeating = false
  private(set) var doubt: Key?

  /// Remembers the key that did something that must not happen twice.
  mutating func pressed(_ key: Key, at moment: Timestamp) {
    self = HeldKey()
    self.key = key
    seenAt = moment
  }

  /// What a key that came is, where the screen could take it.
  mutating func judge(_ key: Key, at moment: Timestamp) -> Verdict {
    guard key == self.key, let seenAt, moment.seconds(since: seenAt) < Self.quiet else {
      self = HeldKey()
      return .pressed
    }
    let sinceLast = moment.seconds(since: seenAt)
    self.seenAt = moment
    if isRepeating || (doubt != nil && sinceLast < Self.burst) {
      isRepeating = true
      doubt = nil
      return .held
    }
    doubt = key
    return .inDoubt
  }

  /// Notes a key that came while nothing could be taken: a repeat of it is no news.
  mutating func ignored(_ key: Key, at moment: Timestamp) {
    if key == self.key { seenAt = moment }
  }

  /// When the key in doubt counts as pressed.
  var settlesAt: Timestamp? {
    doubt == nil ? nil : seenAt?.advanced(bySeconds: Self.burst)
  }

  /// The key in doubt, once it stayed alone: it was pressed.
  mutating func settle() -> Key? {
    defer { if doubt != nil { self = HeldKey() } }
    return doubt
  }
}
