import FoundationEssentials
import Glibc

/// The folder of a loopback server, and the names of its accounts. Both hold the number of the process that made them, so
/// that a later run can take away what a killed one left.
public struct LoopbackPlace: Sendable {
  private static let parent = "/usr/local/lib"
  private static let prefix = "scholium-test-"

  public let folder: String
  public let accounts: [String]

  public var program: String { "\(folder)/scholium" }
  public var configuration: String { "\(folder)/sshd_config" }
  public var snippet: String { "\(folder)/sshd_config.d/scholium.conf" }
  public var log: String { "\(folder)/sshd.log" }
  /// Where strace tells what was executed.
  public var trace: String { "\(folder)/executed" }
  /// The outsider's folder: keys, and ssh's own files.
  public var clients: String { "\(folder)/clients" }
  public var clientConfiguration: String { "\(clients)/config" }
  public var logText: String { Self.text(log) ?? "" }

  public init() throws {
    let number = UInt16.random(in: 0...UInt16.max)
    self.init(name: "\(getpid())-\(number)")
    try make("")
  }

  private init(name: String) {
    folder = "\(Self.parent)/\(Self.prefix)\(name)"
    accounts = ["", "x"].map { "\(TestAccount.prefix)\(name)\($0)" }
  }

  /// A copy of the program that is to be served, sshd's configuration and its host key.
  public func write(serving served: String) throws {
    try make("/sshd_config.d")
    try make("/clients")
    try FileManager.default.copyItem(atPath: served, toPath: program)
    guard chmod(program, 0o755) == 0, chown(program, 0, 0) == 0 else {
      throw RigFailure("\(program) cannot be made root's: \(String(cString: strerror(errno)))")
    }
    try Errand.run(
      [try Errand.path("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/host_key"])
    try writePort(22)
  }

  /// As Debian's, as far as it matters here: what is included comes first. It is laxer than any should be: all variables
  /// of the client's may come along, and tunnels may be made.
  public func writePort(_ port: UInt16) throws {
    try put(
      """
      Include \(folder)/sshd_config.d/*.conf
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder)/host_key
      PidFile \(folder)/sshd.pid
      UsePAM no
      PermitRootLogin no
      LogLevel VERBOSE
      AcceptEnv *
      PermitTunnel yes
      X11Forwarding yes
      Subsystem sftp internal-sftp

      """, to: configuration)
  }

  /// One host a key: `ssh amara` comes in with the key of that name.
  public func writeClients(account: String, port: UInt16) throws {
    let hostKey = try String(contentsOfFile: "\(folder)/host_key.pub", encoding: .utf8)
    try put("scholium-host \(hostKey)", to: "\(clients)/known_hosts")
    try put(
      """
      Host *
        HostName 127.0.0.1
        HostKeyAlias scholium-host
        Port \(port)
        User \(account)
        IdentityFile \(clients)/%n
        IdentitiesOnly yes
        IdentityAgent none
        UserKnownHostsFile \(clients)/known_hosts
        GlobalKnownHostsFile /dev/null
        StrictHostKeyChecking yes
        UpdateHostKeys no
        BatchMode yes
        ConnectTimeout 20
        LogLevel ERROR

      """, to: clientConfiguration)
  }

  /// Takes everything away: processes, accounts, the folder.
  public func remove() {
    for account in accounts { TestAccount.remove(account) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Takes away what the tests of a process left that is no more.
  public static func sweep() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      guard let pid = rest.split(separator: "-").first.flatMap({ pid_t($0) }), kill(pid, 0) != 0, errno == ESRCH else {
        continue
      }
      let place = LoopbackPlace(name: String(rest))
      place.endDaemon()
      place.remove()
    }
  }

  /// Ends the listening sshd, if it runs.
  public func endDaemon() {
    guard let pid = Self.text("\(folder)/sshd.pid").flatMap({ pid_t($0.prefix { $0.isNumber }) }),
      Self.text("/proc/\(pid)/cmdline")?.contains(configuration) == true
    else { return }
    kill(pid, SIGTERM)
  }

  /// What a file says, of /proc as well; nil where it cannot be read.
  public static func text(_ path: String) -> String? {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
  }

  public static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: folder + name, withIntermediateDirectories: true)
    guard chmod(folder + name, 0o755) == 0 else {
      throw RigFailure("\(folder + name) cannot be opened to all: \(String(cString: strerror(errno)))")
    }
  }

  public func put(_ text: String, to path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }
}
