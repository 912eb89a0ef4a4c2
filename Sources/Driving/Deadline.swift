import Glibc

/// The moment at which waiting is given up.
public struct Deadline: Sendable {
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private let start = Self.now
  private let seconds: Double

  public init(seconds: Double) {
    self.seconds = seconds
  }

  public var elapsed: Double { Self.now - start }
  public var hasPassed: Bool { elapsed > seconds }
}

/// Asks again and again until there is an answer; nil if none came in time.
public func awaited<Value>(seconds: Double = 20, _ ask: () throws -> Value?) rethrows -> Value? {
  let deadline = Deadline(seconds: seconds)
  while true {
    if let value = try ask() { return value }
    if deadline.hasPassed { return nil }
    usleep(15_000)
  }
}
