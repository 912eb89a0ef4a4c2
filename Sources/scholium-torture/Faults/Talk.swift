import Driving
import Records

/// A short conversation with `scholium pipe` in which a call may fail: asks again, under the same ids, as a client should.
final class Talk {
  /// A reply that takes longer was waited for in vain, says the issue.
  static let patience = 10.0

  let client: PipeClient
  private let ledger: Ledger
  private let annotator: String
  private(set) var tally = Tally()
  /// Replies that were refused.
  private(set) var refusals = 0
  private var answers = 0

  init(
    _ command: [String], environment: [String: String], stage: Stage, ledger: Ledger, annotator: String = "amara"
  ) throws {
    client = try PipeClient(command, environment: environment, folder: stage.folder)
    self.ledger = ledger
    self.annotator = annotator
  }

  /// Five answers: two with a draft before them, one with the next example asked for at once, two that were asked for.
  ///
  /// - Parameter mayFail: whether the fault is for good, so that no retry needs to succeed.
  /// - Throws: `PipeClient.Gone` where the program ended the conversation.
  func converse(mayFail: Bool) throws {
    var open: JSON?
    for number in 1...5 {
      let assignment: JSON?
      if let open { assignment = open } else { assignment = try ask(["op": "next"], mayFail: mayFail)?["assignment"] }
      open = nil
      guard let assignment, let id = assignment["id"], let example = assignment["example"]?.string else { continue }
      let answer: JSON = ["genre": .string(Stage.labels[number % 3])]
      if number.isMultiple(of: 2) { _ = try ask(["op": "draft", "assignment": id, "answer": answer], mayFail: mayFail) }
      answers += 1
      let name = "\(annotator)-\(answers)"
      let given = Ledger.Answer(
        annotator: annotator, name: name, example: example, label: Stage.labels[number % 3])
      ledger.sent(given)
      let reply = try ask(
        ["op": number == 3 ? "submit_next" : "submit", "assignment": id, "answer": answer, "id": .string(name)],
        mayFail: mayFail)
      guard let reply, let response = reply["response"]?.string else { continue }
      ledger.acknowledged(given, as: response)
      tally.count("answers acknowledged")
      if reply["assignment"]?.object != nil { open = reply["assignment"] }
    }
  }

  /// Asks up to three times. Nil where the program refused for good.
  private func ask(_ request: JSON, mayFail: Bool) throws -> JSON? {
    for _ in 1...3 {
      let clock = Deadline(seconds: Self.patience)
      let reply = try client.ask(request)
      tally.lasted("reply", milliseconds: clock.elapsed * 1000)
      if clock.hasPassed { throw BrokenPromise("a reply took \(Int(clock.elapsed)) s: \(reply.text())") }
      if reply["ok"]?.bool == true {
        if refusals > 0 { tally.count("replies after a refusal") }
        return reply
      }
      refusals += 1
      tally.count("refusals")
      let code = reply["error"]?["code"]?.string ?? ""
      guard ["cannot_write", "busy"].contains(code), let message = reply["error"]?["message"]?.string else {
        throw BrokenPromise("the machine's fault was called something else: \(reply.text())")
      }
      try Sentence.check(message)
    }
    if !mayFail { throw BrokenPromise("one failing call, and the conversation never recovers from it: \(request.text())") }
    return nil
  }
}

/// What a person reads of a machine's fault.
enum Sentence {
  static func check(_ text: String) throws {
    let isOne = !text.isEmpty && !text.dropLast(text.hasSuffix("\n") ? 1 : 0).contains("\n")
    guard isOne, !text.contains("report this"), !text.contains("SQLite error"), text.contains("(") else {
      throw BrokenPromise("not one sentence that says what to do: \(text)")
    }
  }
}
