import Labeling
import Queue

/// What must hold after every step, whatever the store.
extension Machine {
  /// An assignment that was just served.
  func check(_ assignment: Assignment, of person: Person) throws {
    try store.read { snapshot in
      let build = try snapshot.build(assignment.build)
      let settled = try assignment.settles.map { id in
        var found: ResponseRecord?
        try snapshot.forEachResponse(of: Self.task, upTo: .max) { if $0.id == id { found = $0 } }
        return found
      }
      if assignment.purpose == .settlement {
        guard let settled, settled?.person == person.id, settled?.example == assignment.example else {
          throw BrokenRule("\(person.name) was asked to settle what they did not say")
        }
        guard assignment.asked?.questions.isEmpty == false, assignment.carried != nil else {
          throw BrokenRule("a settlement that asks nothing")
        }
      } else if assignment.settles != nil || assignment.carried != nil {
        throw BrokenRule("\(assignment.purpose) shows an earlier answer")
      }
      for (question, labels) in assignment.asked?.questions ?? [:] {
        let offered = (build.offered[question] ?? []).map(\.id)
        guard !labels.isEmpty, labels == offered.filter({ labels.contains($0) }) else {
          throw BrokenRule("'\(question)' asks about \(labels), of \(offered)")
        }
      }
    }
  }

  /// The facts of the store as a whole.
  func checkFacts(since before: Int) throws {
    try store.read { snapshot in
      guard snapshot.revision >= before else { throw BrokenRule("the revision ran backwards") }
      var known: Set<ResponseID> = []
      try snapshot.forEachResponse(of: Self.task, upTo: .max) { known.insert($0.id) }
      for (response, _) in receipts where !known.contains(response) {
        throw BrokenRule("\(response) was acknowledged and is gone")
      }
      let persons = try snapshot.persons()
      let builds = try snapshot.builds(of: Self.task, at: .max)
      var expected: [ChannelName: Progress] = [:]
      for channel in try snapshot.channels(of: Self.task, at: .max) {
        let target = try snapshot.build(channel.build)
        let history = VersionHistory(builds: builds)
        let table = ReadingTable(
          target: target, history: history, build: { try snapshot.build(at: $0) },
          answer: { try snapshot.answer(at: $0) }, asked: { try snapshot.asked(at: $0) })
        let reckoner = Reckoner(channel: channel, table: table) { try snapshot.channel(at: $0) }
        var counted: [Int] = []
        try snapshot.forEachCase(of: Self.task, upTo: .max) { file in
          try checkRuleOne(file, snapshot)
          let fills = try Set(
            file.answers.map(\.person).filter {
              Eligibility.fills(try snapshot.person(at: $0), under: target.policy)
            })
          let reckoning = try reckoner.reckon(file, counts: { fills.contains($0) }, returning: { _, _ in nil })
          counted.append(min(target.policy.overlap, reckoning.counted.count))
        }
        let channels = try snapshot.channels(of: Self.task, at: .max)
        var progress = Progress()
        for (number, count) in counted.enumerated() {
          let example = Self.identity.digest(of: Self.row(number, text: "", note: ""))
          guard HomeChannel.serves(channel, example, in: Self.task, among: channels) else { continue }
          progress.examples += 1
          progress.wanted += target.policy.overlap
          progress.answers += count
          progress.done += count >= target.policy.overlap ? 1 : 0
        }
        expected[channel.name] = progress
      }
      for tally in try snapshot.tallies(of: Self.task) {
        guard tally.progress == expected[tally.channel] else {
          throw BrokenRule(
            "\(tally.channel) says \(tally.progress), and its facts say \(String(describing: expected[tally.channel]))")
        }
        // Each person at one terminal: an open example, and one reserved.
        guard tally.leased >= 0, tally.leased <= 2 * persons.count else { throw BrokenRule("\(tally.leased) leases") }
      }
    }
  }

  /// Nobody's answers to an example come from two screens, nor from another than they were shown.
  private func checkRuleOne(_ file: CaseFile, _ snapshot: any QueueSnapshot) throws {
    guard Set(file.exposures.map(\.person)).count == file.exposures.count else {
      throw BrokenRule("somebody was shown an example twice")
    }
    for fact in file.answers {
      let screen = try snapshot.build(at: fact.build).uiVersion
      guard file.exposures.contains(.init(person: fact.person, uiVersion: screen)) else {
        throw BrokenRule("an answer was given on a screen that its person did not see")
      }
    }
  }
}
