import Driving
import Records
import Testing

/// Somebody who answers truthfully through `scholium pipe`, and what they were asked.
final class SimulatedPerson {
  /// Questions put to somebody, as a plan counts them.
  struct Asked: Equatable {
    var full = 0
    var narrowed = 0

    static func + (left: Asked, right: Asked) -> Asked {
      Asked(full: left.full + right.full, narrowed: left.narrowed + right.narrowed)
    }
  }

  enum Outcome: Equatable {
    case answered
    case idle(String)
  }

  let name: String
  private(set) var asked = Asked()
  private let client: PipeClient
  private let truths: [String: Truth]
  private var random: Seeded

  init(_ workspace: Workspace, as name: String, channel: String = "production", truths: [String: Truth], seed: UInt64)
    throws
  {
    self.name = name
    self.truths = truths
    random = Seeded(seed: seed)
    client = try PipeClient(workspace, task: "film", as: name, channel: channel)
  }

  /// Answers what comes next.
  func answerOne() throws -> Outcome {
    let reply = try client.ask(["op": "next"])
    guard let assignment = reply["assignment"], assignment != .null else {
      return .idle(reply["reason"]?.string ?? reply.text())
    }
    let truth = try #require(truths[assignment["data"]?["title"]?.string ?? ""])
    let taxonomy = try #require(assignment["taxonomy_version"]?.int)
    let isSettlement = assignment["settles"]?.string != nil
    let ask = assignment["ask"]?.array ?? []
    let asksGenre = ask.contains { $0["id"] == "genre" }
    var answer: [(String, JSON)] = []
    for question in ask {
      let id = try #require(question["id"]?.string)
      // What is shown beside some genres only.
      let isConditional = id == "scare" && asksGenre
      if isConditional, !answer.contains(where: { $0 == ("genre", "thriller") }) { continue }
      answer.append((id, truth.answer(to: question, in: taxonomy, using: &random)))
      guard question["optional"]?.bool != true, !isConditional else { continue }
      if isSettlement || assignment["candidates"]?[id]?.array != nil { asked.narrowed += 1 } else { asked.full += 1 }
    }
    let receipt = try client.ask([
      "op": "submit", "assignment": assignment["id"] ?? .null, "answer": .object(JSONObject(answer)),
      "duration_ms": isSettlement ? 2000 : 9000,
    ])
    #expect(receipt["ok"] == true, "\(name): \(receipt.text()) to \(assignment.text())")
    return receipt["ok"] == true ? .answered : .idle("refused")
  }

  /// Answers up to a number of examples; what stopped them.
  @discardableResult
  func answer(_ count: Int) throws -> Outcome {
    for _ in 0..<count {
      let outcome = try answerOne()
      if outcome != .answered { return outcome }
    }
    return .answered
  }

  func leave() -> Int32 { client.finish().status }
}
