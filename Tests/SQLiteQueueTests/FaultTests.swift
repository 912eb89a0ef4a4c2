import Foundation
import GRDB
import GRDBSQLite
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// What the queue makes of a disk that fails.
@Suite(.serialized) struct FaultTests {
  private func submission(_ id: String) -> Submission {
    Submission(
      response: ResponseID(id), assignment: AssignmentID("A2"), person: PersonID("P1"), session: SessionID("S1"),
      answer: #"{"genre":"drama"}"#, durationMilliseconds: nil, context: "{}", at: Timestamp(microseconds: 9))
  }

  private func responses(_ store: SQLiteStore) throws -> Int {
    try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM response") ?? 0 }
  }

  @Test func aCommitThatFailsIsRefusedAndARetryGivesExactlyOne() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    try FailingDisk.fail(.sync, times: 1, on: SQLITE_FCNTL_JOURNAL_POINTER, of: scratch.store)
    let error = #expect(throws: QueueError.self) { try scratch.store.submit(submission("R2"), then: nil) }
    guard case .cannotWrite(_, let why) = error else {
      Issue.record("\(String(describing: error)) is not about the disk")
      return
    }
    #expect(why.contains("try again"))
    #expect(FailingDisk.left == 0)
    let (receipt, _) = try scratch.store.submit(submission("R2"), then: nil)
    #expect(receipt.response == ResponseID("R2"))
    #expect(try responses(scratch.store) == 2)
  }

  @Test func aConnectionThatMetAFailureIsMadeAnew() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let before = try scratch.store.queue
    try FailingDisk.fail(.sync, times: 1, on: SQLITE_FCNTL_JOURNAL_POINTER, of: scratch.store)
    #expect(throws: QueueError.self) { try scratch.store.submit(submission("R2"), then: nil) }
    let after = try scratch.store.queue
    #expect(after !== before)
    let settings = try scratch.store.queue.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    #expect(settings == 2)
  }

  @Test func aCommitWhoseCheckpointFailsStands() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    try FailingDisk.fail(.write, times: .max, on: SQLITE_FCNTL_FILE_POINTER, of: scratch.store)
    defer { try? FailingDisk.fail(.write, times: 0, on: SQLITE_FCNTL_FILE_POINTER, of: scratch.store) }
    for batch in 1...3 {
      let report = try scratch.store.add(ScratchQueue.batch(5000, from: batch * 5000))
      #expect(report.fates.count == 5000)
    }
    #expect(FailingDisk.left < .max)
  }

  @Test func aReadThatTheDiskFailedIsNotCalledDamage() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    try scratch.store.close()
    let store = try SQLiteStore(path: scratch.path)
    try FailingDisk.fail(.read, times: 1, on: SQLITE_FCNTL_FILE_POINTER, of: store)
    let error = #expect(throws: QueueError.self) {
      try store.read { try $0.forEachResponse(of: TaskName("genre"), upTo: .max) { _ in } }
    }
    guard case .cannotWrite(_, let why) = error else {
      Issue.record("\(String(describing: error)) is not about the disk")
      return
    }
    #expect(why.contains("look at the disk"))
    #expect(FailingDisk.left == 0)
    let (receipt, _) = try store.submit(submission("R2"), then: nil)
    #expect(receipt.response == ResponseID("R2"))
    try store.close()
  }

  @Test func whatIsSavedIsFoundWhileTheQueueCannotBeWritten() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let impatient = try SQLiteStore(path: scratch.path, patience: 0.05)
    let skip = Ending(
      .skipped(reason: nil), response: ResponseID("R2"), assignment: AssignmentID("A2"), person: PersonID("P1"),
      session: SessionID("S1"), context: "{}", at: Timestamp(microseconds: 9))
    let correction = Correction(
      response: ResponseID("R3"), supersedes: ResponseID("R1"), person: PersonID("P1"),
      answer: #"{"genre":"drama"}"#, durationMilliseconds: nil, context: "{}", at: Timestamp(microseconds: 10))
    let skipped = try impatient.end(skip, then: nil).revision
    let corrected = try impatient.correct(correction)
    let holder = FairLock(besideDatabaseAt: scratch.path)
    try holder.withTurn(patience: 1) { () throws in
      // Retries whose first attempt was saved: the queue says so although nobody can write to it now.
      #expect(try impatient.end(skip, then: nil).revision == skipped)
      #expect(try impatient.correct(correction) == corrected)
      #expect(throws: QueueError.self) { try impatient.submit(submission("R9"), then: nil) }
    }
    try impatient.close()
  }

  @Test func aFileThatCannotBeOpenedIsNotCalledForbidden() {
    let path = FileManager.default.temporaryDirectory.path + "/none.sqlite"
    let refusal = Refusal(path: path).error(DatabaseError(resultCode: .SQLITE_CANTOPEN))
    guard case .cannotWrite = refusal else {
      Issue.record("\(refusal) blames the account")
      return
    }
  }

  @Test(arguments: [EACCES: true, EPERM: true, EMFILE: false, EROFS: false, EIO: false])
  func theSystemsErrorTellsWhatToDo(system: Int32, isForbidden: Bool) {
    let refusal = Refusal.error(opening: "/q", system: system)
    #expect((refusal == .notPermitted(path: "/q")) == isForbidden)
    #expect(refusal.description.contains("("))
  }
}
