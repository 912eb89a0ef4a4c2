import Driving
import FoundationEssentials

/// One act under one limit.
struct LimitsRound {
  enum Limit: CaseIterable {
    case openFiles, fileSize, memory, readOnly
  }

  let disk: SmallDisk
  let stage: Stage
  let without: [String]
  let limit: Limit
  let act: FaultAct

  func run(_ seeded: inout Seeded) throws -> Tally {
    let prefix: [String]
    switch limit {
    // With less than four the program is not even loaded.
    case .openFiles: prefix = ["/usr/bin/prlimit", "--nofile=\(Int.random(in: 4...40, using: &seeded))"]
    case .fileSize: prefix = ["/usr/bin/prlimit", "--fsize=\(Int.random(in: 0...400, using: &seeded) << 10)"]
    // Below some 300 MB the stacks of new threads do not fit, and what runs git for a publish waits for ever for one.
    case .memory: prefix = ["/usr/bin/prlimit", "--as=\(Int.random(in: 512...1024, using: &seeded) << 20)"]
    case .readOnly: prefix = []
    }
    do {
      return try attempt(prefix)
    } catch let broken as BrokenPromise {
      throw broken.during("\(act) with \(limit) \(prefix.last ?? "")")
    }
  }

  private func attempt(_ prefix: [String]) throws -> Tally {
    try act.prepare(stage)
    if limit == .readOnly { try disk.remount(readOnly: true) }
    var program = stage.program
    program.without = without
    let ledger = Ledger()
    var tally = Tally()
    let (status, errors) = try perform(prefix + act.command(on: stage), program.variables, ledger, &tally)
    if limit == .readOnly { try disk.remount(readOnly: false) }
    tally.count("\(limit): \(status == 0 ? "done" : "refused")")
    let isTheLoader = status == 127 && errors.contains("error while loading shared libraries")
    if status != 0, !isTheLoader {
      guard [66, 69, 73, 74, 77, 78].contains(status) else { throw BrokenPromise("it ended with \(status): \(errors)") }
      try Sentence.checkEnd(of: errors)
    }
    try Promises.check(queue: stage.queue, against: ledger.all)
    return tally
  }

  private func perform(
    _ command: [String], _ environment: [String: String], _ ledger: Ledger, _ tally: inout Tally
  ) throws -> (status: Int32, errors: String) {
    guard act == .pipe else {
      let child = try Child(command, environment: environment, folder: stage.folder)
      let outcome = Conversation.run(child, input: act.input, until: Deadline(seconds: 60))
      return (outcome.status, String(decoding: outcome.errors, as: UTF8.self))
    }
    let talk = try Talk(command, environment: environment, stage: stage, ledger: ledger)
    let guardian = Guardian(of: talk.client)
    defer { guardian.dismiss() }
    do { try talk.converse(mayFail: true) } catch is PipeClient.Gone { tally.count("conversations that ended") }
    let end = talk.client.finish()
    try guardian.check()
    tally.add(talk.tally)
    return end
  }
}
