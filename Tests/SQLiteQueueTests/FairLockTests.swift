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

  @Test(.enabled(if: LockingProcess.isPossible, "perl is not installed"), arguments: ["-turn", "-gate"])
  func aStoppedHolderIsNamedWithItsUser(file: String) throws {
    let scratch = try ScratchQueue()
    let second = try SQLiteStore(path: scratch.path, patience: 0.2)
    let holder = try LockingProcess(.whole, on: scratch.path + file, isStopped: true)
    let name = try #require(nameOfHolder(met: second))
    let user = String(cString: try #require(getpwuid(getuid())).pointee.pw_name)
    #expect(name.hasPrefix("process \(holder.pid) (perl, user \(user), stopped"))
    // Whoever has the turn wrote down since when; whoever stands at the gate has nothing yet.
    #expect(name.contains("since 20") == (file == "-turn"))
    #expect(nameOfHolder(met: second) != nil)
    holder.end()
    #expect(nameOfHolder(met: second) == nil)
    try second.close()
  }

  @Test func theTurnTellsSinceWhen() throws {
    let scratch = try ScratchQueue()
    let turn = scratch.path + "-turn"
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: turn)
    let second = try SQLiteStore(path: scratch.path)
    let touched = try FileManager.default.attributesOfItem(atPath: turn)[.modificationDate] as? Date
    #expect(try #require(touched).timeIntervalSinceNow > -60)
    try second.close()
  }

  /// Nil where the queue could be written to.
  private func nameOfHolder(met store: SQLiteStore) -> String? {
    do {
      _ = try store.enroll(
        name: "bo", kind: .person, isAway: false, id: PersonID("P2"), at: Timestamp(microseconds: 1))
      return nil
    } catch QueueError.busy(_, let holder) {
      return holder ?? "nobody"
    } catch {
      return "\(error)"
    }
  }
}
