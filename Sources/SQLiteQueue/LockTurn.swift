/// One turn with the lock, for whoever measures: how long it was waited for, and what was done with it.
public struct LockTurn: Sendable {
  /// From asking to having, in seconds.
  public let wait: Double
  /// Of the processor while it was held, in seconds: what others waited for, but for the disk.
  public let processor: Double
}

/// Takes the times of one turn.
struct LockStopwatch {
  private let watcher: @Sendable (LockTurn) -> Void
  private let asked = MachineClock.now
  private var taken = 0.0
  private var processor = 0.0

  init(_ watcher: @escaping @Sendable (LockTurn) -> Void) { self.watcher = watcher }

  mutating func take() {
    taken = MachineClock.now
    processor = MachineClock.processor
  }

  func give() {
    watcher(LockTurn(wait: taken - asked, processor: MachineClock.processor - processor))
  }
}
