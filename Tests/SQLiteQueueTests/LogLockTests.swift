import GRDB
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// Processes that know nothing of the fair lock neither carry the log over while we write, nor write while we carry it
/// over (SQLite's WAL-reset race).
@Suite(.enabled(if: StockShell.isInstalled, "sqlite3 is not installed"))
struct LogLockTests {
  private static let checkpoint = "PRAGMA wal_checkpoint(PASSIVE)"

  private func checkpoint(_ scratch: ScratchQueue) throws -> String {
    String(try StockShell(path: scratch.path).run(Self.checkpoint).output.prefix(2))
  }

  private func enroll(_ name: String, in store: SQLiteStore) throws {
    let now = Timestamp(microseconds: 1)
    _ = try store.enroll(name: name, kind: .person, isAway: false, id: PersonID("P-\(name)"), at: now)
  }

  @Test func nobodyCarriesTheLogOverWhileWeWrite() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    // busy | ...
    let during = try scratch.store.write(at: Timestamp(microseconds: 9)) { _ in try checkpoint(scratch) }
    #expect(during == "1|")
    #expect(try checkpoint(scratch) == "0|")
  }

  @Test func theLogIsFreeAgainAfterATransactionThatFailed() throws {
    let scratch = try ScratchQueue()
    #expect(throws: QueueError.self) {
      try scratch.store.write(at: Timestamp(microseconds: 9)) { _ in throw QueueError.notYours }
    }
    #expect(try checkpoint(scratch) == "0|")
  }

  @Test func nobodyWritesWhileWeCarryTheLogOver() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let shell = StockShell(path: scratch.path)
    let lock = try scratch.store.queue.inDatabase { try LogLock(.writing, of: $0) }
    #expect(try scratch.store.queue.inDatabase { _ in try lock.take() })
    #expect(try shell.run("BEGIN IMMEDIATE; ROLLBACK").errors.contains("locked"))
    try scratch.store.queue.inDatabase { _ in lock.leave() }
    #expect(try shell.run("BEGIN IMMEDIATE; ROLLBACK").status == 0)
  }

  /// A lock of ours that dropped SQLite's would let others take the log away under us.
  @Test func whatSQLiteHoldsIsKept() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let second = try SQLiteStore(path: scratch.path)
    try enroll("bo", in: second)
    try second.close()
    try enroll("chi", in: scratch.store)
    let shell = StockShell(path: scratch.path)
    // It takes the log away only where nobody has it open.
    #expect(try shell.run("PRAGMA journal_mode = DELETE").errors.contains("locked"))
    #expect(try shell.run("PRAGMA journal_mode").output == "wal\n")
  }

  @Test(.enabled(if: LockingProcess.isPossible, "perl is not installed"))
  func aCheckpointThatDoesNotEndIsNamed() throws {
    let scratch = try ScratchQueue()
    let second = try SQLiteStore(path: scratch.path, patience: 0.2)
    let holder = try LockingProcess(.byte(121), on: scratch.path + "-shm", isStopped: true)
    let error = #expect(throws: QueueError.self) { try enroll("bo", in: second) }
    guard case .busy(_, let name) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(name?.hasPrefix("process \(holder.pid) (perl, user ") == true)
    #expect(name?.contains("stopped") == true)
    holder.end()
    try enroll("bo", in: second)
    try second.close()
  }
}
