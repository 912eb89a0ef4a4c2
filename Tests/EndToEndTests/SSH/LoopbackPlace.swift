import Driving
import FoundationEssentials
import Glibc
import Testing

/// The folder of a loopback server, and the names of its accounts. Both hold the number of the process that made them, so
/// that a later run can take away what a killed one left.
struct LoopbackPlace {
  private static let parent = "/usr/local/lib"
  private static let prefix = "scholium-test-"

  let folder: String
  let accounts: [String]

  var program: String { "\(folder)/scholium" }
  var configuration: String { "\(folder)/sshd_config" }
  var snippet: String { "\(folder)/sshd_config.d/scholium.conf" }
  var log: String { "\(folder)/sshd.log" }
  /// Where strace tells what was executed.
  var trace: String { "\(folder)/executed" }
  /// The outsider's folder: keys, and ssh's own files.
  var clients: String { "\(folder)/clients" }
  var clientConfiguration: String { "\(clients)/config" }
  var logText: String { Self.text(log) ?? "" }

  init() throws {
    let number = UInt16.random(in: 0...UInt16.max)
    self.init(name: "\(getpid())-\(number)")
    try make("")
  }

  private init(name: String) {
    folder = "\(Self.parent)/\(Self.prefix)\(name)"
    accounts = ["", "x"].map { "\(TestAccount.prefix)\(name)\($0)" }
  }

  /// The program, sshd's configuration and its host key.
  func write() throws {
    try make("/sshd_config.d")
    try make("/clients")
    try FileManager.default.copyItem(atPath: Program.scholium, toPath: program)
    try #require(chmod(program, 0o755) == 0 && chown(program, 0, 0) == 0)
    let keygen = try #require(Program.find("ssh-keygen"))
    let outcome = try Program.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/host_key"])
    try #require(outcome.status == 0, "\(outcome.messages)")
    try writePort(22)
  }

  /// As Debian's, as far as it matters here: what is included comes first. It is laxer than any should be: all variables
  /// of the client's may come along, and tunnels may be made.
  func writePort(_ port: UInt16) throws {
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
  func writeClients(account: String, port: UInt16) throws {
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
  func remove() {
    for account in accounts { TestAccount.remove(account) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Takes away what the tests of a process left that is no more.
  static func sweep() {
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
  func endDaemon() {
    guard let pid = Self.text("\(folder)/sshd.pid").flatMap({ pid_t($0.prefix { $0.isNumber }) }),
      Self.text("/proc/\(pid)/cmdline")?.contains(configuration) == true
    else { return }
    kill(pid, SIGTERM)
  }

  /// What a file says, of /proc as well; nil where it cannot be read.
  static func text(_ path: String) -> String? {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
  }

  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  private func make(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: folder + name, withIntermediateDirectories: true)
    try #require(chmod(folder + name, 0o755) == 0)
  }

  func put(_ text: String, to path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }
}
