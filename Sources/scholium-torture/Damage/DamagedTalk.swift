import Driving
import Records

/// A conversation with `scholium pipe` on a damaged queue: some examples are answered, as far as the program goes.
final class DamagedTalk {
  private let client: PipeClient
  private let guardian: Guardian
  private(set) var acknowledged: [String] = []

  init(_ command: [String], on stage: Stage, patience: Double) throws {
    client = try PipeClient(command, environment: stage.program.variables, folder: stage.folder)
    guardian = Guardian(of: client, patience: Int(patience))
  }

  func converse() throws -> (status: Int32, errors: String) {
    do { try answer() } catch is PipeClient.Gone {}
    let end = client.finish()
    try guardian.check()
    return end
  }

  private func answer() throws {
    var shown = try ask(["op": "next"])
    for number in 1...3 {
      guard let id = shown?["assignment"]?["id"] else { return }
      let receipt = try ask([
        "op": "submit_next", "assignment": id, "answer": ["genre": .string(Stage.labels[number % 3])],
        "id": .string("damaged-\(number)"),
      ])
      guard let receipt, let response = receipt["response"]?.string else { return }
      acknowledged.append(response)
      shown = receipt
    }
    if let response = acknowledged.first {
      let revised = try ask(["op": "revise", "response": .string(response), "answer": ["genre": "comedy"]])
      if let response = revised?["response"]?.string { acknowledged.append(response) }
    }
    if let id = shown?["assignment"]?["id"] { _ = try ask(["op": "skip", "assignment": id]) }
  }

  /// The reply; nil where it was refused.
  private func ask(_ request: JSON) throws -> JSON? {
    let reply = try client.ask(request)
    guard reply["ok"]?.bool != true else { return reply }
    let message = reply["error"]?["message"]?.string ?? ""
    guard !message.contains("report this"), !message.isEmpty else { throw BrokenPromise(reply.text()) }
    return nil
  }
}
