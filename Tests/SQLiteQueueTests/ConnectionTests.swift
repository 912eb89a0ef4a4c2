import Foundation
import GRDB
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// The settings that the promises rest on, as the connection itself reports them.
@Suite struct ConnectionTests {
  @Test(arguments: [
    ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1), ("trusted_schema", 0),
    ("wal_autocheckpoint", 0),
    ("cell_size_check", 1),
  ])
  func settingIsInForce(pragma: String, value: Int) throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let now = try scratch.store.queue.read { try Int.fetchOne($0, sql: "PRAGMA \(pragma)") }
    #expect(now == value)
  }

  /// Settings are a connection's, so a second one must make its own.
  @Test(arguments: [
    ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1), ("trusted_schema", 0),
    ("wal_autocheckpoint", 0), ("cell_size_check", 1),
  ])
  func settingIsInForceOnALaterConnection(pragma: String, value: Int) throws {
    let scratch = try ScratchQueue()
    let second = try SQLiteStore(path: scratch.path, mode: .existing)
    _ = try second.enroll(name: "bo", kind: .person, isAway: false, id: PersonID("P2"), at: Timestamp(microseconds: 1))
    #expect(try second.queue.read { try Int.fetchOne($0, sql: "PRAGMA \(pragma)") } == value)
    try second.close()
  }

  @Test func nothingIsCarriedOverByItself() throws {
    let scratch = try ScratchQueue()
    let size = { try FileManager.default.attributesOfItem(atPath: scratch.path)[.size] as? Int }
    let before = try size()
    // Beside the store's own writes, after which it looks whether the log is long.
    try scratch.store.queue.write { db in
      try db.execute(sql: "CREATE TABLE ballast(data)")
      for _ in 0..<1500 { try db.execute(sql: "INSERT INTO ballast VALUES (randomblob(4000))") }
    }
    #expect(try size() == before)
    _ = try scratch.store.enroll(
      name: "bo", kind: .person, isAway: false, id: PersonID("P2"), at: Timestamp(microseconds: 1))
    #expect(try #require(try size()) > 1500 * 4000)
  }

  @Test func theFileSaysWhoseItIs() throws {
    let scratch = try ScratchQueue()
    let (application, journal) = try scratch.store.queue.read { db in
      (try Int.fetchOne(db, sql: "PRAGMA application_id"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
    }
    #expect(application == 0x5343_484F)
    #expect(journal == "wal")
  }

  @Test func everyTableIsStrict() throws {
    let scratch = try ScratchQueue()
    let loose = try scratch.store.queue.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM pragma_table_list
          WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
          """)
    }
    #expect(loose.isEmpty)
  }

  @Test func aLongLogIsCarriedOver() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    for batch in 1...4 { _ = try scratch.store.add(ScratchQueue.batch(5000, from: batch * 5000)) }
    let pages = try scratch.store.queue.inDatabase { db in
      try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)").map {
        (try $0.decode(Int.self, atIndex: 1), try $0.decode(Int.self, atIndex: 2))
      }
    }
    // What is left in the log after the last checkpoint of ours is less than what was written in all.
    #expect(try #require(pages).0 < 3000)
  }
}
