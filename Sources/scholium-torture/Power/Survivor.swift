import Driving
import FoundationEssentials
import Labeling
import Operations
import Queue
import Records
import SQLiteQueue

/// A queue after a power cut, and what must be true of it.
struct Survivor {
  let path: String
  let known: Known

  /// Opens the queue as the program does, and looks for everything that people were told.
  func check() throws {
    do {
      guard let ui = known.ui else { return try checkNew() }
      let store = try SQLiteStore(path: path, mode: .existing)
      defer { try? store.close() }
      try checkAcknowledged(in: store)
      try Promises.check(queue: path, against: .init(acknowledged: known.acknowledged, inFlight: known.unsure))
      try checkShown(in: store, ui: ui)
    } catch let error as QueueError {
      throw BrokenPromise("the queue cannot be used: \(error)")
    }
  }

  /// Lets the program itself take the queue up again: an answer is given on it, and it is checked once more.
  func takeUp(with stage: Stage) throws {
    if known.ui == nil {
      try stage.program.require(["publish", Stage.task, "--queue", path], in: stage.folder)
    }
    try stage.program.require(["status", Stage.task, "--json", "--queue", path], in: stage.folder)
    guard known.ui != nil, known.examples > 0 else { return try check() }
    let pipe = try PipeClient(
      stage.pipeCommand(as: "dora") + ["--queue", path], environment: stage.program.variables, folder: stage.folder)
    var after = known
    let reply = try pipe.ask(["op": "next"])
    if let assignment = reply["assignment"]?["id"]?.string, let example = reply["assignment"]?["example"]?.string {
      let answer = Ledger.Answer(annotator: "dora", name: "after", example: example, label: "drama")
      let receipt = try pipe.ask([
        "op": "submit", "assignment": .string(assignment), "answer": ["genre": "drama"], "id": .string(answer.name),
      ])
      guard let response = receipt["response"]?.string else { throw BrokenPromise("no receipt but \(receipt)") }
      after.acknowledged[response] = answer
    }
    let (status, errors) = pipe.finish()
    guard status == 0 else { throw BrokenPromise("the pipe ended with \(status): \(errors)") }
    try Survivor(path: path, known: after).check()
  }

  /// Where nothing was published yet there may be no file; it must be possible to make one, and to come back to it.
  private func checkNew() throws {
    try SQLiteStore(path: path).close()
    let store = try SQLiteStore(path: path, mode: .existing)
    defer { try? store.close() }
    let findings = try store.examine()
    guard findings.isEmpty else { throw BrokenPromise(findings.map(\.message).joined(separator: "; ")) }
  }

  /// First of all, so that a loss is told as the loss that it is.
  private func checkAcknowledged(in store: SQLiteStore) throws {
    let lost = try store.read { snapshot in
      try known.acknowledged.keys.filter { try snapshot.response(ResponseID($0), of: TaskName(Stage.task)) == nil }
    }
    guard lost.isEmpty else {
      throw BrokenPromise(
        "\(lost.count) of \(known.acknowledged.count) acknowledged answers are lost", isOfData: true)
    }
  }

  private func checkShown(in store: SQLiteStore, ui: Int) throws {
    try store.read { snapshot in
      let task = TaskName(Stage.task)
      guard try snapshot.builds(of: task, at: .max).contains(where: { $0.ui.version == ui }) else {
        throw BrokenPromise("ui \(ui) was published, and is not there")
      }
      let examples = try snapshot.tasks().contains { $0.name == task } ? snapshot.exampleCount(of: task) : 0
      guard examples >= known.examples else {
        throw BrokenPromise("\(known.examples) examples were imported, and \(examples) are there")
      }
      for assignment in known.assignments {
        do {
          _ = try snapshot.build(of: AssignmentID(assignment))
        } catch {
          throw BrokenPromise("assignment \(assignment) was shown, and is not there")
        }
      }
    }
  }
}
