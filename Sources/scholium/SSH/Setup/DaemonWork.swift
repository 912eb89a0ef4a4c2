import Glibc
import Operations

/// Changes sshd's configuration, and tells the running sshd.
enum DaemonWork {
  /// Puts the file in its place, lets sshd examine the whole, and puts back what was there where sshd refuses.
  static func replace(_ change: ConfigurationChange) throws {
    try put(change.after, at: change.path)
    do {
      try withPrivilegeSeparationFolder { try examine(change) }
    } catch {
      try put(change.before, at: change.path)
      throw error
    }
  }

  static func reload(_ reload: DaemonReload) throws {
    switch reload {
    case .service:
      guard try SystemProgram.run("systemctl", ["is-active", "--quiet", "ssh"]).isSuccess else {
        return Console.say("scholium: sshd does not run as a service (systemctl enable --now ssh starts it)")
      }
      let outcome = try SystemProgram.run("systemctl", ["reload", "ssh"])
      guard outcome.isSuccess else {
        throw OperationError.missing(
          "sshd did not reload: \(outcome.complaint) (systemctl status ssh tells why)")
      }
    case .hangUp(let pidFile):
      guard let pid = process(of: pidFile) else {
        return Console.say("scholium: no sshd runs (service ssh start starts it)")
      }
      guard kill(pid, SIGHUP) == 0 else {
        throw OperationError.missing("sshd, process \(pid), cannot be told: \(String(cString: strerror(errno)))")
      }
    }
  }

  private static func put(_ text: String?, at path: PlainPath) throws {
    guard let text else {
      guard unlink(path.text) == 0 || errno == ENOENT else {
        throw SetupWork.failure(path.text)
      }
      return
    }
    var file = try WholeFile(at: path.text)
    try file.append(Array(text.utf8))
    try file.keep()
  }

  private static func examine(_ change: ConfigurationChange) throws {
    let syntax = try SystemProgram.run("sshd", ["-t", "-f", change.configuration.text])
    guard syntax.isSuccess else {
      throw OperationError.badData(
        "sshd refuses its configuration, and \(change.path.text) is as it was: \(syntax.complaint) (mend that, then run it again)"
      )
    }
    guard let expected = change.expected else { return }
    let connection = "user=\(expected.account),host=localhost,addr=127.0.0.1"
    let outcome = try SystemProgram.run("sshd", ["-T", "-f", change.configuration.text, "-C", connection])
    let found = EffectiveSettings(outcome.output)
    guard let why = found.difference(from: expected) else { return }
    throw OperationError.badData("\(why), and \(change.path.text) is as it was")
  }

  /// sshd examines nothing without the folder that its service makes (`sshd -t` of OpenSSH 9.2).
  private static func withPrivilegeSeparationFolder(_ body: () throws -> Void) throws {
    let folder = "/run/sshd"
    let isMade = mkdir(folder, 0o755) == 0
    defer { if isMade { rmdir(folder) } }
    try body()
  }

  /// The sshd that wrote the file; nil where it is gone.
  private static func process(of pidFile: String) -> pid_t? {
    guard let text = TextFile.read(pidFile), let pid = pid_t(text.prefix { $0.isNumber }), pid > 1,
      TextFile.read("/proc/\(pid)/comm") == "sshd\n"
    else { return nil }
    return pid
  }
}
