import Labeling
import Queue

extension World {
  /// Everybody works until nothing is left for them: whatever is not done then must be known to be stuck, or be a
  /// reviewer's. Nothing stalls silently. First whoever is in doubt asks again.
  public mutating func finish() throws {
    store.expect(.none)
    for place in clients.indices.reversed() {
      while clients[place].request != nil { _ = try deliver(from: place, .none) }
      _ = die(place)
    }
    for channel in try store.read({ try $0.channels(of: Self.task, at: .max) }) {
      _ = try store.change(ChannelChange(task: Self.task, channel: channel.name, move: .resume, at: tick()))
    }
    for person in people {
      _ = try store.change(person.id, .resume, by: "admin", at: tick())
      try sitDown(person)
    }
    now = now.advanced(bySeconds: 1000)
    var reasons: [PersonID: String] = [:]
    for _ in 0..<2000 where reasons.count < people.count {
      for place in clients.indices where reasons[clients[place].person.id] == nil {
        try work(at: place, &reasons)
      }
    }
    guard reasons.count == people.count else { throw BrokenRule("the work does not end") }
    try check()
    try checkFacts()
    try store.read { snapshot in
      let (channels, persons) = (try snapshot.channels(of: Self.task, at: .max), try snapshot.persons())
      for tally in try snapshot.tallies(of: Self.task) {
        // A channel of people who are not there yet waits for them.
        guard let channel = channels.first(where: { $0.name == tally.channel }),
          persons.contains(where: { Eligibility.isActive($0, in: channel) })
        else { continue }
        guard tally.open <= tally.stuck + tally.forReview else {
          throw BrokenRule("everybody is done, but of \(tally.channel) \(tally) is left")
        }
      }
    }
  }

  private mutating func work(at place: Int, _ reasons: inout [PersonID: String]) throws {
    let client = clients[place]
    let claim = Claim(
      task: Self.task, channels: .all, person: client.person.id, session: client.session,
      assignment: AssignmentID(newID("a")), at: tick())
    let outcome: Serving.Outcome
    do {
      outcome = try store.claim(claim).outcome
    } catch {
      guard case .notInPool = error else { throw BrokenRule("\(error)") }
      reasons[client.person.id] = "not in the pool"
      return
    }
    lines.append(try told(outcome, by: claim, to: place))
    switch outcome {
    case .assignment(let assignment):
      let request = Request.submit(
        Submission(
          response: ResponseID(newID("r")), assignment: assignment.id, person: client.person.id,
          session: client.session, answer: try answer(to: assignment, UInt64(made)), durationMilliseconds: nil,
          context: "{}", at: tick()), then: nil)
      ledger.send(request)
      clients[place].request = request
      lines.append(try deliver(from: place, .none))
      // What somebody said may let others go on.
      reasons.removeAll()
    case .nothing(let idle) where idle.reason == .busy:
      now = max(now, idle.retryAt ?? now)
    case .nothing(let idle) where idle.reason == .unqualified:
      try qualify(client.person)
    case .nothing(let idle):
      reasons[client.person.id] = idle.reason.rawValue
    }
  }
}
