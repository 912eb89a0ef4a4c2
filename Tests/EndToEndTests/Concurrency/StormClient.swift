import Driving
import Glibc
import Records
import Synchronization

/// One client of a storm: answers, skips, gives back and corrects as chance says, and is started again as the same
/// person whenever it was killed.
final class StormClient: Sendable {
  /// What a client may be told that did nothing wrong: its example went elsewhere, or its answer has a successor.
  private static let harmless: Set<String> = ["taken_over", "withdrawn", "superseded"]

  let person: String
  private let channel: String
  private let name: String
  private let workspace: Workspace
  private let record: StormRecord
  private let current = Mutex<PipeClient?>(nil)

  init(_ number: Int, person: String, channel: String, workspace: Workspace, record: StormRecord) {
    name = "client-\(number)"
    self.person = person
    self.channel = channel
    self.workspace = workspace
    self.record = record
  }

  /// False where there is nothing to kill at the moment.
  func killNow() -> Bool {
    current.withLock { client in
      client?.signal(SIGKILL)
      return client != nil
    }
  }

  /// Works until there is nothing left, or time is up.
  func run(seed: UInt64, until deadline: Deadline) {
    var turn = Turn(client: self, chance: Seeded(seed: seed))
    while !deadline.hasPassed {
      do {
        let pipe = try PipeClient(workspace, task: "film", as: person, channel: channel)
        current.withLock { $0 = pipe }
        let isDone = (try? turn.work(pipe, until: deadline)) ?? false
        current.withLock { $0 = nil }
        let end = pipe.finish()
        if end.status != 0, end.status != 128 + SIGKILL { complain("ended with \(end.status): \(end.errors)") }
        if !end.errors.isEmpty { complain("said: \(end.errors)") }
        if isDone { return }
      } catch {
        return complain("cannot be started: \(error)")
      }
    }
  }

  fileprivate func complain(_ complaint: String) { record.note { $0.complaints.append("\(name): \(complaint)") } }

  /// The client's own course, which goes on over its deaths.
  private struct Turn {
    let client: StormClient
    var chance: Seeded
    var answersMade = 0
    /// Sent, and not known to be done: sent again first, under the same id.
    var unsure: (request: JSON, assignment: Shown, genre: String)?

    struct Shown {
      let id: String
      let example: String
      let uiVersion: Int
    }

    /// True once there is nothing left for this person.
    mutating func work(_ pipe: PipeClient, until deadline: Deadline) throws -> Bool {
      if let unsure {
        try finishSubmit(pipe, unsure.request, unsure.assignment, unsure.genre)
      }
      while !deadline.hasPassed {
        let reply = try pipe.ask(["op": "next"])
        guard reply["ok"] == true else {
          refused(reply)
          continue
        }
        guard let shown = shown(reply) else {
          if reply["reason"] != "busy" { return true }
          usleep(50_000)
          continue
        }
        try answer(shown, pipe)
      }
      return true
    }

    private func shown(_ reply: JSON) -> Shown? {
      guard let assignment = reply["assignment"], let id = assignment["id"]?.string,
        let example = assignment["example"]?.string, let uiVersion = assignment["ui_version"]?.int
      else { return nil }
      let pair = StormRecord.Pair(person: client.person, example: example)
      client.record.note {
        $0.shown[pair, default: []].insert(uiVersion)
        if assignment["purpose"] == "comeback" { $0.comebacks[pair] = uiVersion }
      }
      return Shown(id: id, example: example, uiVersion: uiVersion)
    }

    private mutating func answer(_ shown: Shown, _ pipe: PipeClient) throws {
      let genre = Workspace.labels.randomElement(using: &chance) ?? "drama"
      switch Int.random(in: 0..<100, using: &chance) {
      case 0..<6:
        let reply = try pipe.ask(["op": "skip", "assignment": .string(shown.id), "reason": "by chance"])
        guard reply["ok"] == true else { return refused(reply) }
        let pair = StormRecord.Pair(person: client.person, example: shown.example)
        client.record.note { _ = $0.skipped.insert(pair) }
      case 6..<8:
        let reply = try pipe.ask(["op": "release", "assignment": .string(shown.id)])
        if reply["ok"] != true { refused(reply) }
      case 8..<12:
        let reply = try pipe.ask(["op": "draft", "assignment": .string(shown.id), "answer": ["genre": .string(genre)]])
        if reply["ok"] != true { refused(reply) }
      default:
        answersMade += 1
        let request: JSON = [
          "op": "submit", "assignment": .string(shown.id), "answer": ["genre": .string(genre)],
          "id": .string("\(client.name)/\(answersMade)"), "duration_ms": 1200,
        ]
        unsure = (request, shown, genre)
        let response = try finishSubmit(pipe, request, shown, genre)
        if let response, Int.random(in: 0..<20, using: &chance) == 0 { try revise(response, shown, pipe) }
      }
    }

    @discardableResult
    private mutating func finishSubmit(
      _ pipe: PipeClient, _ request: JSON, _ shown: Shown, _ genre: String
    ) throws -> String? {
      let reply = try pipe.ask(request)
      unsure = nil
      return acknowledge(reply, shown, genre)
    }

    private func revise(_ response: String, _ shown: Shown, _ pipe: PipeClient) throws {
      let reply = try pipe.ask(["op": "revise", "response": .string(response), "answer": ["genre": "horror"]])
      _ = acknowledge(reply, shown, "horror")
    }

    private func acknowledge(_ reply: JSON, _ shown: Shown, _ genre: String) -> String? {
      guard reply["ok"] == true, let response = reply["response"]?.string else {
        refused(reply)
        return nil
      }
      let acknowledged = StormRecord.Acknowledged(
        response: response, example: shown.example, person: client.person, genre: genre, uiVersion: shown.uiVersion)
      client.record.note { $0.acknowledged.append(acknowledged) }
      return response
    }

    private func refused(_ reply: JSON) {
      let code = reply["error"]?["code"]?.string ?? "no code"
      client.record.note { $0.refusals[code, default: 0] += 1 }
      if !StormClient.harmless.contains(code) { client.complain(reply.text()) }
    }
  }
}
