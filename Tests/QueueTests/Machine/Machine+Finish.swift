import Labeling
import Queue

extension Machine {
  /// Everybody works until nothing is left for them: whatever is not done then must be known to be stuck, or be a
  /// reviewer's. Nothing stalls silently.
  mutating func finish() throws {
    for channel in try store.read({ try $0.channels(of: Self.task, at: .max) }) {
      _ = try store.change(ChannelChange(task: Self.task, channel: channel.name, move: .resume, at: tick()))
    }
    for seat in seats { _ = try store.change(seat.person.id, .resume, at: tick()) }
    now = now.advanced(bySeconds: 1000)
    var reasons: [PersonID: Idle.Reason] = [:]
    for _ in 0..<2000 where reasons.count < seats.count {
      for seat in seats where reasons[seat.person.id] == nil {
        try work(seat, &reasons)
      }
    }
    guard reasons.count == seats.count else { throw BrokenRule("the work does not end") }
    try store.read { snapshot in
      for tally in try snapshot.tallies(of: Self.task) {
        guard tally.open <= tally.stuck + tally.forReview else {
          throw BrokenRule("everybody is done: \(reasons.values), but of \(tally.channel) \(tally) is left")
        }
      }
    }
  }

  private mutating func work(_ seat: Seat, _ reasons: inout [PersonID: Idle.Reason]) throws {
    let serving = try store.claim(
      Claim(
        task: Self.task, channels: .all, person: seat.person.id, session: seat.session,
        assignment: AssignmentID(newID("a")), at: tick()))
    _ = try told(serving.outcome, to: seat.person)
    switch serving.outcome {
    case .assignment(let assignment):
      _ = try store.submit(
        Submission(
          response: ResponseID(newID("r")), assignment: assignment.id, person: seat.person.id, session: seat.session,
          answer: try answer(to: assignment, UInt64(made)), durationMilliseconds: nil, context: "{}", at: tick()),
        then: nil)
      // What somebody said may let others go on.
      reasons.removeAll()
    case .nothing(let idle) where idle.reason == .busy:
      now = max(now, idle.retryAt ?? now)
    case .nothing(let idle):
      reasons[seat.person.id] = idle.reason
    }
  }
}
