import Glibc
import Records

/// One example that two people want, with a clock that was years ahead when the first was shown it.
struct LeaseOfTheFuture {
  private let stage: Stage
  private let clock: SetClock

  init(in folder: String, program: Program, _ clock: SetClock) throws {
    self.clock = clock
    try clock.set(by: 0)
    stage = try Stage(in: "\(folder)/future", program: program, examples: 1, lease: "1s")
  }

  /// Whoever was shown it died. Others get it when a lease's time has passed by the clock as it is now, not in the
  /// future's, and so again though all facts are from the future.
  func mustEnd(yearsAhead years: Int) throws {
    try clock.set(by: years * SetClock.year)
    try take(as: "amara")
    try clock.set(by: 0)
    let bo = try stage.pipe(as: "bo")
    guard try bo.ask(["op": "next"])["reason"] == "busy" else {
      throw BrokenPromise("a lease was ended by a jump back")
    }
    // The lease, and what a writer may have waited in line.
    try clock.set(by: 120)
    try take(as: "chi")
    try clock.set(by: 240)
    try take(as: "dan")
  }

  private func take(as person: String) throws {
    let client = try stage.pipe(as: person)
    let reply = try client.ask(["op": "next"])
    client.signal(SIGKILL)
    guard reply["assignment"]?["id"]?.string != nil else {
      throw BrokenPromise("\(person) does not get what was leased in the future: \(reply.text())")
    }
  }
}
