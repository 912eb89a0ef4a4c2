import Foundation
import Labeling
import Queue
import SQLiteQueue
import Testing

/// A writer that waits in line says who holds the lock, and gives up in time.
@Suite struct FairLockTests {
  @Test func aStuckWriterIsNamedAfterTheWait() throws {
    let scratch = try ScratchQueue()
    let second = try SQLiteStore(path: scratch.path, patience: 0.2)
    let holder = open(scratch.path + "-turn", O_RDWR | O_CLOEXEC)
    try #require(holder >= 0 && flock(holder, LOCK_EX) == 0)
    let error = #expect(throws: QueueError.self) {
      _ = try second.enroll(
        name: "bo", kind: .person, isAway: false, id: PersonID("P2"), at: Timestamp(microseconds: 1))
    }
    guard case .busy(let seconds, let name) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(seconds == 0.2)
    #expect(name?.contains("process \(getpid())") == true)
    close(holder)
    let bo = try second.enroll(
      name: "bo", kind: .person, isAway: false, id: PersonID("P2"), at: Timestamp(microseconds: 1))
    #expect(bo.name == "bo")
    try second.close()
  }
}
