import Glibc
import Labeling

/// What a use case takes from outside: the clock, chance and the program's name. Values, so that any run can be replayed.
public struct Surroundings: Sendable {
  public var now: @Sendable () -> Timestamp
  /// Eight unpredictable bytes as a number.
  public var random: @Sendable () -> UInt64
  /// Such as `scholium 0.1.0`; recorded beside builds, answers and exports.
  public var program: String

  public init(
    program: String, now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> UInt64
  ) {
    self.program = program
    self.now = now
    self.random = random
  }

  /// The machine's clock and its generator of random numbers (`getrandom` on Linux).
  public static func system(program: String) -> Surroundings {
    Surroundings(
      program: program,
      now: clock,
      random: {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
      })
  }

  /// The machine's clock.
  @Sendable public static func clock() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  /// Seconds that never run backwards, from some moment on.
  @Sendable public static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
