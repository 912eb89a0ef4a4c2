import Glibc

/// The clocks of the machine that tell how long something takes, in seconds; what time it is comes in as a value.
enum MachineClock {
  /// Goes on evenly, whatever is done to the time of day.
  static var now: Double { read(CLOCK_MONOTONIC) }
  /// The same to the second, for what is done once in one. It is some milliseconds behind, and costs next to nothing.
  static var second: Int { time(CLOCK_MONOTONIC_COARSE).tv_sec }
  /// Of the processor, that this thread has taken.
  static var processor: Double { read(CLOCK_THREAD_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    let time = time(clock)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func time(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
