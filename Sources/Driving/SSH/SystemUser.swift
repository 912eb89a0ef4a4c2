import Glibc

/// An entry of the system's users (passwd(5)).
///
/// `getpwnam` keeps one answer for the whole process, so that whoever asks while another thread does may get the other's;
/// getpwnam_r(3) has nothing to share.
public struct SystemUser: Sendable {
  public let number: uid_t
  public let group: gid_t
  public let home: String
  public let shell: String

  /// - Returns: nil where nobody is called so.
  public init?(_ name: String) {
    var size = 1024
    while true {
      switch Self.find(name, room: size) {
      case .user(let user):
        self = user
        return
      case .nobody: return nil
      case .tooLong: size *= 2
      }
    }
  }

  private enum Outcome {
    case user(SystemUser)
    case nobody, tooLong
  }

  /// - Parameter room: bytes for the entry's strings.
  private static func find(_ name: String, room: Int) -> Outcome {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { strings in
      guard let text = strings.baseAddress else { return .nobody }
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      let failure = getpwnam_r(name, &entry, text, strings.count, &found)
      if failure == ERANGE { return .tooLong }
      return failure == 0 && found != nil ? .user(SystemUser(entry)) : .nobody
    }
  }

  /// - Parameter entry: its strings are alive.
  private init(_ entry: passwd) {
    number = entry.pw_uid
    group = entry.pw_gid
    home = String(cString: entry.pw_dir)
    shell = String(cString: entry.pw_shell)
  }
}
