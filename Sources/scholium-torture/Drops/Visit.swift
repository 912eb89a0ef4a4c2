import Driving
import Glibc

/// One connection of a person, from ssh's start to the drop or to the goodbye.
final class Visit {
  /// Seconds in which a screen comes, on a machine that others use.
  private static let patience = 30.0
  /// What a screen has to stand before it takes keys (Glance), and a bit.
  private static let glance = 0.65
  /// After this a choice is kept (Sheet's delay of 1 s, and a transaction).
  private static let keeping = 1.8

  private let person: String
  private let shop: Workshop
  private let glass: Glass
  private let server: ServerSide
  private let diary: Diary
  private var chance: Seeded

  /// Comes in, and waits for the first screen.
  init(as person: String, in shop: Workshop, besides old: ServerSide?, writing diary: Diary, _ chance: Seeded) throws {
    self.person = person
    self.shop = shop
    self.diary = diary
    self.chance = chance
    let glass = try shop.open(as: person)
    self.glass = glass
    let isThere = glass.look(seconds: Self.patience) { $0.place == .elsewhere ? nil : true }
    glass.settle()
    let programs = shop.programs(of: person)
    let own = programs.first { $0 != old?.program }
    guard isThere == true, let server = own.flatMap({ ServerSide(program: $0) }) else {
      let screen = glass.rows.joined(separator: "\n")
      let served = "served by \(programs), before by \(old.map { "\($0.program)" } ?? "none")"
      throw BrokenPromise("\(person) comes in, and sees no example (\(served)): \(screen)\nsshd: \(shop.log)")
    }
    self.server = server
    let others = shop.programs(of: person).filter { $0 != server.program }
    diary.note("comes in as process \(server.program), beside \(others)", glass.rows)
    try goOn()
  }

  var sight: Sight { Sight(glass.rows) }

  // MARK: At work

  /// Takes over what another terminal of the person's has open; false where there is none any more.
  func takeOver() throws -> Bool {
    let before = sight.place
    glass.wait(seconds: Self.glance)
    let isDone = try press("\u{14}", "nothing is taken over") { sight in
      if sight.words.contains(.noOtherTerminal) { return false }
      return sight.place != before && sight.place != .elsewhere ? true : nil
    }
    glass.settle()
    diary.note("asked for what the other terminal has", glass.rows)
    try goOn()
    return isDone
  }

  /// Chooses a label; the one that is chosen then.
  func choose() throws -> String {
    let number = Int.random(in: 0..<Stage.labels.count, using: &chance)
    let label = Stage.labels[number]
    if sight.chosen == label { return label }
    glass.wait(seconds: Self.glance)
    return try press("\(number + 1)", "\(label) is not chosen") { $0.chosen == label ? label : nil }
  }

  /// Submits, and waits for what comes next.
  func submit(_ film: String) throws {
    let _: Bool = try press("\r", "\(film) is not answered") { sight in
      sight.place == .elsewhere || sight.shows(film) ? nil : true
    }
    glass.settle()
    try goOn()
  }

  /// Past what is new, if that is what the screen tells.
  func goOn() throws {
    guard sight.place == .news else { return }
    glass.wait(seconds: Self.glance)
    let _: Bool = try press("\r", "the news stay") { sight in
      sight.place == .elsewhere || sight.place == .news ? nil : true
    }
    glass.settle()
  }

  /// Asks again and again while all that is left is with others, who are at work.
  func waitForOthers() throws {
    let deadline = Deadline(seconds: 60)
    while sight.place == .busy {
      if deadline.hasPassed {
        throw BrokenPromise("\(person) waits for others, and nothing comes back", isOfData: true)
      }
      glass.wait(seconds: 1)
      glass.type("\r")
      glass.settle()
    }
    try goOn()
  }

  /// Presses a key, and looks for what it does: again where it came too early to be meant for the screen.
  private func press<Seen>(_ key: String, _ complaint: String, seeing ask: (Sight) -> Seen?) throws -> Seen {
    for _ in 0..<20 {
      glass.type(key)
      var isRefused = false
      let seen: Seen?? = glass.look(seconds: Self.patience) { sight -> Seen?? in
        if let seen = ask(sight) { return .some(seen) }
        isRefused = sight.words.contains(.tooEarly)
        return isRefused ? .some(nil) : nil
      }
      if let seen, let seen { return seen }
      guard isRefused else { break }
      glass.wait(seconds: Self.glance)
      // What it says may have been about the key before.
      if let seen = ask(sight) { return seen }
    }
    throw BrokenPromise("\(person) presses a key, and \(complaint): \(glass.rows.joined(separator: "\n"))")
  }

  // MARK: The end of it

  /// Does what is to be done when the line is cut, and cuts it.
  func drop(_ cut: Cut, at film: String, _ memory: inout Recollection) throws -> Dropped {
    switch cut.moment {
    case .between: pause(upTo: 0.7)
    case .choosing:
      glass.wait(seconds: Self.glance)
      glass.type("\(Int.random(in: 1...Stage.labels.count, using: &chance))")
      // What was kept before may be another label by now.
      memory.changed(at: film)
      pause(upTo: 0.3)
    case .submitting:
      let label = try choose()
      memory.changed(at: film)
      glass.type("\r")
      memory.submitted(label, at: film)
      // Half of them before the key can have got anywhere.
      if Bool.random(using: &chance) { pause(upTo: 0.04) }
    case .waiting:
      let label = try choose()
      glass.wait(seconds: Self.keeping)
      memory.kept(label, at: film)
    }
    switch cut.how {
    case .client: glass.client.signal(SIGKILL)
    case .silence: glass.client.signal(SIGSTOP)
    case .daemon: kill(server.daemon, SIGKILL)
    case .program: kill(server.program, SIGKILL)
    }
    return Dropped(how: cut.how, glass: glass, server: server)
  }

  private func pause(upTo seconds: Double) {
    usleep(UInt32(Double.random(in: 0...seconds, using: &chance) * 1_000_000))
  }

  /// Leaves by the key for it, from a screen without an example.
  func leave() throws {
    glass.type("q")
    guard server.end(within: Workshop.patience) != nil else {
      throw BrokenPromise("\(person) left, and the session goes on: \(glass.rows.joined(separator: "\n"))")
    }
  }
}

/// A connection that was cut: what is left of it on both sides.
struct Dropped {
  let how: Cut.How
  /// A frozen client stays frozen as long as this is kept.
  let glass: Glass
  let server: ServerSide
}
