import GRDB
import Glibc
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// Cells that no scholium wrote: the store says that the file is damaged, and never traps on them.
struct DamagedRowTests {
  /// A queue with one answer, whose table has lost its rules and then one of its cells.
  private func damaged(_ table: String, _ change: String) throws -> ScratchQueue {
    let scratch = try ScratchQueue()
    try scratch.fill()
    try scratch.store.queue.inDatabase { db in
      try db.execute(
        sql: """
          PRAGMA foreign_keys = OFF;
          PRAGMA writable_schema = ON;
          DELETE FROM sqlite_schema WHERE type = 'trigger';
          UPDATE sqlite_schema SET sql = replace(replace(sql, ' NOT NULL', ''), ') STRICT', ')')
            WHERE type = 'table' AND name = '\(table)';
          PRAGMA writable_schema = RESET;
          """)
      try db.execute(sql: "UPDATE \(table) SET \(change)")
    }
    return scratch
  }

  private func expectDamage(_ body: () throws -> Void) {
    let error = #expect(throws: QueueError.self, performing: body)
    guard case .damaged(_, let why) = error else {
      Issue.record("\(String(describing: error)) is not about damage")
      return
    }
    #expect(!why.contains("\n"))
  }

  @Test(arguments: [
    "revision = NULL", "status = 'perhaps'", "at = 9223372036854775807", "context = NULL", "counted = 'x'",
  ])
  func aResponseThatCannotBeReadIsDamage(_ change: String) throws {
    let scratch = try damaged("response", change)
    expectDamage {
      try scratch.store.read { try $0.forEachResponse(of: TaskName("genre"), upTo: .max) { _ in } }
      // A dangling key drops out of a join: then the export lacks a row.
      let store = try SQLiteStore(path: scratch.path)
      if let finding = try store.examine().first { throw QueueError.damaged(path: scratch.path, why: finding.message) }
    }
  }

  /// Where everything is reckoned anew, by a backup or a thorough doctor.
  @Test func anAnswerThatIsNoJSONIsDamage() throws {
    let scratch = try damaged("answer", "text = 'a' || char(0) || 'b'")
    let findings = try scratch.store.queue.inDatabase { try Examination(db: $0, isThorough: true).findings() }
    #expect(findings.contains { $0.severity == .error })
    expectDamage { _ = try scratch.store.backUp(to: scratch.path + "-copy") }
  }

  @Test(arguments: ["revision = NULL", "revision = 9223372036854775807", "at = -9223372036854775808", "revision = -1"])
  func aClockThatCannotBeIsDamage(_ change: String) throws {
    let scratch = try damaged("clock", change)
    expectDamage { try scratch.store.read { _ in } }
    expectDamage { _ = try scratch.store.claim(scratch.claim(AssignmentID("A3"))) }
  }

  /// Numbers that others are added to.
  @Test(arguments: ["counted", "leased", "waiting"], [Int64.max, .min])
  func aCountThatCannotBeIsDamage(_ column: String, _ count: Int64) throws {
    let scratch = try damaged("work", "\(column) = \(count)")
    expectDamage {
      try scratch.store.write(at: Timestamp(microseconds: 99)) { transaction in
        let row = try #require(try transaction.db.row("SELECT stage, example FROM work LIMIT 1"))
        _ = try transaction.work(stage: row[0], example: row[1])
      }
    }
  }

  @Test(arguments: ["kind = 'robot overlord'", "id = NULL"])
  func aPersonThatCannotBeIsDamage(_ change: String) throws {
    let scratch = try damaged("person", change)
    expectDamage { _ = try SQLiteStore(path: scratch.path).read { try $0.persons() } }
  }

  @Test func aMigrationWithoutANameIsDamage() throws {
    let scratch = try damaged("grdb_migrations", "identifier = NULL")
    expectDamage { _ = try SQLiteStore(path: scratch.path) }
  }

  @Test func aJournalThatIsAFIFOIsRefusedAndNotWaitedFor() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    try scratch.store.close()
    #expect(mkfifo(scratch.path + "-journal", 0o600) == 0)
    let error = #expect(throws: QueueError.self) { _ = try SQLiteStore(path: scratch.path) }
    guard case .unusableFile(_, let why) = error else {
      Issue.record("\(String(describing: error)) is not about the file")
      return
    }
    #expect(why.contains("regular file"))
  }

  @Test func aMissingColumnIsDamage() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    try scratch.store.queue.inDatabase { try $0.execute(sql: "ALTER TABLE lane RENAME COLUMN priority TO rank") }
    expectDamage { _ = try SQLiteStore(path: scratch.path).read { try $0.persons() } }
  }

  @Test func whatBreaksARuleOfTheRowsIsDamageAndNotOurFault() throws {
    let scratch = try damaged("assignment", "content = 4711")
    expectDamage { _ = try scratch.store.claim(scratch.claim(AssignmentID("A2"))) }
  }

  @Test func whatSQLiteQuotesFromTheFileIsCutToALine() {
    #expect(
      Refusal.line("malformed database schema - CREATE TABLE x(\n  y)") == "malformed database schema - CREATE TABLE x("
    )
    #expect(Refusal.line(String(repeating: "x", count: 500)).count == 121)
  }
}
