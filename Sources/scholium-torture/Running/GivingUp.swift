import Glibc

/// Ends a run that cannot show anything, which is neither a promise kept nor one broken.
enum GivingUp {
  /// - Parameter status: as in sysexits.h: `EX_UNAVAILABLE` where the machine lacks what the fault needs.
  static func because(_ why: String, status: Int32) -> Never {
    let line = Array("\(why)\n".utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(status)
  }
}
