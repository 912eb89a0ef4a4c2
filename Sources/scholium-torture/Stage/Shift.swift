import Dispatch
import Driving
import Glibc
import Records
import Synchronization

/// People who answer one example after the other until time is up, each in a conversation of their own.
final class Shift: Sendable {
  struct Outcome {
    /// How many answers each person was told are saved.
    var answers: [Int] = []
    /// Milliseconds.
    var longestWait = 0.0
  }

  private struct Course {
    var outcome = Outcome()
    var trouble: BrokenPromise?
  }

  private let stage: Stage
  private let ledger: Ledger
  private let people: [String]
  private let course = Mutex(Course())
  private let clients = Mutex<[PipeClient]>([])

  init(of people: [String], at stage: Stage, telling ledger: Ledger) {
    self.people = people
    self.stage = stage
    self.ledger = ledger
  }

  /// - Throws: the first thing that was refused, or that did not answer within half a minute.
  ///
  /// - Parameter pause: milliseconds that somebody thinks at the most before an answer.
  func work(seconds: Double, pause: UInt32 = 0, _ chance: Seeded) throws -> Outcome {
    let end = Deadline(seconds: seconds)
    let group = DispatchGroup()
    var chance = chance
    for person in people {
      let own = Seeded(seed: chance.next())
      DispatchQueue(label: person).async(group: group) { self.work(as: person, until: end, pause, own) }
    }
    if group.wait(timeout: .now() + seconds + 30) == .timedOut {
      course.withLock { $0.trouble = $0.trouble ?? BrokenPromise("somebody waited for an answer for half a minute") }
      clients.withLock { for client in $0 { client.signal(SIGKILL) } }
      group.wait()
    }
    let course = course.withLock { $0 }
    if let trouble = course.trouble { throw trouble }
    return course.outcome
  }

  private func work(as person: String, until end: Deadline, _ pause: UInt32, _ chance: Seeded) {
    var answers = 0
    do {
      let client = try stage.pipe(as: person)
      clients.withLock { $0.append(client) }
      do {
        try answer(client, as: person, until: end, pause, chance, &answers)
      } catch is PipeClient.Gone {
        let last = client.finish()
        throw BrokenPromise("\(person)'s program ended with \(last.status): \(last.errors)")
      }
    } catch {
      course.withLock { $0.trouble = $0.trouble ?? (error as? BrokenPromise ?? BrokenPromise("\(error)")) }
    }
    course.withLock { [answers] in $0.outcome.answers.append(answers) }
  }

  private func answer(
    _ client: PipeClient, as person: String, until end: Deadline, _ pause: UInt32, _ chance: Seeded,
    _ answers: inout Int
  ) throws {
    var chance = chance
    var shown = try ask(client, ["op": "next"])
    while !end.hasPassed, course.withLock({ $0.trouble == nil }) {
      guard let id = shown["assignment"]?["id"]?.string, let example = shown["assignment"]?["example"]?.string else {
        guard shown["reason"] == "busy" else { return }
        usleep(20_000)
        shown = try ask(client, ["op": "next"])
        continue
      }
      usleep(UInt32.random(in: 0...pause * 1000, using: &chance))
      let label = Stage.labels.randomElement(using: &chance) ?? "drama"
      let given = Ledger.Answer(annotator: person, name: "\(person)/\(answers)", example: example, label: label)
      ledger.sent(given)
      shown = try ask(
        client,
        [
          "op": "submit_next", "assignment": .string(id), "answer": ["genre": .string(label)],
          "id": .string(given.name), "duration_ms": 1200,
        ])
      guard let response = shown["response"]?.string else { throw BrokenPromise("no id: \(shown.text())") }
      ledger.acknowledged(given, as: response)
      answers += 1
    }
  }

  private func ask(_ client: PipeClient, _ request: JSON) throws -> JSON {
    let asked = Deadline(seconds: 0)
    let reply = try client.ask(request)
    course.withLock { $0.outcome.longestWait = max($0.outcome.longestWait, asked.elapsed * 1000) }
    guard reply["ok"] == true else { throw BrokenPromise("\(request.text()) was refused: \(reply.text())") }
    return reply
  }
}
