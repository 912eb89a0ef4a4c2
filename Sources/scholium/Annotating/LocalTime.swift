import Glibc

/// The time zone of this machine.
enum LocalTime {
  /// Seconds that local time is ahead of UTC right now.
  static var utcOffset: Int {
    var moment = time(nil)
    var local = tm()
    guard localtime_r(&moment, &local) != nil else { return 0 }
    return local.tm_gmtoff
  }
}
