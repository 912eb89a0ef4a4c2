import Labeling
import Operations
import Queue
import Records
import SQLiteQueue

/// Finds out who comes and what they may do, and keeps both in the audit trail, before anything of theirs runs.
struct FrontDesk {
  /// Far more than sshd writes of a key or two.
  private static let longestProof = 64 << 10

  let root: String
  let environment: SessionEnvironment

  /// Who comes in with a key, and what they ask for.
  ///
  /// - Throws: where the key is nobody's, or they may not do that.
  func admit(_ fingerprint: String) throws -> ([String], Visitor) {
    let store = try SQLiteStore(path: QueueFile.path(in: root), mode: .existing)
    defer { try? store.close() }
    let people = try store.read { try $0.persons() }
    guard let person = people.first(where: { $0.has(fingerprint) }), isProven(fingerprint) else {
      let why = "this key lets nobody in here (any more)"
      try record(.refused, by: "unknown", fingerprint, ("why", .string(why)), in: store)
      throw OperationError.notPermitted("\(why) (ask an administrator to add it)")
    }
    let role = person.actingRole
    let visitor = Visitor(name: person.name, role: role, place: environment.place)
    do {
      let request = try Request(environment.request, by: role)
      try record(
        .connected, by: person.name, fingerprint, ("command", .string(request.words.joined(separator: " "))), in: store)
      return (request.words, visitor)
    } catch let refused as RefusedRequest {
      let asked = String(decoding: (environment.request ?? "").utf8.prefix(Request.limit), as: UTF8.self)
      try record(.refused, by: person.name, fingerprint, ("command", .string(asked)), in: store)
      throw OperationError.notPermitted(refused.description)
    }
  }

  private func record(
    _ what: AuditEvent.What, by who: String, _ fingerprint: String, _ particular: (String, JSON), in store: SQLiteStore
  ) throws {
    let event = AuditEvent(
      what, by: who, [("from", .string(environment.place)), ("key", .string(fingerprint)), particular])
    try store.audit(event, at: Surroundings.here.now())
  }

  /// Whether sshd's own word, where it gives it, is that this key was used: a line such as `publickey ssh-ed25519 AAAA`.
  /// A file that cannot be read proves nothing; nor does one without an end, which is read so far.
  private func isProven(_ fingerprint: String) -> Bool {
    guard let path = environment.proof else { return true }
    guard let proof = try? InputStream(path: path).text(upTo: Self.longestProof) else { return false }
    return proof.split(separator: "\n").contains { line in
      guard line.hasPrefix("publickey ") else { return false }
      return (try? AccessKey(line: String(line.dropFirst("publickey ".count))))?.fingerprint == fingerprint
    }
  }
}
