import Driving
import FoundationEssentials
import Glibc
import Testing

/// A real sshd on a loopback port, with what `scholium ssh setup` writes for it, and a second account of the system from
/// which ssh comes in. All of it is gone with the last reference to it.
///
/// sshd asks of the program that only root can change it, so a copy of the one under test lies in a folder of root's.
final class LoopbackServer {
  static let isPossible = geteuid() == 0 && TestAccount.find("sshd") != nil && Program.find("ssh") != nil
  static let whyNot: Comment = "a real sshd needs root and openssh-server (.ci/prepare test as root)"

  /// The account that annotators log in to.
  let account: String
  /// The account that ssh is called from: no part of the service.
  let outsider: String
  let place: LoopbackPlace
  let workspace: Workspace
  private(set) var port: UInt16 = 0
  private var daemon: Child?

  /// A served workspace with films in it.
  ///
  /// - Parameter isRecorded: keeps what every process of the service executes, for `executed`.
  convenience init(films titles: [String], overlap: Int = 1, lease: String = "30m", isRecorded: Bool = false) throws {
    try self.init { try Workspace(films: titles, overlap: overlap, lease: lease, in: $0) }
    try setUp()
    try start(isRecorded: isRecorded)
  }

  /// Everything but the setup itself: no account of the service, no sshd.
  init(workspace make: (String) throws -> Workspace) throws {
    LoopbackPlace.sweep()
    place = try LoopbackPlace()
    account = place.accounts[0]
    outsider = place.accounts[1]
    workspace = try make(place.folder)
    do {
      try TestAccount.add(outsider, home: place.clients)
      try place.write()
      try #require(Program.run(["/bin/chown", "\(outsider):\(outsider)", place.clients]).status == 0)
    } catch {
      place.remove()
      throw error
    }
  }

  deinit {
    stop()
    place.remove()
  }

  // MARK: The service

  /// `scholium ssh setup` for this sshd.
  func setup(_ options: String..., input: [UInt8] = []) throws -> Program.Outcome {
    try Program.run(setupWords(options), input: input, in: workspace.folder)
  }

  func setupWords(_ options: [String]) -> [String] {
    [
      place.program, "ssh", "setup", "--workspace", workspace.folder, "--account", account, "--sshd-config",
      place.configuration,
    ] + options
  }

  func setUp(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try workspace.require(setup("--yes"), sourceLocation: sourceLocation)
  }

  /// Starts sshd, and waits until it listens.
  func start(isRecorded: Bool = false, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let sshd = try #require(TestAccount.find("sshd"))
    let recorder = isRecorded ? try ExecutedPrograms.recorder(into: place.trace) : []
    // What sshd's own service makes; it is left for the next.
    mkdir("/run/sshd", 0o755)
    for _ in 0..<5 where daemon == nil {
      port = try LoopbackPort.free()
      try place.writePort(port)
      let child = try Child(
        recorder + [sshd, "-D", "-f", place.configuration, "-E", place.log], environment: [:], folder: nil)
      let isListening: Bool? = awaited {
        LoopbackPort.isOpen(port) ? true : access("/proc/\(child.pid)/exe", F_OK) == 0 ? nil : false
      }
      if isListening == true { daemon = child }
    }
    try #require(daemon != nil, "sshd does not start: \(place.logText)", sourceLocation: sourceLocation)
    try place.writeClients(account: account, port: port)
  }

  /// Ends sshd; sessions go on, as with a real one.
  func stop() {
    guard let daemon else { return }
    // A recorder would stay behind its sshd until the last session ends.
    place.endDaemon()
    let _: Bool? = awaited(seconds: 5) { LoopbackPort.isOpen(port) ? nil : true }
    daemon.signal(SIGTERM)
    self.daemon = nil
  }

  /// What was executed since the start, by sshd and all that came of it, in order.
  var executed: [String] {
    get throws { try ExecutedPrograms.paths(in: #require(LoopbackPlace.text(place.trace))) }
  }

  /// Processes of the service's account: the sessions.
  var sessions: [pid_t] {
    guard let entry = getpwnam(account) else { return [] }
    return TestAccount.processes(of: entry.pointee.pw_uid)
  }

  /// Waits until no process of the service's account is left: sshd's own end a little after the connection.
  func seeNoSessions(sourceLocation: SourceLocation = #_sourceLocation) {
    let isSo: Bool? = awaited { sessions.isEmpty ? true : nil }
    #expect(isSo == true, "sessions go on: \(sessions)", sourceLocation: sourceLocation)
  }

  /// Whether a process runs the program that is served.
  func isProgram(_ process: pid_t) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")) == place.program
  }

  /// The process that somebody's session is; nil while nobody has one. What sshd asks for keys runs under the account, too.
  var session: pid_t? {
    sessions.first { isProgram($0) && LoopbackPlace.text("/proc/\($0)/cmdline")?.contains(" ssh session ") == true }
  }

  // MARK: Coming in

  /// A new key pair of a person; returns the public key's path, which root and nobody else gives to the queue.
  @discardableResult
  func makeKey(_ person: String) throws -> String {
    let path = "\(place.clients)/\(person)"
    let keygen = try #require(Program.find("ssh-keygen"))
    try workspace.require(
      Program.run(
        try TestAccount.run(as: outsider) + [keygen, "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", path]))
    return "\(path).pub"
  }

  /// As OpenSSH tells it; nil without such a key.
  func fingerprint(of person: String) throws -> String? {
    let keygen = try #require(Program.find("ssh-keygen"))
    let words = try Program.run([keygen, "-l", "-f", "\(place.clients)/\(person).pub"]).text.split(separator: " ")
    return words.dropFirst().first.map(String.init)
  }

  /// Adds a person with a key of theirs, as an administrator does.
  func admit(_ person: String, role: String = "annotator") throws {
    let key = try makeKey(person)
    try workspace.require(workspace.scholium("annotators", "add", person, "--role", role, "--key", key))
  }

  /// The words that start ssh from the outsider's account: `person` names the key.
  func words(as person: String, _ arguments: [String] = [], options: [String] = []) throws -> [String] {
    let ssh = try #require(Program.find("ssh"))
    return try TestAccount.run(as: outsider) + [ssh, "-F", place.clientConfiguration] + options + ["--", person]
      + arguments
  }

  /// Runs ssh to its end.
  ///
  /// - Parameter terminal: asks for one on the other side, though there is none on this.
  func ssh(
    as person: String, _ arguments: String..., terminal: Bool = false, options: [String] = [], input: [UInt8] = [],
    environment: [String: String] = [:], seconds: Double = 60
  ) throws -> Program.Outcome {
    try Program.run(
      words(as: person, arguments, options: (terminal ? ["-tt"] : []) + options), input: input, seconds: seconds,
      environment: environment)
  }

  /// The same as a line for the shell of a `Tmux`.
  func line(as person: String, _ arguments: String..., options: [String] = []) throws -> String {
    try words(as: person, arguments, options: options).map { "'\($0)'" }.joined(separator: " ")
  }

  /// Runs a command from the outsider's account, without ssh.
  func outside(_ words: [String], input: [UInt8] = []) throws -> Program.Outcome {
    try Program.run(try TestAccount.run(as: outsider) + words, input: input)
  }
}
