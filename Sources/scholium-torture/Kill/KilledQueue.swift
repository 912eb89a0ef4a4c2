import Driving
import FoundationEssentials
import Records

/// One queue from its making to the day when everybody goes home: groups work on it and are killed, its promises are
/// checked after each, and the next group takes over what the dead left.
struct KilledQueue {
  private static let people = 12
  private static let atOnce = 8
  /// Groups between two recoveries that are timed, which also close the log cleanly. Between them it grows.
  private static let timedEvery = 6
  /// Restores that are begun, and mostly killed, at the end of a queue's life.
  private static let restores = 8

  private var stage: Stage
  /// Safeguards that are away once the queue is there.
  private let without: [String]
  private let ledger = Ledger()
  private var annotators: [Annotator]
  /// What was imported, all of it.
  private var examples = 150
  private var chores: [Chore]
  private var chance: Seeded
  private var pace = Pace()
  private var tally = Tally()
  private var kills = 0
  /// In flight when it was last looked.
  private var doubted: Set<Ledger.Answer> = []

  init(in folder: String, program: Program, without: [String], chance: Seeded) throws {
    stage = try Stage(unpublishedIn: folder, program: program, overlap: 3)
    self.without = without
    self.chance = chance
    chores = Chore.course(startingAt: examples)
    annotators = []
    for number in 0..<Self.people {
      annotators.append(
        Annotator(name: "annotator-\(number)", ledger: ledger, chance: Seeded(seed: self.chance.next())))
    }
  }

  /// Works until so many processes were killed.
  mutating func serve(kills quota: Int) throws -> Tally {
    try makeQueue()
    stage.program.without = without
    var groups = 0
    while kills < quota {
      let known = ledger.all
      try work()
      groups += 1
      try Chore.checkFiles(in: stage, hold: known, notMoreThan: ledger.all)
      try checkCopy()
      if Bool.random(using: &chance) { try killAlone() }
      if groups.isMultiple(of: Self.timedEvery) { try timeRecovery() }
    }
    try goHome()
    try restore()
    tally.count("kills", kills)
    tally.count("groups", groups)
    return tally
  }

  // MARK: Groups

  /// Several publish the first build of a queue that is not there, and are killed.
  private mutating func makeQueue() throws {
    var group = Group(on: stage, annotators: annotators, pace: pace)
    for _ in 0..<Self.atOnce {
      try group.start(.making, doom: .ofCommand(lasting: pace.command, using: &chance))
    }
    try run(&group)
    try stage.program.require(["publish", Stage.task], in: stage.folder)
    try stage.importExamples(0..<examples)
    try Promises.check(queue: stage.queue, against: ledger.all)
  }

  private mutating func work() throws {
    var group = Group(on: stage, annotators: annotators, pace: pace)
    let together = isTogether ? Doom.atOnce(.random(in: lifeOfAGroup, using: &chance)) : nil
    var seats = Self.atOnce
    if let chore = chores.first, Bool.random(using: &chance) {
      seats -= 1
      try group.start(chore, doom: together ?? .ofCommand(lasting: pace.command, using: &chance))
    }
    for index in annotators.indices.shuffled(using: &chance).prefix(seats) {
      try group.start(
        annotator: index, requests: .random(in: 2...14, using: &chance),
        doom: together ?? .drawn(lasting: pace, using: &chance))
    }
    try run(&group)
    if group.choresDone > 0 { examples = chores.removeFirst().examples ?? examples }
  }

  /// One comes after the dead of a group, alone, so that it recovers the queue, and makes a checkpoint when it leaves: it
  /// is killed in the middle of the one or of the other, and so may be the next.
  private mutating func killAlone() throws {
    for _ in 0..<Int.random(in: 1...3, using: &chance) {
      let frames = LogFrames.count(at: stage.queue + "-wal")
      guard frames > 0 else { return }
      var group = Group(on: stage, annotators: annotators, pace: pace)
      let doom: Doom =
        Bool.random(using: &chance)
        ? .atCall(.writingTheDatabase, .random(in: 1...40, using: &chance))
        : .atCall(.readingTheLog, .random(in: 1...(frames + 1), using: &chance))
      try group.start(
        annotator: .random(in: annotators.indices, using: &chance), requests: .random(in: 1...3, using: &chance),
        doom: doom)
      try run(&group)
      try checkCopy()
    }
  }

  /// In one group of three all die at one moment, else each at its own among those who live on.
  private var isTogether: Bool { mutating get { Int.random(in: 0..<3, using: &chance) == 0 } }

  /// From the first that open the queue to the last that are at work, in seconds.
  private var lifeOfAGroup: Range<Double> { pace.start * 0.3..<pace.start * 1.5 + pace.reply * 15 }

  /// Nobody is killed any more: everybody gives back what is open and goes, and what was begun is brought to its end.
  private mutating func goHome() throws {
    if let chore = chores.first {
      try stage.program.require(chore.arguments(in: stage), in: stage.folder)
      examples = chore.examples ?? examples
    }
    var group = Group(on: stage, annotators: annotators, pace: pace)
    for index in annotators.indices {
      try group.start(annotator: index, requests: 0, isLeaving: true, doom: .never)
    }
    try run(&group)
    guard let unsure = ledger.all.inFlight.first else {
      try Promises.check(queue: stage.queue, against: ledger.all)
      return try checkNothingIsLeased()
    }
    throw BrokenPromise("nobody knows what became of \(unsure)")
  }

  /// Everybody is gone: the queue is backed up and put back, which is killed too. Whatever its moment, the queue holds
  /// what it held, and so does each copy that has its name.
  private mutating func restore() throws {
    try stage.program.require(Chore.backingUp.arguments(in: stage), in: stage.folder)
    for _ in 0..<Self.restores {
      var group = Group(on: stage, annotators: annotators, pace: pace)
      try group.start(.restoring, doom: .ofCommand(lasting: pace.command, using: &chance))
      try run(&group)
      try checkCopy()
    }
    try stage.program.require(Chore.restoring.arguments(in: stage), in: stage.folder)
    let all = ledger.all
    try Promises.check(queue: stage.queue, against: all)
    try Chore.checkCopies(in: stage, named: "queue.sqlite.replaced-", hold: all, notMoreThan: all)
  }

  private mutating func run(_ group: inout Group) throws {
    try group.run()
    annotators = group.annotators
    pace = group.pace
    kills += group.kills
    tally.add(group.tally)
  }

  // MARK: Checks

  /// What a copy of the files says, so that the log stays for the next group as the dead left it.
  private mutating func checkCopy() throws {
    let copy = "\(stage.folder)/copy.sqlite"
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: stage.queue + suffix) {
      try FileManager.default.copyItem(atPath: stage.queue + suffix, toPath: copy + suffix)
    }
    try tally.note(Recovery(ofQueueAt: copy))
    let told = ledger.all
    let saved = try Promises.check(queue: copy, against: told)
    let new = told.inFlight.subtracting(doubted)
    tally.count("answers in flight that were saved", new.intersection(saved).count)
    tally.count("answers in flight that were not", new.subtracting(saved).count)
    doubted = told.inFlight
    for suffix in ["", "-wal", "-shm", "-gate", "-turn"] {
      try? FileManager.default.removeItem(atPath: copy + suffix)
    }
  }

  /// What the first person waits who comes after the kills, beside one who comes when all is well.
  private mutating func timeRecovery() throws {
    let afterKills = try Recovery.visit(stage)
    let otherwise = try Recovery.visit(stage)
    tally.lasted("first 'next' of a new process after kills", milliseconds: afterKills)
    tally.lasted("first 'next' of a new process otherwise", milliseconds: otherwise)
    try Promises.check(queue: stage.queue, against: ledger.all)
  }

  private func checkNothingIsLeased() throws {
    let status = try JSONParser.parse(try stage.program.require(["status", "--json"], in: stage.folder))
    let task = status["tasks"]?.array?.first
    let leased = (task?["channels"]?.array ?? []).reduce(0) { $0 + ($1["leased"]?.int ?? 0) }
    guard leased == 0 else { throw BrokenPromise("\(leased) examples are leased, and everybody went home") }
    guard let there = task?["examples"]?.int, there == examples else {
      throw BrokenPromise("\(task?["examples"]?.int ?? 0) examples are there of \(examples) that were imported")
    }
  }
}
