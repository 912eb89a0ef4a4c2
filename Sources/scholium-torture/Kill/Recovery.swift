import Driving
import Records
import SQLiteQueue

/// How long a queue takes to come back after kills, in milliseconds.
struct Recovery {
  /// Opening and reading it, its log being as the dead left it.
  let afterKills: Double
  /// The same once it was closed as it should be.
  let otherwise: Double

  init(ofQueueAt path: String) throws {
    afterKills = try Self.open(path)
    otherwise = try Self.open(path)
  }

  private static func open(_ path: String) throws -> Double {
    let clock = Deadline(seconds: 0)
    let store = try SQLiteStore(path: path, mode: .existing)
    _ = try store.read { try $0.persons().count }
    let elapsed = clock.elapsed * 1000
    try store.close()
    return elapsed
  }

  /// From the start of a process to its first reply. The visitor leaves nothing behind.
  static func visit(_ stage: Stage) throws -> Double {
    let clock = Deadline(seconds: 0)
    let pipe = try stage.pipe(as: "visitor")
    let reply = try pipe.ask(["op": "next"])
    let elapsed = clock.elapsed * 1000
    if let assignment = reply["assignment"]?["id"] { _ = try pipe.ask(["op": "release", "assignment": assignment]) }
    let end = pipe.finish()
    guard reply["ok"] == true, end.status == 0 else {
      throw BrokenPromise("the first after the kills was told \(reply.text()) \(end.errors)")
    }
    return elapsed
  }
}

extension Tally {
  mutating func note(_ recovery: Recovery) {
    lasted("opening after kills", milliseconds: recovery.afterKills)
    lasted("opening otherwise", milliseconds: recovery.otherwise)
    let bound = [1.0, 5, 50].first { recovery.afterKills - recovery.otherwise < $0 }
    count("recovery \(bound.map { "under \(Int($0)) ms" } ?? "of 50 ms or more")")
  }
}
