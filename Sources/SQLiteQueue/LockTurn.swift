import Glibc

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
  private let asked = Self.now(CLOCK_MONOTONIC)
  private var taken = 0.0
  private var processor = 0.0

  init(_ watcher: @escaping @Sendable (LockTurn) -> Void) { self.watcher = watcher }

  mutating func take() {
    taken = Self.now(CLOCK_MONOTONIC)
    processor = Self.now(CLOCK_THREAD_CPUTIME_ID)
  }

  func give() {
    watcher(LockTurn(wait: taken - asked, processor: Self.now(CLOCK_THREAD_CPUTIME_ID) - processor))
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
