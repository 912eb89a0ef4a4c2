import Driving
import FoundationEssentials
import Glibc
import Records

/// A workspace of a `Stage` that a real sshd serves, with the people who come in.
final class Workshop: Sendable {
  /// Seconds within which all processes of a dropped session are gone: a silent line takes sshd six, and the machine may
  /// be busy.
  static let patience = 20.0

  /// What is of use of the service while it runs, from several threads.
  let words: [String: [String]]
  let stage: Stage
  private let service: LoopbackService
  /// The fingerprints of people's keys, which stand in the command lines of their sessions.
  private let keys: [String: String]

  /// - Parameter listensForSilence: sshd ends a line within seconds that does not answer any more.
  init(
    serving program: String, people: [String], examples: Int, overlap: Int, listensForSilence: Bool
  ) throws {
    let service = try LoopbackService(serving: program)
    self.service = service
    let folder = "\(service.place.folder)/workspace"
    let served = Program(path: service.place.program)
    stage = try Stage(in: folder, program: served, examples: examples, overlap: overlap)
    try served.require(Array(service.setupWords(workspace: folder, ["--yes"]).dropFirst()), in: folder)
    try service.insist(on: ["ClientAliveInterval \(listensForSilence ? 1 : 0)", "ClientAliveCountMax 2"])
    try service.start()
    var keys: [String: String] = [:]
    for person in people {
      try served.require(["annotators", "add", person, "--key", try service.makeKey(person)], in: folder)
      let told = try JSONParser.parse(try served.require(["annotators", "keys", person, "--json"], in: folder))
      keys[person] = told["keys"]?.array?.first?["fingerprint"]?.string
    }
    self.keys = keys
    words = try Dictionary(uniqueKeysWithValues: people.map { ($0, try service.words(as: $0)) })
  }

  /// A terminal of a person's, at which ssh was just started.
  func open(as person: String) throws -> Glass { try Glass(words[person] ?? []) }

  /// The program's processes that serve a person.
  func programs(of person: String) -> [pid_t] {
    guard let key = keys[person] else { return [] }
    return service.sessions.filter { process in
      // What sshd asks for keys runs under the account, too.
      guard service.isProgram(process), let line = LoopbackPlace.text("/proc/\(process)/cmdline") else { return false }
      return line.contains(" ssh session ") && line.contains(key)
    }
  }

  /// Who is connected by the queue's own word, for whoever looks for a reason.
  var sessions: String {
    (try? stage.program.require(["sessions", "--json"], in: stage.folder)).map { String(decoding: $0, as: UTF8.self) }
      ?? "who is connected cannot be told"
  }

  /// What goes on at sshd, for whoever looks for a reason.
  var log: String { service.place.logText.split(whereSeparator: \.isNewline).suffix(20).joined(separator: "\n") }
}
