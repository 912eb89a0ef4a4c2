import Glibc

/// Clocks of this process, in seconds.
enum Clock {
  static var wall: Double { read(CLOCK_MONOTONIC) }
  static var cpu: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  static func sleep(until moment: Double) {
    var time = timespec(tv_sec: Int(moment), tv_nsec: Int((moment - moment.rounded(.down)) * 1e9))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
