import Driving
import FoundationEssentials
import Glibc
import Records

/// Plays a scene with the program. It runs in a process of its own, so that strace(1) follows whatever it starts, and
/// leaves behind a ledger of the answers that were given.
struct Player {
  static let ledgerName = "ledger.json"
  private static let backup = "backup.sqlite"

  let stage: Stage
  let ledger = Ledger()
  private var pipes: [String: PipeClient] = [:]
  private var assignments: [String: String] = [:]
  private var examples: [String: String] = [:]
  private var chance: Seeded
  private var given = 0

  init(_ stage: Stage, seed: UInt64) {
    self.stage = stage
    chance = Seeded(seed: seed)
  }

  mutating func play(_ scene: Scene) throws {
    for step in scene.steps {
      switch step {
      case .publish(let ui): try stage.publish(ui: ui)
      case .importExamples(let numbers): try stage.importExamples(numbers)
      case .open(let annotator): try open(annotator)
      case .answer(let annotators, let times):
        for _ in 0..<times { for annotator in annotators { try answer(annotator) } }
      case .close(let annotator): try close(annotator)
      case .kill(let annotator):
        let pipe = pipes.removeValue(forKey: annotator)
        pipe?.signal(SIGKILL)
        _ = pipe?.finish()
      case .backUp: try stage.program.require(["backup", Self.backup, "--force", "--json"], in: stage.folder)
      case .restore: try stage.program.require(["restore", Self.backup, "--json"], in: stage.folder)
      }
    }
  }

  private mutating func open(_ annotator: String) throws {
    let pipe = try stage.pipe(as: annotator)
    pipes[annotator] = pipe
    take(try pipe.ask(["op": "next"]), by: annotator)
  }

  private mutating func answer(_ annotator: String) throws {
    guard let pipe = pipes[annotator], let assignment = assignments[annotator], let example = examples[annotator] else {
      throw BrokenPromise("\(annotator) has nothing to answer")
    }
    given += 1
    let label = Stage.labels.randomElement(using: &chance) ?? Stage.labels[0]
    let answer = Ledger.Answer(
      annotator: annotator, name: "\(annotator)-\(given)-\(chance.next())", example: example, label: label)
    let reply = try pipe.ask([
      "op": "submit_next", "assignment": .string(assignment), "answer": ["genre": .string(label)],
      "id": .string(answer.name), "duration_ms": 900,
    ])
    guard let response = reply["response"]?.string else { throw BrokenPromise("no receipt but \(reply)") }
    ledger.acknowledged(answer, as: response)
    take(reply, by: annotator)
  }

  private mutating func close(_ annotator: String) throws {
    guard let (status, errors) = pipes.removeValue(forKey: annotator)?.finish() else { return }
    guard status == 0 else { throw BrokenPromise("the pipe of \(annotator) ended with \(status): \(errors)") }
  }

  private mutating func take(_ reply: JSON, by annotator: String) {
    assignments[annotator] = reply["assignment"]?["id"]?.string
    examples[annotator] = reply["assignment"]?["example"]?.string
  }
}
