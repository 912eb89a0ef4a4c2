import Glibc
import Synchronization

/// A real sshd on a loopback port for a workspace that `scholium ssh setup` serves, and a second account of the system
/// from which ssh comes in. All of it is gone with the last reference to it.
///
/// sshd asks of the program that only root can change it, so a copy of the one to be served lies in a folder of root's.
public final class LoopbackService: Sendable {
  public static var isPossible: Bool { lacking == nil }

  /// What this machine or account lacks for it; nil where it can be had.
  public static var lacking: String? {
    if geteuid() != 0 { return "a real sshd needs root" }
    let missing = ["sshd", "ssh", "ssh-keygen", "useradd", "setpriv"].filter { TestAccount.find($0) == nil }
    return missing.isEmpty ? nil : "there is no \(missing.joined(separator: ", no ")) (.ci/prepare test installs it)"
  }

  /// The account that annotators log in to.
  public let account: String
  /// The account that ssh is called from: no part of the service.
  public let outsider: String
  public let place: LoopbackPlace
  public var port: UInt16 { running.withLock { $0?.port ?? 0 } }
  private let running = Mutex<(port: UInt16, daemon: Child)?>(nil)

  /// The accounts' names and the files around sshd; nothing of the service is set up or runs.
  ///
  /// - Parameter program: the one that is to be served.
  public init(serving program: String) throws {
    LoopbackPlace.sweep()
    place = try LoopbackPlace()
    account = place.accounts[0]
    outsider = place.accounts[1]
    do {
      try TestAccount.add(outsider, home: place.clients)
      try place.write(serving: program)
      try Errand.run(["/bin/chown", "\(outsider):\(outsider)", place.clients])
    } catch {
      place.remove()
      throw error
    }
  }

  deinit { end() }

  /// Ends sshd and all sessions, and takes accounts and files away.
  public func end() {
    stop()
    place.remove()
  }

  // MARK: The service

  /// The words of `scholium ssh setup` for this sshd.
  public func setupWords(workspace: String, _ options: [String]) -> [String] {
    [
      place.program, "ssh", "setup", "--workspace", workspace, "--account", account, "--sshd-config",
      place.configuration,
    ] + options
  }

  /// Lines that sshd reads before anything else for the service's account, where of several settings the first counts:
  /// to be written when the setup is done, which insists on its own.
  public func insist(on settings: [String]) throws { try insist(on: settings, of: account) }

  /// Serves another program beside, to whoever comes in with a key as the outsider's account (`-l`): what a service
  /// costs is measured against it.
  ///
  /// - Parameters:
  ///   - command: for the account's shell.
  ///   - key: the public key's path.
  public func serveBeside(_ command: String, to key: String) throws {
    // Without PAM sshd lets no locked account in.
    try Errand.run([try Errand.path("usermod"), "--password", "*", outsider])
    let keys = "\(place.folder)/beside_keys"
    guard let line = LoopbackPlace.text(key) else { throw RigFailure("there is no key at \(key)") }
    try place.put(line, to: keys)
    try insist(on: ["AuthorizedKeysFile \(keys)", "ForceCommand \(command)"], of: outsider)
  }

  private func insist(on settings: [String], of user: String) throws {
    let lines = ["Match User \(user)"] + settings.map { "  \($0)" } + ["Match all", ""]
    try place.put(lines.joined(separator: "\n"), to: "\(place.folder)/sshd_config.d/00-\(user).conf")
  }

  /// Starts sshd, and waits until it listens.
  ///
  /// - Parameter recorder: words before sshd's own, of a program that watches it.
  public func start(under recorder: [String] = []) throws {
    let sshd = try Errand.path("sshd")
    // What sshd's own service makes; it is left for the next.
    mkdir("/run/sshd", 0o755)
    for _ in 0..<5 {
      let port = try LoopbackPort.free()
      try place.writePort(port)
      let child = try Child(
        recorder + [sshd, "-D", "-f", place.configuration, "-E", place.log], environment: [:], folder: nil)
      let isListening: Bool? = awaited {
        LoopbackPort.isOpen(port) ? true : access("/proc/\(child.pid)/exe", F_OK) == 0 ? nil : false
      }
      // Another may have taken the port meanwhile.
      guard isListening == true else { continue }
      running.withLock { $0 = (port, child) }
      return try place.writeClients(account: account, port: port)
    }
    throw RigFailure("sshd does not start: \(place.logText)")
  }

  /// Ends sshd; sessions go on, as with a real one.
  public func stop() {
    guard let (port, daemon) = running.withLock({ $0 }) else { return }
    // A recorder would stay behind its sshd until the last session ends.
    place.endDaemon()
    let _: Bool? = awaited(seconds: 5) { LoopbackPort.isOpen(port) ? nil : true }
    daemon.signal(SIGTERM)
    running.withLock { $0 = nil }
  }

  // MARK: Coming in

  /// A new key pair of a person; returns the public key's path, which root and nobody else gives to the queue.
  @discardableResult
  public func makeKey(_ person: String) throws -> String {
    let path = "\(place.clients)/\(person)"
    let keygen = try Errand.path("ssh-keygen")
    try Errand.run(
      try TestAccount.run(as: outsider) + [keygen, "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", path])
    return "\(path).pub"
  }

  /// The words that start ssh from the outsider's account: `person` names the key.
  public func words(as person: String, _ arguments: [String] = [], options: [String] = []) throws -> [String] {
    try TestAccount.run(as: outsider) + [try Errand.path("ssh"), "-F", place.clientConfiguration] + options
      + ["--", person] + arguments
  }

  // MARK: Sessions

  /// Processes of the service's account: the sessions.
  public var sessions: [pid_t] { TestAccount.processes(of: account) }

  /// Whether a process runs the program that is served.
  public func isProgram(_ process: pid_t) -> Bool { TestAccount.isRunning(place.program, in: process) }
}
