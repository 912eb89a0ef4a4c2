import Labeling
import Queue
import Records

/// Whoever looks at what others say, and decides it.
extension World {
  /// That somebody was seen to look at an example.
  struct Look: Hashable {
    let person: PersonID
    let example: Digest
  }

  /// A decision that stands.
  struct Decision {
    let response: ResponseID
    let person: PersonID
  }

  mutating func look(_ step: Step) throws -> String {
    guard let person = people.at(step.who), let example = examples.at(step.what) else { return "-" }
    return "\(person.name) looked at \(try number(of: example)) at \(try look(at: example, by: person, step))"
  }

  private mutating func look(at example: Digest, by person: Person, _ step: Step) throws -> Int {
    let channel = try standingChannel(step)
    let viewing = Viewing(task: Self.task, channel: channel, examples: [example], person: person.id, at: tick())
    let revision = try insist { store throws(QueueError) in try store.view(viewing) }
    looks.insert(Look(person: person.id, example: example))
    count("looks at what others say")
    return revision
  }

  mutating func decide(_ step: Step) throws -> String {
    guard let person = people.at(step.who), let client = clients.first(where: { $0.person.id == person.id }),
      let example = examples.at(step.what)
    else { return "-" }
    _ = try look(at: example, by: person, step)
    let channel = try standingChannel(step)
    let build = try store.read { snapshot -> Build? in
      let channels = try snapshot.channels(of: Self.task, at: .max)
      guard let standing = channels.first(where: { $0.name == channel }),
        let seen = try snapshot.exposure(of: example, to: person.id, in: Self.task)
      else { return nil }
      let target = try snapshot.build(standing.build)
      let history = VersionHistory(builds: try snapshot.builds(of: Self.task, at: .max))
      return target.uiVersion == seen ? target : Tails(of: standing, at: target, in: history).build(for: seen)
    }
    guard let build else { return "no screen to decide on" }
    let before = decisions[example]
    let answer = try answer(to: build, about: Self.atom(of: try number(of: example)), step.how).text
    let (response, assignment, at) = (ResponseID(newID("d")), AssignmentID(newID("a")), tick())
    let adjudication = Adjudication(
      response: response, assignment: assignment, task: Self.task, channel: channel, example: example,
      person: person.id, session: client.session, build: build.id, answer: answer, reason: "so it is",
      after: before?.response, durationMilliseconds: nil, context: "{}", at: at)
    ledger.decides(adjudication, superseding: before.flatMap { $0.person == person.id ? $0.response : nil })
    let receipt: Receipt
    do {
      receipt = try insist { store throws(QueueError) in try store.adjudicate(adjudication) }
    } catch {
      ledger.refuse(response)
      throw error
    }
    decisions[example] = Decision(response: response, person: person.id)
    try ledger.acknowledge(response, at: receipt.revision, to: person.id)
    count("decisions")
    return "\(person.name) decided \(try number(of: example)) at \(receipt.revision)"
  }

  private func standingChannel(_ step: Step) throws -> ChannelName {
    let channels = try store.read { try $0.channels(of: Self.task, at: .max).filter { $0.state != .preparing } }
    return channels.at(step.how >> 8)?.name ?? .production
  }

  /// Whoever looked at an example is not asked about it.
  func checkUnseen(_ assignment: Assignment, by person: Person) throws {
    guard looks.contains(Look(person: person.id, example: assignment.example)) else { return }
    throw BrokenRule("\(person.name) was asked about an example after they had seen what others say of it")
  }
}
