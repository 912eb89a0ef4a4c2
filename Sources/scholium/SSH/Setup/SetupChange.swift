import Glibc
import Operations
import Text

/// One thing that setting up, or taking away again, does to the system.
enum SetupChange: Hashable {
  /// A program of the system with its arguments.
  case run(program: String, arguments: [String])
  /// A folder or file gets an owner and a mode.
  case give(path: String, to: Owner, mode: mode_t)
  /// A new and empty file.
  case make(path: String, for: Owner, mode: mode_t)
  /// Another text in sshd's configuration, kept only if sshd accepts all of it.
  case replace(ConfigurationChange)
  /// sshd reads its configuration again; who is logged in stays.
  case reload(DaemonReload)

  enum Owner: Hashable {
    case root
    case account(AccountName)
  }

  /// What will be done, as somebody would type it, or as the change of a file.
  var shown: [Displayable] {
    switch self {
    case .run(let program, let arguments):
      [Displayable(([program] + arguments.map(Self.quoted)).joined(separator: " "))]
    case .give(let path, let owner, let mode):
      ["chown \(owner.user):\(owner.user) \(path) && chmod \(String(mode, radix: 8)) \(path)"]
    case .make(let path, let owner, let mode):
      ["install -o \(owner.user) -g \(owner.user) -m \(String(mode, radix: 8)) /dev/null \(path)"]
    case .replace(let change): change.shown
    case .reload(let reload): [Displayable(reload.shown)]
    }
  }

  private static func quoted(_ argument: String) -> String {
    argument.contains { " *'".contains($0) } ? "'\(argument)'" : argument
  }
}

extension SetupChange.Owner {
  /// The name of its group, too.
  fileprivate var user: String {
    switch self {
    case .root: "root"
    case .account(let name): name.description
    }
  }
}

/// A file of sshd's configuration before and after.
struct ConfigurationChange: Hashable {
  var path: PlainPath
  /// nil for a file that is not there.
  var before: String?
  var after: String?
  /// The configuration that includes the file, which sshd examines whole.
  var configuration: PlainPath
  /// What sshd must find in it for the account.
  var expected: Expectation?

  struct Expectation: Hashable {
    var account: AccountName
    var settings: [Snippet.Setting]
  }

  var shown: [Displayable] {
    LineDiff.unified(from: before, to: after, path: path.text).map { Displayable($0) }
      + ["sshd -t -f \(configuration.text)"]
  }
}

/// How the running sshd is told.
enum DaemonReload: Hashable {
  /// Debian's unit.
  case service
  /// SIGHUP to the process that the file names.
  case hangUp(pidFile: String)

  var shown: String {
    switch self {
    case .service: "systemctl reload ssh"
    case .hangUp(let pidFile): "kill -HUP $(cat \(pidFile))"
    }
  }
}
