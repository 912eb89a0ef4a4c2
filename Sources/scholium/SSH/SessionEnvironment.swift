import Glibc
import Terminal

/// What sshd and the client hand to a session, taken out of the environment before anything else looks at it.
struct SessionEnvironment: Sendable {
  /// The client's address.
  let place: String
  /// What the client asked for.
  let request: String?
  /// The file in which sshd says how the client proved who they are (sshd_config(5), ExposeAuthInfo).
  let proof: String?

  /// Takes what is of use and clears the rest: from here on a session's environment is the program's own.
  static func take() -> SessionEnvironment {
    let place = Environment["SSH_CONNECTION"]?.split(separator: " ").first.map(String.init)
    let taken = SessionEnvironment(
      place: place.flatMap { isAddress($0) ? $0 : nil } ?? "unknown", request: Environment["SSH_ORIGINAL_COMMAND"],
      proof: Environment["SSH_USER_AUTH"])
    let terminal = Environment["TERM"].flatMap(TerminalName.init)
    clearenv()
    setenv("PATH", "/usr/bin:/bin", 1)
    setenv("LC_ALL", "C.UTF-8", 1)
    if let terminal { setenv("TERM", terminal.text, 1) }
    umask(0o077)
    signal(SIGTSTP, SIG_IGN)
    CrashReports.forgo()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    return taken
  }

  private static func isAddress(_ text: String) -> Bool {
    text.utf8.count <= 100
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: ".:%-".utf8.contains(byte)
        }
      }
  }
}
