import Driving
import Glibc
import Records
import SQLiteQueue

/// How long a queue takes to come back after kills, in milliseconds.
struct Recovery {
  /// Of an opening and a first read.
  struct Time {
    let onTheClock: Double
    /// What the opening itself took, however busy the machine is.
    let ofTheProcessor: Double
  }

  /// The log being as the dead left it.
  let afterKills: Time
  /// Once it was closed as it should be.
  let otherwise: Time

  init(ofQueueAt path: String) throws {
    afterKills = try Self.open(path)
    otherwise = try Self.open(path)
  }

  private static func open(_ path: String) throws -> Time {
    let clock = Deadline(seconds: 0)
    let start = processorTime
    let store = try SQLiteStore(path: path, mode: .existing)
    _ = try store.read { try $0.persons().count }
    let time = Time(onTheClock: clock.elapsed * 1000, ofTheProcessor: processorTime - start)
    try store.close()
    return time
  }

  /// Of this thread, on which the store opens and reads.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
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
    lasted("opening after kills", milliseconds: recovery.afterKills.onTheClock)
    lasted("opening otherwise", milliseconds: recovery.otherwise.onTheClock)
    lasted("opening after kills, of the processor", milliseconds: recovery.afterKills.ofTheProcessor)
    lasted("opening otherwise, of the processor", milliseconds: recovery.otherwise.ofTheProcessor)
    let difference = recovery.afterKills.ofTheProcessor - recovery.otherwise.ofTheProcessor
    let bound = [1.0, 5, 50].first { difference < $0 }
    count("recovery \(bound.map { "under \(Int($0)) ms" } ?? "of 50 ms or more")")
  }
}
