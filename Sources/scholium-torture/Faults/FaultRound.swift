import Driving
import FoundationEssentials
import Glibc

/// One act with one fault, and what must hold afterwards.
struct FaultRound {
  let stage: Stage
  let chance: FaultPlan.Chance
  let fault: SystemFault
  /// What annotators were told before.
  let before: Ledger.Entries
  /// Half of the conversations end like a machine that is switched off: nobody tidies up.
  let isKilled: Bool

  init(stage: Stage, chance: FaultPlan.Chance, before: Ledger.Entries, seeded: inout Seeded) {
    self.before = before
    self.stage = stage
    self.chance = chance
    fault = SystemFault(
      call: chance.call, error: chance.error, number: Int.random(in: 1...chance.calls, using: &seeded),
      isForGood: chance.isForGood)
    isKilled = Bool.random(using: &seeded)
  }

  func run() throws -> Tally {
    do {
      var tally = try attempt()
      tally.count("\(chance.act): \(chance.call)")
      return tally
    } catch let broken as BrokenPromise {
      throw broken.during("\(chance.act), \(fault)")
    }
  }

  private func attempt() throws -> Tally {
    let trace = "\(stage.folder)/trace"
    try chance.act.prepare(stage)
    var environment = stage.program.variables
    let preloaded = ["LD_PRELOAD", "SABOTEUR_WITHOUT"].reduce(into: [String: String]()) { variables, name in
      variables[name] = environment.removeValue(forKey: name)
    }
    let command = fault.command(
      chance.act.command(on: stage), on: chance.act.paths(of: chance.call, on: stage), preloading: preloaded,
      trace: trace)
    let ledger = Ledger(before)
    var tally = Tally()
    if chance.act == .pipe {
      tally = try converse(command, environment: environment, ledger: ledger)
    } else {
      try perform(command, environment: environment, into: &tally)
    }
    let hits = FaultLog.injected(in: trace)
    tally.count(hits > 0 ? "faults that hit" : "faults that found nothing to hit")
    tally.count("failing calls", hits)
    try Promises.check(queue: stage.queue, against: ledger.all)
    let exported = FileManager.default.contents(atPath: FaultAct.exported(stage))
    try goOn(ledger)
    if let exported, exported != FileManager.default.contents(atPath: FaultAct.exported(stage)) {
      throw BrokenPromise("what it exported is not what is there")
    }
    return tally
  }

  /// A conversation goes on, or ends with a status and a sentence.
  private func converse(_ command: [String], environment: [String: String], ledger: Ledger) throws -> Tally {
    let talk = try Talk(command, environment: environment, stage: stage, ledger: ledger)
    let guardian = Guardian(of: talk.client)
    defer { guardian.dismiss() }
    var tally = Tally()
    do {
      try talk.converse(mayFail: fault.isForGood)
      if isKilled { talk.client.signal(SIGKILL) }
    } catch is PipeClient.Gone {
      tally.count("conversations that ended")
      let (status, errors) = talk.client.finish()
      try guardian.check()
      try checkEnd(status, errors, mayBeDone: false)
      return tally
    }
    let (status, errors) = talk.client.finish()
    try guardian.check()
    if isKilled {
      tally.count("conversations killed at their end")
    } else {
      try checkEnd(status, errors, mayBeDone: true)
    }
    tally.add(talk.tally)
    return tally
  }

  /// A command does what it is for, or ends with a status and a sentence.
  private func perform(_ command: [String], environment: [String: String], into tally: inout Tally) throws {
    let clock = Deadline(seconds: Talk.patience)
    let child = try Child(command, environment: environment, folder: stage.folder)
    let outcome = Conversation.run(child, input: chance.act.input, until: Deadline(seconds: 60))
    tally.lasted("command", milliseconds: clock.elapsed * 1000)
    if clock.hasPassed { throw BrokenPromise("it took \(Int(clock.elapsed)) s") }
    tally.count(outcome.status == 0 ? "commands done" : "commands refused")
    try checkEnd(outcome.status, String(decoding: outcome.errors, as: UTF8.self), mayBeDone: true)
    if chance.act == .export {
      let isThere = FileManager.default.fileExists(atPath: FaultAct.exported(stage))
      if isThere != (outcome.status == 0) {
        throw BrokenPromise("ended with \(outcome.status), and its file is \(isThere ? "" : "not ")there")
      }
    }
  }

  private func checkEnd(_ status: Int32, _ errors: String, mayBeDone: Bool) throws {
    if status == 0, mayBeDone { return }
    // The loader of programs speaks before ours does.
    if status == 127, errors.contains("error while loading shared libraries") { return }
    // 70 would be a fault of ours, 1 none of sysexits(3), 128 and more a signal.
    guard [66, 69, 73, 74, 77, 78].contains(status) else {
      throw BrokenPromise("it ended with \(status): \(errors)")
    }
    // A message that could not be written is nobody's fault.
    if chance.call == "write", errors.isEmpty { return }
    try Sentence.checkEnd(of: errors)
  }

  /// Once nothing fails any more, everything goes on: the act is done again, and somebody else answers.
  private func goOn(_ ledger: Ledger) throws {
    let program = Program(path: stage.program.path)
    if chance.act != .pipe {
      try program.require(
        Array(chance.act.command(on: stage).dropFirst()), in: stage.folder, input: chance.act.input)
    }
    let talk = try Talk(
      stage.pipeCommand(as: "bela"), environment: program.variables, stage: stage, ledger: ledger, annotator: "bela")
    try talk.converse(mayFail: false)
    let (status, errors) = talk.client.finish()
    guard status == 0 else { throw BrokenPromise("afterwards a conversation ended with \(status): \(errors)") }
    try Promises.check(queue: stage.queue, against: ledger.all)
  }
}
