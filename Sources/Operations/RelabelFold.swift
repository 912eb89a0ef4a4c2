import Labeling
import Queue

/// One pass over all cases of a task: what they come to in a channel, and what full coverage still takes.
struct RelabelFold {
  /// A person as the rules see them.
  private struct Standing {
    let isActive: Bool
    let fills: Bool
  }

  private static let namedStuck = 5

  private let snapshot: any QueueSnapshot
  private let task: TaskName
  /// All channels of the task, this one as it is or shall be.
  private let channels: [Channel]
  private let target: Build
  private let channel: Channel
  private let tails: Tails
  private let reckoner: Reckoner
  private let history: VersionHistory
  /// Active people, nil while nobody is known.
  private let activePeople: Int?
  private var people: [Int: Standing] = [:]
  private var formLengths: [Int: Int] = [:]

  private var plan = RelabelPlan()
  /// The examples that somebody is asked about, where they are wanted.
  private var asked: [Int]?
  private var tally: AnswerTally
  private var times = AnswerTimes()
  private var lost: [Digest: Int] = [:]

  /// - Parameters:
  ///   - channel: as it is, or as a publication would make it.
  ///   - channels: of the task, as they are.
  ///   - target: the build that it stands at then.
  ///   - history: the builds of the task, and the target's taxonomy.
  init(
    of channel: Channel, at target: Build, among channels: [Channel], in history: VersionHistory,
    _ snapshot: any QueueSnapshot
  ) throws {
    self.snapshot = snapshot
    task = target.task
    self.channels = channels.filter { $0.name != channel.name } + [channel]
    self.target = target
    self.channel = channel
    self.history = history
    tails = Tails(of: channel, at: target, in: history)
    let active = try snapshot.persons().count { Eligibility.isActive($0, in: channel) }
    activePeople = active == 0 ? nil : active
    let table = ReadingTable(
      target: target, history: history, build: { try snapshot.build(at: $0) },
      answer: { try snapshot.answer(at: $0) }, asked: { try snapshot.asked(at: $0) })
    tally = AnswerTally(table, text: { try snapshot.answer(at: $0) })
    reckoner = Reckoner(channel: channel, table: table, channelName: { try snapshot.channel(at: $0) })
  }

  /// - Parameter checkpoint: called now and then with the examples so far; what it throws ends the fold.
  mutating func run(checkpoint: (Int) throws -> Void) throws -> RelabelPlan {
    var seen = 0
    try snapshot.forEachCase(of: task, upTo: snapshot.revision) { file in
      try take(file)
      seen += 1
      if seen.isMultiple(of: 1024) { try checkpoint(seen) }
    }
    return finish()
  }

  /// The keys of the examples that somebody is asked about: as many as the plan's `examples`.
  mutating func runForExamples() throws -> [Int] {
    asked = []
    _ = try run(checkpoint: { _ in })
    return asked ?? []
  }

  private mutating func take(_ file: CaseFile) throws {
    try countAnswers(of: file)
    for exposure in file.exposures { try know(exposure.person) }
    let reckoning = try reckon(file)
    guard try !reckoning.isDecided && reckoning.counted.count < target.policy.overlap && isServed(file) else { return }
    let work = ExampleWork(
      reckoning, wanted: target.policy.overlap, freshPeople: freshPeople(for: file))
    if work.missing > 0 { try countStuck(file, reckoning) }
    countLost(file, reckoning)
    guard !work.isDone else { return }
    plan.examples += 1
    asked?.append(file.example)
    let fresh = RelabelPlan.Questions(fresh: target, narrowed: reckoning.narrowed)
    for settlement in work.settlements { plan.questions += RelabelPlan.Questions(settling: settlement, under: target) }
    for _ in 0..<work.fresh { plan.questions += fresh }
    try countByLabel(work, reckoning, in: file)
  }

  // MARK: Answers

  private mutating func countAnswers(of file: CaseFile) throws {
    for fact in file.answers {
      try know(fact.person)
      try time(fact)
      if fact.isStale {
        plan.staleAnswers += 1
      } else if try reckoner.isTaken(fact) {
        try tally.count(fact)
      }
    }
  }

  private mutating func time(_ fact: AnswerFact) throws {
    guard let milliseconds = fact.durationMilliseconds else { return }
    if let asked = fact.asked {
      // Somebody new whose form was narrowed in part says nothing of either kind.
      guard fact.settles != nil else { return }
      times.add(milliseconds: milliseconds, questions: try snapshot.asked(at: asked).questions.count, narrowed: true)
    } else {
      times.add(milliseconds: milliseconds, questions: try formLength(of: fact.build), narrowed: false)
    }
  }

  /// The questions that a build puts to everybody.
  private mutating func formLength(of build: Int) throws -> Int {
    if let known = formLengths[build] { return known }
    let length = try snapshot.build(at: build).required.count(where: \.when.isEmpty)
    formLengths[build] = length
    return length
  }

  // MARK: Work

  /// True where the example is asked about in this channel, and in no other.
  private func isServed(_ file: CaseFile) throws -> Bool {
    guard channel.weight > 0, channels.count(where: { $0.weight > 0 && $0.state != .retired }) > 1 else {
      return channel.state != .retired
    }
    return HomeChannel.serves(channel, try snapshot.example(at: file.example, of: task), in: task, among: channels)
  }

  private func reckon(_ file: CaseFile) throws -> Reckoning {
    try reckoner.reckon(
      file, counts: { people[$0]?.fills ?? false },
      returning: { person, uiVersion in
        people[person]?.isActive == true ? tails.build(for: uiVersion) : nil
      })
  }

  /// People who may give a first answer to an example: active, and never shown it, or shown it without an answer on a
  /// screen that still works. Nil while nobody is known.
  private func freshPeople(for file: CaseFile) -> Int? {
    guard let activePeople else { return nil }
    let shown = file.exposures.filter { people[$0.person]?.isActive == true }
    let returning = shown.count { exposure in
      !file.answers.contains { $0.person == exposure.person } && !file.viewers.contains(exposure.person)
        && tails.build(for: exposure.uiVersion) != nil
    }
    return activePeople - shown.count + returning
  }

  private mutating func know(_ person: Int) throws {
    guard people[person] == nil else { return }
    let known = try snapshot.person(at: person)
    people[person] = Standing(
      isActive: Eligibility.isActive(known, in: channel), fills: Eligibility.fills(known, under: target.policy))
  }

  private mutating func countByLabel(_ work: ExampleWork, _ reckoning: Reckoning, in file: CaseFile) throws {
    let settled = Set(work.settlements.map(\.response))
    for settlement in work.settlements {
      guard let fact = file.answers.first(where: { $0.response == settlement.response }) else { continue }
      try tally.count(settling: fact, open: settlement.open.keys)
    }
    let counted = Set(reckoning.counted)
    let replaced = try file.answers.filter { fact in
      try !counted.contains(fact.person) && !settled.contains(fact.response) && reckoner.isTaken(fact)
    }
    for fact in replaced.prefix(work.fresh) {
      try tally.count(replacing: fact, narrowed: reckoning.narrowed)
    }
  }

  // MARK: What cannot be asked

  private mutating func countStuck(_ file: CaseFile, _ reckoning: Reckoning) throws {
    plan.stuck.examples += 1
    if plan.stuck.some.count < Self.namedStuck {
      plan.stuck.some.append(try snapshot.example(at: file.example, of: task))
    }
    let reason: RelabelPlan.Stuck.Reason =
      lostShowings(in: file, reckoning).isEmpty ? .tooFewPeople : .oldScreen
    plan.stuck.reasons[reason, default: 0] += 1
  }

  private mutating func countLost(_ file: CaseFile, _ reckoning: Reckoning) {
    for exposure in lostShowings(in: file, reckoning) { lost[exposure.uiVersion, default: 0] += 1 }
  }

  /// Who saw the example on a screen that nothing can be asked on any more, and does not count.
  private func lostShowings(in file: CaseFile, _ reckoning: Reckoning) -> [CaseFile.Exposure] {
    file.exposures.filter { exposure in
      people[exposure.person]?.isActive == true && !reckoning.counted.contains(exposure.person)
        && !file.viewers.contains(exposure.person) && tails.build(for: exposure.uiVersion) == nil
    }
  }

  private mutating func finish() -> RelabelPlan {
    (plan.answers, plan.byLabel) = tally.finish(in: history.graph)
    plan.pace = times.pace
    let broken = Dictionary(tails.broken.map { ($0.uiVersion, $0) }, uniquingKeysWith: { first, _ in first })
    plan.lostScreens = lost.compactMap { uiVersion, showings in
      guard let old = history.builds.first(where: { $0.uiVersion == uiVersion }) else { return nil }
      let reason = broken[uiVersion].map { RelabelPlan.LostScreen.Reason.doesNotCompile(naming: $0.unresolved) }
      return RelabelPlan.LostScreen(
        uiVersion: old.ui.version, reason: reason ?? .retired, showings: showings)
    }.sorted { $0.uiVersion < $1.uiVersion }
    return plan
  }
}
