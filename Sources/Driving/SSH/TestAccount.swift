import FoundationEssentials
import Glibc

/// Accounts of the system that tests make and take away.
public enum TestAccount {
  /// No account of anybody's begins like this.
  public static let prefix = "scholium-t"

  public static func exists(_ name: String) -> Bool { SystemUser(name) != nil }

  /// An ordinary account with a shell, without a password.
  public static func add(_ name: String, home: String) throws {
    try Errand.run(
      [try Errand.path("useradd"), "--system", "--user-group", "--home-dir", home, "--shell", "/bin/sh", name])
  }

  /// Ends whatever runs under the account, and takes it away.
  public static func remove(_ name: String) {
    guard name.hasPrefix(prefix), let user = SystemUser(name)?.number else { return }
    let _: Bool? = awaited(seconds: 5) {
      let pids = processes(of: user)
      for pid in pids { kill(pid, SIGKILL) }
      return pids.isEmpty ? true : nil
    }
    if let userdel = find("userdel") { _ = try? Errand.run([userdel, name]) }
  }

  /// The words before a command that runs it under the account, in the same process.
  public static func run(as name: String) throws -> [String] {
    guard let user = SystemUser(name) else { throw RigFailure("there is no account \(name)") }
    return [
      try Errand.path("setpriv"), "--reuid=\(user.number)", "--regid=\(user.group)", "--clear-groups", "--",
    ]
  }

  /// Processes that run under a number, without those that have ended.
  public static func processes(of user: uid_t) -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { pid in
      var status = stat()
      return stat("/proc/\(pid)", &status) == 0 && status.st_uid == user && access("/proc/\(pid)/exe", F_OK) == 0
    }
  }

  /// The same by name; none where there is no such account.
  public static func processes(of name: String) -> [pid_t] {
    SystemUser(name).map { processes(of: $0.number) } ?? []
  }

  /// - Parameter program: a path without links.
  public static func isRunning(_ program: String, in process: pid_t) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")) == program
  }

  /// Programs for the administrator lie in folders that a user's PATH may leave out.
  public static func find(_ name: String) -> String? {
    ["/usr/sbin", "/usr/bin", "/sbin", "/bin"].map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
