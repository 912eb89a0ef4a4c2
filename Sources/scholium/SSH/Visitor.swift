import Glibc
import Queue

/// Somebody over SSH, known by their key: who they are and what they may do is settled before any command of theirs runs.
struct Visitor: Sendable {
  let name: String
  let role: Role
  /// Their address.
  let place: String

  /// Whoever this process works for; nil for somebody at the machine itself.
  @TaskLocal static var current: Visitor?
}

/// Who does something, for the audit trail.
enum Actor {
  static var name: String { Visitor.current?.name ?? "\(systemUser) (local)" }

  /// The account that this process runs under.
  static var systemUser: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "user-\(getuid())" }
    return String(cString: name)
  }
}
