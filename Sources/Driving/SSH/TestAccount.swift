import Glibc

/// Accounts of the system that tests make and take away.
public enum TestAccount {
  /// No account of anybody's begins like this.
  public static let prefix = "scholium-t"

  public static func exists(_ name: String) -> Bool { getpwnam(name) != nil }

  /// An ordinary account with a shell, without a password.
  public static func add(_ name: String, home: String) throws {
    try Errand.run(
      [try Errand.path("useradd"), "--system", "--user-group", "--home-dir", home, "--shell", "/bin/sh", name])
  }

  /// Ends whatever runs under the account, and takes it away.
  public static func remove(_ name: String) {
    guard name.hasPrefix(prefix), let entry = getpwnam(name) else { return }
    let user = entry.pointee.pw_uid
    let _: Bool? = awaited(seconds: 5) {
      let pids = processes(of: user)
      for pid in pids { kill(pid, SIGKILL) }
      return pids.isEmpty ? true : nil
    }
    if let userdel = find("userdel") { _ = try? Errand.run([userdel, name]) }
  }

  /// The words before a command that runs it under the account, in the same process.
  public static func run(as name: String) throws -> [String] {
    guard let entry = getpwnam(name)?.pointee else { throw RigFailure("there is no account \(name)") }
    return [
      try Errand.path("setpriv"), "--reuid=\(entry.pw_uid)", "--regid=\(entry.pw_gid)", "--clear-groups", "--",
    ]
  }

  /// Processes that run under a number, without those that have ended.
  public static func processes(of user: uid_t) -> [pid_t] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var found: [pid_t] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      guard let pid = pid_t(name), stat("/proc/\(name)", &status) == 0, status.st_uid == user else { continue }
      if access("/proc/\(name)/exe", F_OK) == 0 { found.append(pid) }
    }
    return found
  }

  /// Programs for the administrator lie in folders that a user's PATH may leave out.
  public static func find(_ name: String) -> String? {
    ["/usr/sbin", "/usr/bin", "/sbin", "/bin"].map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
