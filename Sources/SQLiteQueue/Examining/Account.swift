import Glibc

enum Account {
  /// What the system calls a user; nil for a number that nobody has.
  ///
  /// By getpwuid_r(3): `getpwuid` keeps one answer for all threads.
  static func name(of user: uid_t) -> String? {
    var size = 1024
    while true {
      switch find(user, room: size) {
      case .name(let name): return name
      case .nobody: return nil
      case .tooLong: size *= 2
      }
    }
  }

  private enum Outcome {
    case name(String)
    case nobody, tooLong
  }

  /// - Parameter room: bytes for the entry's strings.
  private static func find(_ user: uid_t, room: Int) -> Outcome {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { strings in
      guard let text = strings.baseAddress else { return .nobody }
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      let failure = getpwuid_r(user, &entry, text, strings.count, &found)
      if failure == ERANGE { return .tooLong }
      return failure == 0 && found != nil ? .name(String(cString: entry.pw_name)) : .nobody
    }
  }
}
