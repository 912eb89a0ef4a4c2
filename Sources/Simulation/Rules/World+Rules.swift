import Labeling
import Queue

/// What must hold after every step, whatever the store.
extension World {
  /// An assignment that a claim brought.
  mutating func check(_ assignment: Assignment, by claim: Claim, of client: Client) throws {
    let person = client.person
    let owner = owners[assignment.id] ?? person.id
    guard owner == person.id else { throw BrokenRule("\(person.name) was served \(assignment.id) of somebody else") }
    if let open = claim.besides {
      let shown = client.sheets.first { $0.id == open }
      guard assignment.id != open, shown?.example != assignment.example else {
        throw BrokenRule("\(assignment.id) was reserved besides \(open), which shows the same")
      }
    }
    for (place, other) in clients.enumerated() where other.person.id == person.id && other.session != client.session {
      guard other.sheets.contains(where: { $0.id == assignment.id }) else { continue }
      guard claim.takesOver else { throw BrokenRule("\(assignment.id) was taken from a terminal that runs") }
      for sheet in other.sheets { clients[place].leave(sheet.id) }
      count("examples taken over from a terminal that runs")
    }
    try checkUnseen(assignment, by: person)
    let build = try build(assignment.build)
    if assignment.purpose == .settlement {
      let settled = try assignment.settles.flatMap { id in try store.read { try $0.response(id, of: Self.task) } }
      guard let settled, settled.person == person.id, settled.example == assignment.example else {
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

  /// What was promised before a clock that was ahead was set back is kept no longer than a promise of today.
  mutating func shortenPromises() {
    guard let oldest = store.takeOldestClaim() else { return }
    let end = oldest.advanced(bySeconds: Double(Self.lease + Claim.slack))
    for (id, promised) in promises where promised > end { promises[id] = end }
  }

  /// Whoever claims or keeps a draft begins the lease of what they are at anew, perhaps by a clock that was set back.
  mutating func renewPromises(of person: PersonID, by request: Request) {
    let at: Timestamp? = if case .draft(_, _, let at) = request { at } else { request.claim?.at }
    guard let end = at?.advanced(bySeconds: Double(Self.lease)) else { return }
    for (id, promised) in promises where promised > end && owners[id] == person { promises[id] = end }
  }

  /// No lease ended before the moment that its person was promised.
  mutating func checkPromises(_ model: InMemoryQueue) throws {
    shortenPromises()
    let latest = store.takeLatest()
    let expired = model.look { state in state.assignments.filter { $0.value.end == .expired }.map(\.key) }
    for id in expired {
      guard let promised = promises.removeValue(forKey: id), let latest, promised > latest else { continue }
      throw BrokenRule("\(id) was promised until \(promised), and its lease ended by \(latest)")
    }
  }

  /// The facts of the store as a whole.
  mutating func checkFacts() throws {
    let before = revision
    revision = try store.read { snapshot in
      guard snapshot.revision >= before else { throw BrokenRule("the revision ran backwards") }
      try checkScores(snapshot)
      let builds = try snapshot.builds(of: Self.task, at: .max)
      var expected: [ChannelName: Progress] = [:]
      for channel in try snapshot.channels(of: Self.task, at: .max) {
        let target = try snapshot.build(channel.build)
        let history = VersionHistory(builds: builds)
        let table = ReadingTable(
          target: target, history: history, build: { try snapshot.build(at: $0) },
          answer: { try snapshot.answer(at: $0) }, asked: { try snapshot.asked(at: $0) })
        let reckoner = Reckoner(channel: channel, table: table) { try snapshot.channel(at: $0) }
        var counted: [(example: Digest, answers: Int, isDecided: Bool)] = []
        try snapshot.forEachCase(of: Self.task, upTo: .max) { file in
          try checkRuleOne(file, snapshot)
          let fills = try Set(
            file.answers.map(\.person).filter {
              Eligibility.fills(try snapshot.person(at: $0), under: target.policy)
            })
          let reckoning = try reckoner.reckon(file, counts: { fills.contains($0) }, returning: { _, _ in nil })
          let example = try snapshot.example(at: file.example, of: Self.task)
          counted.append((example, min(target.policy.overlap, reckoning.counted.count), reckoning.isDecided))
        }
        let channels = try snapshot.channels(of: Self.task, at: .max)
        var progress = Progress()
        for count in counted {
          guard HomeChannel.serves(channel, count.example, in: Self.task, among: channels) else { continue }
          progress.examples += 1
          progress.wanted += count.isDecided ? count.answers : target.policy.overlap
          progress.answers += count.answers
          progress.done += count.isDecided || count.answers >= target.policy.overlap ? 1 : 0
        }
        expected[channel.name] = progress
      }
      for tally in try snapshot.tallies(of: Self.task) {
        guard tally.progress == expected[tally.channel] else {
          throw BrokenRule(
            "\(tally.channel) says \(tally.progress), and its facts say \(String(describing: expected[tally.channel]))")
        }
        guard tally.leased >= 0 else { throw BrokenRule("\(tally.leased) leases") }
      }
      return snapshot.revision
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
