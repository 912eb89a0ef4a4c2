import Foundation
import GRDB
import Labeling
import Queue
import Synchronization
import Testing

@testable import SQLiteQueue

/// A backup is one whole file, true to one moment, or there is none.
@Suite struct BackupTests {
  @Test func holdsTheQueueInOneFileForItsOwnerOnly() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let place = scratch.folder.appendingPathComponent("backup").path
    let backup = try scratch.store.backUp(to: place)
    #expect(backup.contents.revision == Int(try scratch.store.read { $0.revision }))
    #expect(backup.contents.answers == 1)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: place)))
    #expect(bytes.count == backup.bytes)
    #expect(Digest(of: bytes) == backup.digest)
    let mode = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try names(in: scratch).filter { $0.hasPrefix("backup") } == ["backup"])

    let copy = try SQLiteStore(path: place, mode: .existing)
    defer { try? copy.close() }
    #expect(try copy.examine() == [])
    #expect(try all(of: copy) == all(of: scratch.store))
  }

  @Test func takesNoFilesPlaceUnasked() throws {
    let scratch = try ScratchQueue()
    let place = scratch.folder.appendingPathComponent("backup").path
    try Data("precious".utf8).write(to: URL(fileURLWithPath: place))
    #expect(throws: QueueError.self) { try scratch.store.backUp(to: place) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: place)) == Data("precious".utf8))
    _ = try scratch.store.backUp(to: place, replaces: true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: place)).starts(with: "SQLite format 3".utf8))
  }

  @Test(arguments: ["", "-wal", "-shm", "-turn"]) func neverTakesTheQueuesOwnPlace(suffix: String) throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    #expect(throws: QueueError.self) { try scratch.store.backUp(to: scratch.path + suffix, replaces: true) }
    #expect(try scratch.store.examine() == [])
  }

  @Test func oneThatIsStoppedLeavesNothing() throws {
    struct Stop: Error {}
    let scratch = try ScratchQueue()
    try scratch.fill()
    // More than one step of pages.
    _ = try scratch.store.add(ScratchQueue.batch(4000, from: 1000))
    let before = try names(in: scratch)
    let place = scratch.folder.appendingPathComponent("backup").path
    #expect(throws: Stop.self) { try scratch.store.backUp(to: place) { _, _ in throw Stop() } }
    #expect(try names(in: scratch) == before)
  }

  @Test func oneOfAQueueThatBreaksARuleIsRefused() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    try scratch.store.queue.write { db in
      try db.execute(sql: "DROP TRIGGER exposure_is_never_deleted; DELETE FROM exposure")
    }
    let place = scratch.folder.appendingPathComponent("backup").path
    let error = #expect(throws: QueueError.self) { try scratch.store.backUp(to: place) }
    guard case .damaged(scratch.path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: place))
  }

  /// Others go on answering in the middle of the copying, and what they answer is not in it, nor half of it.
  @Test func isTrueToTheMomentItBegan() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    // More than one step of pages.
    _ = try scratch.store.add(ScratchQueue.batch(4000, from: 1000))
    let before = try scratch.store.read { $0.revision }
    let other = try SQLiteStore(path: scratch.path)
    let place = scratch.folder.appendingPathComponent("backup").path
    let steps = Mutex(0)
    let backup = try scratch.store.backUp(to: place) { _, _ in
      steps.withLock { $0 += 1 }
      guard steps.withLock({ $0 }) == 1 else { return }
      _ = try other.submit(
        Submission(
          response: ResponseID("R2"), assignment: AssignmentID("A2"), person: PersonID("P1"),
          session: SessionID("S1"), answer: #"{"genre":"drama"}"#, durationMilliseconds: nil, context: "{}",
          at: Timestamp(microseconds: 10)), then: nil)
    }
    try other.close()
    #expect(steps.withLock { $0 } > 1, "the queue is too small to be copied in steps")
    #expect(backup.contents == QueueContents(revision: before, answers: 1))
    #expect(try scratch.store.read { $0.revision } == before + 1)
  }

  private func names(in scratch: ScratchQueue) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted()
  }

  private func all(of store: SQLiteStore) throws -> [String] {
    try store.read { snapshot in
      var rows: [String] = []
      try snapshot.forEachResponse(of: TaskName("genre"), upTo: .max) { rows.append("\($0)") }
      return rows
    }
  }
}
