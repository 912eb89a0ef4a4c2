import Driving
import FoundationEssentials
import Glibc
import Records

/// One damaged queue, and two things that are tried on it.
struct DamageRound {
  /// Seconds after which somebody takes the program for dead.
  private static let patience = 20.0
  /// What a program that has a damaged file before it may end with (sysexits(3)); 1 is doctor's "something is wrong".
  private static let statuses: Set<Int32> = [0, 1, 64, 65, 66, 69, 73, 74, 77, 78]

  let sound: SoundQueue
  let program: Program
  let folder: String
  /// What is tried, each as often as it stands here.
  let acts: [DamageAct]

  func run(_ chance: inout Seeded) throws -> Tally {
    let isHot = Int.random(in: 0..<3, using: &chance) == 0
    var stage = try Stage(copyOf: isHot ? sound.hot : sound.closed, in: "\(folder)/work")
    stage.program = program
    var tally = Tally()
    let (kind, damage, prefix) = try inflict(on: stage, isHot: isHot, &chance)
    tally.count("mutants: \(kind)")
    var isNoticed = false
    for _ in 0..<2 {
      let act = acts.randomElement(using: &chance) ?? .status
      do {
        let status = try attempt(act, on: stage, prefix: prefix, &tally)
        if status != 0 { isNoticed = true }
        tally.count("ended with \(status)")
      } catch let broken as BrokenPromise {
        throw broken.during("\(act) on \(isHot ? "a hot queue" : "a queue") with \(damage)")
      }
    }
    if isNoticed { tally.count("mutants that the program refused: \(kind)") }
    return tally
  }

  private func inflict(
    on stage: Stage, isHot: Bool, _ chance: inout Seeded
  ) throws -> (kind: String, damage: String, prefix: [String]) {
    switch Int.random(in: 0..<100, using: &chance) {
    case 0..<50:
      let damage = ByteDamage.allCases.randomElement(using: &chance) ?? .bits
      let part = isHot ? ["", "-wal", "-wal", "-shm"].randomElement(using: &chance) ?? "" : ""
      return ("\(damage)", try damage.inflict(on: stage.queue + part, &chance), [])
    case 50..<86: return ("cells", try CellDamage(columns: sound.columns).inflict(on: stage.queue, &chance), [])
    case 86..<96:
      let odd = OddFile.allCases.randomElement(using: &chance) ?? .empty
      return ("\(odd)", try odd.inflict(on: stage.queue, &chance), [])
    default: return ("rights", Account.restrict(stage, &chance), Account.prefix)
    }
  }

  private func attempt(_ act: DamageAct, on stage: Stage, prefix: [String], _ tally: inout Tally) throws -> Int32 {
    let command = prefix + [program.path] + act.arguments
    let clock = Deadline(seconds: Self.patience)
    let (status, output, errors): (Int32, [UInt8], [UInt8])
    if act == .pipe {
      let talk = try DamagedTalk(command, on: stage, patience: Self.patience)
      let end = try talk.converse()
      (status, output, errors) = (end.status, [], Array(end.errors.utf8))
      tally.count("answers acknowledged on damaged queues", talk.acknowledged.count)
      try check(talk.acknowledged, in: stage.queue)
    } else {
      let child = try Child(command, environment: program.variables, folder: stage.folder)
      let outcome = Conversation.run(child, input: act.input, until: clock)
      (status, output, errors) = (outcome.status, outcome.output, outcome.errors)
    }
    tally.count("commands")
    tally.lasted("command", milliseconds: clock.elapsed * 1000)
    try check(act, status, output, errors)
    return status
  }

  private func check(_ act: DamageAct, _ status: Int32, _ output: [UInt8], _ errors: [UInt8]) throws {
    let told = String(decoding: errors, as: UTF8.self)
    guard Self.statuses.contains(status) else {
      throw BrokenPromise("it ended with \(status): \(told.suffix(2000))")
    }
    for (name, bytes) in [("output", output), ("errors", errors)] {
      guard let text = String(validating: bytes, as: UTF8.self) else { throw BrokenPromise("raw bytes in its \(name)") }
      let control = text.unicodeScalars.first { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
      if let control {
        throw BrokenPromise("U+\(String(control.value, radix: 16)) in its \(name): \(text.prefix(500))")
      }
    }
    // Doctor tells what it found as its output.
    if act == .doctor, !output.isEmpty { return }
    if status != 0 { try Sentence.checkEnd(of: told) }
  }

  /// An answer that was acknowledged on a damaged queue is there, whatever else is not.
  private func check(_ acknowledged: [String], in queue: String) throws {
    for id in acknowledged {
      let found = try SQLiteShell.run("SELECT count(*) FROM response NOT INDEXED WHERE id = '\(id)';", on: queue)
      if found.status == 0, found.output == "1\n" { continue }
      // What the shell cannot read may still be told by its bytes.
      let isThere = ["", "-wal"].contains { part in
        (FileManager.default.contents(atPath: queue + part) ?? Data()).firstRange(of: Data(id.utf8)) != nil
      }
      guard found.status != 0, isThere else {
        throw BrokenPromise("response \(id) was acknowledged, and is not there", isOfData: true)
      }
    }
  }
}
