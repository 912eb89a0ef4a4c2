import Driving
import Glibc
import Testing

/// A workspace that a real sshd on a loopback port serves, with what `scholium ssh setup` writes for it, and a second
/// account of the system from which ssh comes in. All of it is gone with the last reference to it.
final class LoopbackServer {
  static let isPossible = LoopbackService.isPossible
  static let whyNot: Comment = "a real sshd needs root and openssh-server (.ci/prepare test as root)"

  let workspace: Workspace
  let service: LoopbackService

  var account: String { service.account }
  var outsider: String { service.outsider }
  var place: LoopbackPlace { service.place }
  var port: UInt16 { service.port }
  var sessions: [pid_t] { service.sessions }

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
    service = try LoopbackService(serving: Program.scholium)
    workspace = try make(service.place.folder)
  }

  // The workspace goes after those who work in it.
  deinit { service.end() }

  // MARK: The service

  /// `scholium ssh setup` for this sshd.
  func setup(_ options: String..., input: [UInt8] = []) throws -> Program.Outcome {
    try Program.run(setupWords(options), input: input, in: workspace.folder)
  }

  func setupWords(_ options: [String]) -> [String] { service.setupWords(workspace: workspace.folder, options) }

  func setUp(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try workspace.require(setup("--yes"), sourceLocation: sourceLocation)
  }

  /// Starts sshd, and waits until it listens.
  func start(isRecorded: Bool = false) throws {
    try service.start(under: isRecorded ? ExecutedPrograms.recorder(into: place.trace) : [])
  }

  /// Ends sshd; sessions go on, as with a real one.
  func stop() { service.stop() }

  /// What was executed since the start, by sshd and all that came of it, in order.
  var executed: [String] {
    get throws { try ExecutedPrograms.paths(in: #require(LoopbackPlace.text(place.trace))) }
  }

  /// Waits until no process of the service's account is left: sshd's own end a little after the connection.
  func seeNoSessions(sourceLocation: SourceLocation = #_sourceLocation) {
    let isSo: Bool? = awaited { sessions.isEmpty ? true : nil }
    #expect(isSo == true, "sessions go on: \(sessions)", sourceLocation: sourceLocation)
  }

  func isProgram(_ process: pid_t) -> Bool { service.isProgram(process) }

  /// The process that somebody's session is; nil while nobody has one. What sshd asks for keys runs under the account, too.
  var session: pid_t? {
    sessions.first { isProgram($0) && LoopbackPlace.text("/proc/\($0)/cmdline")?.contains(" ssh session ") == true }
  }

  // MARK: Coming in

  /// A new key pair of a person; returns the public key's path, which root and nobody else gives to the queue.
  @discardableResult
  func makeKey(_ person: String) throws -> String { try service.makeKey(person) }

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
    try service.words(as: person, arguments, options: options)
  }

  /// Starts ssh at a terminal.
  func client(
    as person: String, _ arguments: [String] = [], options: [String] = [], at terminal: PseudoTerminal,
    environment: [String: String] = Program.plainEnvironment
  ) throws -> Child {
    try Child(
      words(as: person, arguments, options: options), environment: environment, folder: "/", on: terminal.path)
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
