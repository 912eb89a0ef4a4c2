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

  /// Five answers, every other with a draft before it, one with the next example asked for at once.
  ///
  /// - Parameter mayFail: whether the fault is for good, so that no retry needs to succeed.
  /// - Throws: `PipeClient.Gone` where the program ended the conversation.
  func converse(mayFail: Bool) throws {
    var open: JSON?
    for number in 1...5 {
      let assignment: JSON?
      if let open { assignment = open } else { assignment = try claim(mayFail: mayFail) }
      guard let assignment, let id = assignment["id"] else { continue }
      if number.isMultiple(of: 2) {
        _ = try ask(["op": "draft", "assignment": id, "answer": ["genre": "comedy"]], mayFail: mayFail)
      }
      open = try answer(assignment, thenNext: number == 3, mayFail: mayFail)?["assignment"]
      if open?.object == nil { open = nil }
    }
  }

  /// Asks for an example; nil where it was refused or there is none.
  func claim(mayFail: Bool = false) throws -> JSON? {
    let assignment = try ask(["op": "next"], mayFail: mayFail)?["assignment"]
    return assignment?.object == nil ? nil : assignment
  }

  /// Answers an assignment, and keeps what was told about it. Nil where it was refused.
  @discardableResult
  func answer(_ assignment: JSON?, thenNext: Bool = false, mayFail: Bool) throws -> JSON? {
    guard let assignment, let id = assignment["id"], let example = assignment["example"]?.string else {
      throw BrokenPromise("there is nothing to answer")
    }
    answers += 1
    let name = "\(annotator)-\(answers)"
    let label = Stage.labels[answers % Stage.labels.count]
    let given = Ledger.Answer(annotator: annotator, name: name, example: example, label: label)
    ledger.sent(given)
    let reply = try ask(
      [
        "op": thenNext ? "submit_next" : "submit", "assignment": id, "answer": ["genre": .string(label)],
        "id": .string(name),
      ], mayFail: mayFail)
    guard let reply, let response = reply["response"]?.string else { return nil }
    ledger.acknowledged(given, as: response)
    tally.count("answers acknowledged")
    return reply
  }

  /// Asks up to three times. Nil where the program refused for good.
  private func ask(_ request: JSON, mayFail: Bool) throws -> JSON? {
    var last: JSON = .null
    for _ in 1...3 {
      let clock = Deadline(seconds: Self.patience)
      let reply = try client.ask(request)
      last = reply
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
    if !mayFail {
      throw BrokenPromise(
        "one failing call, and the conversation never recovers from it: \(request.text()), \(last.text())")
    }
    return nil
  }
}

/// What a person reads of a machine's fault: one line, which says what to do.
enum Sentence {
  static func check(_ text: String) throws {
    let isOne = !text.isEmpty && !text.contains("\n")
    guard isOne, !text.contains("report this"), !text.contains("SQLite error"), text.contains("(") else {
      throw BrokenPromise("not one sentence that says what to do: \(text)")
    }
  }

  /// The same of what a command wrote to standard error, where what it did so far may stand before.
  ///
  /// - Parameter told: what strace says of paths does not count.
  static func checkEnd(of told: String) throws {
    let lines = told.split(separator: "\n").filter { !$0.hasPrefix("/usr/bin/strace: ") }
    // Task files tell all of their faults at once, a line each.
    let faults = lines.filter { $0.hasPrefix("tasks/") }
    let last = faults.isEmpty ? lines.suffix(1) : faults
    guard !lines.isEmpty else { throw BrokenPromise("it ended without a word") }
    // Details stand indented below their sentence.
    let sentences = lines.count { !$0.hasPrefix("  ") }
    guard faults.count == lines.count || sentences <= 2 else { throw BrokenPromise("too many words: \(told)") }
    for line in last { try check(String(line)) }
  }
}
