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

  /// Whether examples may be before whoever this process works for otherwise than to be answered. Whoever answers sees
  /// them first on the screen that asks about them, and nothing that tells gold from work.
  static var readsExamples: Bool {
    switch current?.role {
    case .annotator, .job: false
    case nil, .reviewer, .engineer, .admin: true
    }
  }
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
