import Dispatch
import Driving
import Records
import Synchronization

/// People who answer films at once: for each of them a process of `scholium pipe`, and a thread that talks to it.
final class WatchedCrowd: Sendable {
  let names: [String]
  private let clients: [PipeClient]
  private let given = Mutex(0)
  private let complaints = Mutex<[String]>([])
  private let work = DispatchGroup()

  /// Everybody sits down and has a film before them.
  init(_ people: Int, in workspace: Workspace) throws {
    names = (1...people).map { "person-\($0 < 10 ? "0" : "")\($0)" }
    clients = try names.map { try PipeClient(workspace, task: "film", as: $0) }
    for client in clients { _ = try client.ask(["op": "next"]) }
  }

  /// All answers so far.
  var answers: Int { given.withLock { $0 } }

  /// Everybody begins to answer.
  ///
  /// - Parameter most: answers of each; nil for as many as there are to give.
  func begin(_ most: Int? = nil) {
    for (place, client) in clients.enumerated() {
      DispatchQueue(label: names[place]).async(group: work) { [self] in
        do {
          try answer(with: client, most: most ?? .max, place)
        } catch {
          complaints.withLock { $0.append("\(names[place]): \(error)") }
        }
      }
    }
  }

  /// Waits until everybody has answered what they began to.
  ///
  /// - Returns: what went wrong.
  func end() -> [String] {
    work.wait()
    return complaints.withLock { $0 }
  }

  /// Everybody leaves.
  ///
  /// - Returns: the statuses that their processes ended with.
  func leave() -> Set<Int32> { Set(clients.map { $0.finish().status }) }

  private func answer(with client: PipeClient, most: Int, _ place: Int) throws {
    var count = 0
    while count < most, let assignment = try client.ask(["op": "next"])["assignment"], assignment != .null {
      let label = Workspace.labels[(place + count) % Workspace.labels.count]
      let reply = try client.ask([
        "op": "submit", "assignment": assignment["id"] ?? .null, "answer": ["genre": .string(label)],
        "duration_ms": 1500,
      ])
      guard reply["ok"] == .bool(true) else {
        complaints.withLock { $0.append("\(names[place]): \(reply.text())") }
        return
      }
      count += 1
      given.withLock { $0 += 1 }
    }
  }
}
