import Glibc
import Operations

/// Does what a plan says. Runs as root.
enum SetupWork {
  /// - Throws: what kept a change from being made; those before it are made, and running it again goes on from there.
  static func perform(_ change: SetupChange) throws {
    switch change {
    case .run(let program, let arguments): try run(program, arguments)
    case .give(let path, let owner, let mode): try give(path, to: owner, mode: mode)
    case .make(let path, let owner, let mode): try make(path, for: owner, mode: mode)
    case .replace(let change): try DaemonWork.replace(change)
    case .reload(let reload): try DaemonWork.reload(reload)
    }
  }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let outcome = try SystemProgram.run(program, arguments)
    guard !outcome.isSuccess else { return }
    let why = outcome.complaint.isEmpty ? "\(program) failed" : outcome.complaint
    // userdel(8): the user is logged in.
    let remedy = program == "userdel" && outcome.status == 8 ? "end that session" : "mend that"
    throw OperationError.cannotWrite(path: "the list of accounts", why: "\(why) (\(remedy), then run it again)")
  }

  /// Through a descriptor, so that nobody can put a link in the file's place in between.
  private static func give(_ path: String, to owner: SetupChange.Owner, mode: mode_t) throws(OperationError) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    guard isFolder || status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1 else {
      throw .cannotWrite(path: path, why: "it is not one file of its own (take away the link, then run it again)")
    }
    try give(descriptor, at: path, to: owner, mode: mode)
  }

  private static func make(_ path: String, for owner: SetupChange.Owner, mode: mode_t) throws(OperationError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try give(descriptor, at: path, to: owner, mode: mode)
  }

  private static func give(
    _ descriptor: Int32, at path: String, to owner: SetupChange.Owner, mode: mode_t
  ) throws(OperationError) {
    let (user, group) = try numbers(of: owner)
    guard fchown(descriptor, user, group) == 0, fchmod(descriptor, mode) == 0 else { throw failure(path) }
  }

  private static func numbers(of owner: SetupChange.Owner) throws(OperationError) -> (uid_t, gid_t) {
    guard case .account(let name) = owner else { return (0, 0) }
    guard let account = ServiceAccount.find(name) else {
      throw .missing("the account \(name) is not there (run it again)")
    }
    return (account.user, account.group)
  }

  /// What errno says of a path.
  static func failure(_ path: String) -> OperationError {
    .cannotWrite(path: path, why: "\(String(cString: strerror(errno))) (mend that, then run it again)")
  }
}
