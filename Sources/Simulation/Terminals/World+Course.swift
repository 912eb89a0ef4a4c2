import Labeling
import Queue
import Records

/// The course of a terminal: what its person does next with what is on the screen.
extension World {
  mutating func go(_ step: Step) throws -> String {
    guard let place = clients.place(step.who) else { return "-" }
    if clients[place].request == nil {
      guard let request = try next(for: clients[place], step) else { return "-" }
      clients[place].request = request
      clients[place].isInDoubt = false
      ledger.send(request)
      // Others may come between the asking and the answer.
      guard step.how & 3 > 0 else { return "\(clients[place].person.name) asks" }
    } else if clients[place].isInDoubt, step.how & 15 == 0 {
      clients[place].request = nil
      return "\(clients[place].person.name) does not ask again"
    }
    return try deliver(from: place, Fault(chance: step.how >> 2))
  }

  private mutating func next(for client: Client, _ step: Step) throws -> Request? {
    guard let shown = client.sheets.first else {
      switch step.what % 16 {
      case 0: return try revision(by: client, step)
      case 1: return try something(with: client.before.at(step.how >> 16), by: client, step)
      default: return .claim(claim(for: client, step))
      }
    }
    switch step.what % 32 {
    case 0...11: return try answer(shown, by: client, step, then: claim(for: client, step))
    case 12...16: return try answer(shown, by: client, step, then: nil)
    case 17...21: return .claim(claim(for: client, step, besides: shown.id))
    case 22: return .claim(claim(for: client, step))
    case 23: return end(shown, by: client, .released, step)
    case 24: return end(client.sheets.last ?? shown, by: client, .unseen, step)
    case 25: return end(shown, by: client, .flagged(comment: "odd"), step)
    case 26, 27: return end(shown, by: client, .skipped(reason: nil), step)
    case 28: return .draft("{}", shown.id, tick())
    case 29: return .note("hm", shown.id, tick())
    case 30: return try revision(by: client, step)
    default: return try something(with: client.before.at(step.how >> 16), by: client, step)
    }
  }

  /// Acts on what it was at before: the window stayed open, or a key was hit twice.
  private mutating func something(with old: Assignment?, by client: Client, _ step: Step) throws -> Request? {
    guard let old else { return nil }
    count("acts on what ended before")
    return step.how & 0x100 == 0
      ? try answer(old, by: client, step, then: nil)
      : end(old, by: client, step.how & 0x200 == 0 ? .skipped(reason: nil) : .released, step)
  }

  mutating func claim(for client: Client, _ step: Step, besides open: AssignmentID? = nil) -> Claim {
    let choice: ChannelChoice =
      step.how & 0x3000 == 0 ? .named(Self.channels.at(step.how >> 20) ?? .production) : .all
    return Claim(
      task: Self.task, channels: choice, person: client.person.id, session: client.session,
      assignment: AssignmentID(newID("a")), besides: open, takesOver: step.how & 0xF0_0000_0000 == 0, at: tick())
  }

  private mutating func answer(
    _ assignment: Assignment, by client: Client, _ step: Step, then claim: Claim?
  ) throws -> Request {
    .submit(
      Submission(
        response: ResponseID(newID("r")), assignment: assignment.id, person: client.person.id,
        session: client.session, answer: try answer(to: assignment, step.how >> 4), durationMilliseconds: 1000,
        context: "{}", at: tick()), then: claim)
  }

  private mutating func end(_ assignment: Assignment, by client: Client, _ how: Ending.How, _ step: Step) -> Request {
    .end(
      Ending(
        how, response: ResponseID(newID("r")), assignment: assignment.id, person: client.person.id,
        session: client.session, context: "{}", at: tick()),
      then: step.how & 0x400 == 0 ? claim(for: client, step) : nil)
  }

  /// Changes an answer of their own; somebody who had no label to give chooses another one.
  private mutating func revision(by client: Client, _ step: Step) throws -> Request? {
    let own = ledger.acknowledged.suffix(24).filter { $0.person == client.person.id }
    guard let response = own.at(step.how >> 16)?.response,
      let record = try store.read({ try $0.response(response, of: Self.task) }), let answer = record.answer,
      let json = try? JSONParser.parse(answer)
    else { return nil }
    let build = try build(record.build)
    guard var changed = try? Answer(json, under: build) else { return nil }
    let atom = Self.atom(of: try number(of: record.example))
    if atoms.label(of: atom, in: build.taxonomy.version) == nil, record.asked == nil {
      let offered = build.offered[QuestionID("kind")] ?? []
      changed[QuestionID("kind")] = offered.at(step.how >> 4).map { .label($0.id) }
    }
    return .correct(
      Correction(
        response: ResponseID(newID("r")), supersedes: response, person: client.person.id, answer: changed.text,
        durationMilliseconds: nil, context: "{}", at: tick()))
  }
}
