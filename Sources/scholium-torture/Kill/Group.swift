import Driving
import Glibc
import Records

/// Processes at work on one queue at once, driven and killed by one thread, so that nothing stands between a moment and
/// its kill.
struct Group {
  /// Nobody may be silent for longer, in seconds.
  private static let patience = 60.0

  let stage: Stage
  var annotators: [Annotator]
  var pace: Pace
  private(set) var tally = Tally()
  /// Chores that came to their end.
  private(set) var choresDone = 0
  private(set) var kills = 0
  private var victims: [Victim] = []
  private let clock = Deadline(seconds: 0)
  private var heardAt = 0.0

  init(on stage: Stage, annotators: [Annotator], pace: Pace) {
    self.stage = stage
    self.annotators = annotators
    self.pace = pace
  }

  // MARK: Starting

  mutating func start(annotator index: Int, requests: Int, isLeaving: Bool = false, doom: Doom) throws {
    let first = annotators[index].sitDown(requests: requests, isLeaving: isLeaving)
    let command = stage.pipeCommand(as: annotators[index].name) + ["--channel", "all"]
    var victim = Victim(try child(command, doom), .annotator(index), doom: doom, at: clock.elapsed)
    try victim.send(first, at: clock.elapsed)
    victims.append(victim)
  }

  mutating func start(_ chore: Chore, doom: Doom) throws {
    let child = try child([stage.program.path] + chore.arguments(in: stage), doom)
    child.closeInput()
    victims.append(Victim(child, .chore(chore), doom: doom, at: clock.elapsed))
  }

  private func child(_ command: [String], _ doom: Doom) throws -> Child {
    var program = stage.program
    program.environment.merge(doom.environment) { $1 }
    return try Child(command, environment: program.variables, folder: stage.folder)
  }

  // MARK: Until all have ended

  mutating func run() throws {
    while victims.contains(where: \.isAlive) {
      killThoseDue()
      try listen()
      guard clock.elapsed - heardAt < Self.patience else {
        throw BrokenPromise("nobody was heard for \(Int(Self.patience)) s: something hangs")
      }
    }
  }

  private mutating func killThoseDue() {
    let hunted = victims.indices.filter { victims[$0].isHunted }
    let table = hunted.isEmpty ? "" : HeldLocks.table()
    for index in hunted {
      guard case .insideTransaction(let seconds) = victims[index].doom,
        HeldLocks(of: victims[index].child.pid, in: table).contains(.transaction)
      else { continue }
      victims[index].killAt = clock.elapsed + seconds
    }
    let due = victims.indices.filter { index in
      victims[index].isAlive && !victims[index].isKilled && victims[index].killAt.map { $0 <= clock.elapsed } ?? false
    }
    guard !due.isEmpty else { return }
    let lastWords = HeldLocks.table()
    for index in due { victims[index].child.signal(SIGKILL) }
    for index in due {
      victims[index].isKilled = true
      note(HeldLocks(of: victims[index].child.pid, in: lastWords), of: victims[index])
    }
  }

  /// What was true of a process a moment before its kill: where its life was, and the locks that it held.
  private mutating func note(_ held: HeldLocks, of victim: Victim) {
    tally.count("kill \(victim.phase)")
    if held.contains(.transaction) { tally.count("of the dead, held the writer's lock") }
    if held.contains(.recovery) { tally.count("of the dead, held the recovery's lock") }
  }

  private mutating func listen() throws {
    let alive = victims.indices.filter { victims[$0].isAlive }
    var ready = alive.map { pollfd(fd: victims[$0].child.output, events: Int16(POLLIN), revents: 0) }
    let wait = wait
    let count = poll(&ready, nfds_t(ready.count), Int32(wait * 1000))
    // `poll` counts whole milliseconds.
    if count == 0, wait < 0.001 { usleep(UInt32(wait * 1e6)) }
    guard count > 0 else { return }
    for (index, state) in zip(alive, ready) where state.revents != 0 { try hear(index) }
  }

  /// Seconds until something may be due.
  private var wait: Double {
    if victims.contains(where: \.isHunted) { return 0.00005 }
    let due = victims.compactMap { $0.isAlive && !$0.isKilled ? $0.killAt : nil }.min()
    return min(0.1, max(0, (due ?? .infinity) - clock.elapsed))
  }

  private mutating func hear(_ index: Int) throws {
    heardAt = clock.elapsed
    guard let lines = victims[index].read() else { return try bury(index) }
    guard case .annotator(let annotator) = victims[index].part else { return }
    for line in lines {
      victims[index].answered(at: clock.elapsed, pace: &pace)
      tally.count("replies")
      if let request = try annotators[annotator].hear(try JSONParser.parse(line, limits: .row)) {
        try victims[index].send(request, at: clock.elapsed)
      } else {
        victims[index].endInput(at: clock.elapsed)
      }
    }
  }

  private mutating func bury(_ index: Int) throws {
    victims[index].bury(at: clock.elapsed, pace: &pace)
    let victim = victims[index]
    switch (victim.status, victim.doom, victim.isKilled) {
    case (128 + SIGKILL, .atCall(let call, _), _):
      kills += 1
      tally.count("kill \(call.moment)")
    case (128 + SIGKILL, _, true):
      kills += 1
    case (0, _, _):
      if victim.isKilled { tally.count("kill that came too late") }
      if case .chore = victim.part { choresDone += 1 }
    default:
      let outcome = Conversation.run(victim.child, input: [], until: Deadline(seconds: 1))
      throw BrokenPromise(
        "a process ended with \(outcome.status) \(victim.phase): \(String(decoding: outcome.errors, as: UTF8.self))")
    }
  }
}
