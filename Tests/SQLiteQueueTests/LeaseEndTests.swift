import GRDB
import GRDBSQLite
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// Leases that run out together are ended a few at a time, so that nobody waits for whoever comes first after them.
@Suite struct LeaseEndTests {
  @Test func manyComeBackByAndBy() throws {
    let scene = try Scene(.sqlite)
    try scene.publish(.sample(ui: 1, Policy(overlap: 1, lease: 1800)))
    try scene.add(films: 0..<100)
    for number in 0..<90 { _ = try scene.next(try scene.sit("person-\(number)")) }
    scene.wait(3600)
    let store = try #require(scene.store as? SQLiteStore)
    func ended() throws -> Int {
      let sql = "SELECT count(*) FROM assignment_event WHERE what = 'expired'"
      return try store.reading { db in try Int(db.integer(sql) ?? 0) }
    }
    let zoe = try scene.sit("zoe")
    #expect(try scene.next(zoe).film == 90)
    #expect(try ended() == 8)
    // She does everything that is left, and is never told that there is nothing.
    for number in 90..<100 + 90 {
      let before = try ended()
      let next = try scene.next(zoe)
      #expect(try ended() - before <= 64 + 8)
      #expect(next.film == (number < 100 ? number : number - 100))
      try scene.answer(next, zoe)
    }
    #expect(try scene.claim(zoe).idle?.reason == .finished)
    #expect(try ended() == 90)
    #expect(try store.examine().map(\.message) == [])
  }

  /// SQLite compiles every statement anew after some pragmas, which costs as much as eight claims.
  @Test func aReadLeavesStatementsAsTheyAre() throws {
    let scene = try Scene(.sqlite)
    try scene.publish(.sample(ui: 1, Policy(overlap: 1)))
    try scene.add(films: 0..<10)
    let amara = try scene.sit("amara")
    func work() throws { try scene.answer(try scene.next(amara), amara) }
    for _ in 0..<3 { try work() }
    let store = try #require(scene.store as? SQLiteStore)
    func compiled() throws -> Int {
      try store.queue.unsafeRead { db in
        var statement = sqlite3_next_stmt(db.sqliteConnection, nil)
        var count = 0
        while let one = statement {
          count += Int(sqlite3_stmt_status(one, SQLITE_STMTSTATUS_REPREPARE, 0))
          statement = sqlite3_next_stmt(db.sqliteConnection, one)
        }
        return count
      }
    }
    let before = try compiled()
    _ = try store.read { $0.revision }
    try work()
    #expect(try compiled() == before)
  }
}
