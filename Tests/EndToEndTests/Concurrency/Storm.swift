import Dispatch
import Driving
import Glibc
import Records
import Testing

/// Many clients at once on one queue, killed at random, while channels come and move.
struct Storm {
  static let people = 16
  static let examples = 2000
  static let overlap = 3
  static let kills = 200

  let workspace: Workspace
  let record = StormRecord()
  let seed: UInt64
  let seconds: Double

  init(seed: UInt64, seconds: Double) throws {
    self.seed = seed
    self.seconds = seconds
    workspace = try Workspace(
      films: (1...Self.examples).map { "Film \($0)" }, overlap: Self.overlap, lease: "2s")
    try workspace.require(
      workspace.scholium("publish", "film", "--channel", "experiment/quiet", "--weight", "1"))
  }

  /// Returns once everybody is done, or time is up.
  func rage() {
    let deadline = Deadline(seconds: seconds)
    let clients = makeClients()
    let work = DispatchGroup()
    for (index, client) in clients.enumerated() {
      DispatchQueue(label: "client \(index)").async(group: work) { [seed] in
        client.run(seed: seed &+ UInt64(index) &+ 1, until: deadline)
      }
    }
    let trouble = DispatchGroup()
    DispatchQueue(label: "channels").async(group: trouble) { moveChannels(until: deadline) }
    DispatchQueue(label: "kills").async(group: trouble) { kill(clients, until: deadline) }
    work.wait()
    trouble.wait()
  }

  /// 24 of them: half of the people work in two terminals at once.
  private func makeClients() -> [StormClient] {
    let people = (0..<Self.people).map { "person-\($0)" }
    let seats = people + people.prefix(Self.people / 2)
    return seats.enumerated().map { index, person in
      StormClient(
        index, person: person, channel: index % 4 == 3 ? "production" : "all", workspace: workspace, record: record)
    }
  }

  /// A second UI version beside production, which then takes it over: each once enough has been answered.
  private func moveChannels(until deadline: Deadline) {
    let wanted = Self.examples * Self.overlap
    perform(after: wanted / 5, deadline) {
      try workspace.writeInterface(version: 2, prompt: "What is it?")
      return try workspace.scholium(
        "publish", "film", "--channel", "experiment/loud", "--weight", "1", "--allow-stuck")
    }
    perform(after: wanted / 2, deadline) {
      try workspace.scholium("channel", "promote", "film", "experiment/loud")
    }
  }

  private func perform(after answers: Int, _ deadline: Deadline, _ move: () throws -> Program.Outcome) {
    while record.answers < answers, deadline.elapsed < seconds * 0.6 { usleep(20_000) }
    do {
      let outcome = try move()
      guard outcome.status != 0 else { return }
      record.note { $0.complaints.append("a move of channels ended with \(outcome.status): \(outcome.messages)") }
    } catch {
      record.note { $0.complaints.append("a move of channels failed: \(error)") }
    }
  }

  private func kill(_ clients: [StormClient], until deadline: Deadline) {
    var chance = Seeded(seed: seed)
    let wanted = Self.examples * Self.overlap
    var kills = 0
    while kills < Self.kills, !deadline.hasPassed {
      // Spread over the work, whatever the machine's speed.
      let isDue = record.answers * Self.kills >= kills * wanted * 9 / 10
      if isDue, clients.randomElement(using: &chance)?.killNow() == true { kills += 1 }
      usleep(UInt32.random(in: 1_000..<20_000, using: &chance))
    }
    record.note { [kills] in $0.kills = kills }
  }
}
