import Driving
import FoundationEssentials
import Glibc

/// One thing that meets a full disk.
struct FullRound {
  enum Act: CaseIterable {
    case answering, importing, publishing, exporting, backingUp, checkpointing
  }

  let disk: SmallDisk
  let program: Program
  let without: [String]
  let act: Act
  /// KB that are left free.
  let leaving: Int

  func run() throws -> Tally {
    do {
      return try attempt()
    } catch let broken as BrokenPromise {
      throw broken.during("\(act) with \(leaving) KB free")
    }
  }

  private func attempt() throws -> Tally {
    var stage = try Stage(in: disk.path, program: program, examples: 100)
    stage.program.without = without
    let ledger = Ledger()
    var (talk, guardian) = try Self.sitDown("amara", at: stage, ledger)
    defer { guardian.dismiss() }
    try talk.converse(mayFail: false)
    if act == .checkpointing { try stage.importExamples(1000..<1400) }
    let open = try talk.claim()
    // A copy takes as much room as the queue.
    try disk.fill(leaving: act == .backingUp ? leaving * 3 : leaving)
    var tally = Tally()
    // What is on somebody's screen is finished first.
    let isSaved = try talk.answer(open, mayFail: true) != nil
    tally.count("answers in flight \(isSaved ? "saved" : "refused")")
    try meet(stage, talk, &tally)
    try disk.makeRoom()
    if act == .checkpointing {
      // The first one was killed.
      guardian.dismiss()
      tally.add(talk.tally)
      (talk, guardian) = try Self.sitDown("bo", at: stage, ledger)
    }
    let before = talk.refusals
    try talk.converse(mayFail: false)
    guard talk.refusals == before else { throw BrokenPromise("there is room again, and something is refused") }
    let (status, errors) = talk.client.finish()
    try guardian.check()
    guard status == 0 else { throw BrokenPromise("it ended with \(status): \(errors)") }
    tally.add(talk.tally)
    try Promises.check(queue: stage.queue, against: ledger.all)
    return tally
  }

  private static func sitDown(_ person: String, at stage: Stage, _ ledger: Ledger) throws -> (Talk, Guardian) {
    let talk = try Talk(
      stage.pipeCommand(as: person), environment: stage.program.variables, stage: stage, ledger: ledger,
      annotator: person)
    return (talk, Guardian(of: talk.client))
  }

  private func meet(_ stage: Stage, _ talk: Talk, _ tally: inout Tally) throws {
    switch act {
    case .answering:
      let before = talk.refusals
      for _ in 0..<3 where talk.refusals == before { try talk.converse(mayFail: true) }
      tally.count(talk.refusals > before ? "conversations that met the full disk" : "conversations that had room")
    case .importing:
      let input = Stage.rows(1000..<1400)
      try perform(["import", Stage.task, "-"], on: stage, input: input, &tally)
    case .publishing:
      try FaultAct.publish.prepare(stage)
      try perform(["publish", Stage.task], on: stage, &tally)
    case .exporting:
      try perform(["export", Stage.task, "-o", "\(stage.folder)/out.jsonl"], on: stage, &tally)
    case .backingUp:
      let copy = "\(stage.folder)/backup.sqlite"
      try perform(["backup", copy], on: stage, &tally)
      try? FileManager.default.removeItem(atPath: copy)
    case .checkpointing:
      // Whoever leaves last carries the log over; somebody who was killed leaves that to the next.
      talk.client.signal(SIGKILL)
      _ = talk.client.finish()
      try perform(["status"], on: stage, &tally)
    }
  }

  /// A command that succeeds, or is refused for the disk's sake.
  private func perform(_ arguments: [String], on stage: Stage, input: [UInt8] = [], _ tally: inout Tally) throws {
    let clock = Deadline(seconds: Talk.patience)
    let outcome = try stage.program.run(arguments, in: stage.folder, input: input)
    if clock.hasPassed { throw BrokenPromise("\(arguments[0]) took \(Int(clock.elapsed)) s") }
    tally.count("\(arguments[0]) \(outcome.status == 0 ? "done" : "refused")")
    if outcome.status == 0 { return }
    let errors = String(decoding: outcome.errors, as: UTF8.self)
    guard [73, 74].contains(outcome.status), errors.contains("full") || errors.contains("No space left") else {
      throw BrokenPromise("\(arguments[0]) ended with \(outcome.status): \(errors)")
    }
    try Sentence.checkEnd(of: errors)
    let leftovers = try FileManager.default.contentsOfDirectory(atPath: stage.folder).filter {
      $0.contains(".partial-")
    }
    guard leftovers.isEmpty else { throw BrokenPromise("\(arguments[0]) left \(leftovers) behind") }
  }
}
