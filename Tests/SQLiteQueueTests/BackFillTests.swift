import GRDB
import Labeling
import Queue
import Synchronization
import Testing

@testable import SQLiteQueue

/// A publish that is stopped between two chunks leaves the old build serving, and goes on when it is asked again.
@Suite struct BackFillTests {
  /// Lets a number of chunks through, then stops the program, as it were.
  private final class Stop: Sendable {
    private let left: Mutex<Int>

    init(after chunks: Int) { left = Mutex(chunks) }

    func check() throws(QueueError) {
      let isOver = left.withLock { left in
        left -= 1
        return left < 0
      }
      if isOver { throw .broken("killed") }
    }
  }

  private func publication(ui: Int, overlap: Int = 2) -> Publication {
    Publication(
      definition: ScratchQueue.genre(ui: ui, prompt: "Screen \(ui)?", overlap: overlap), allowsStuck: true,
      origin: Origin(program: "test"), at: Timestamp(microseconds: 9))
  }

  /// A queue of three chunks in which one example is answered.
  private func filled() throws -> ScratchQueue {
    let scratch = try ScratchQueue()
    try scratch.fill()
    _ = try scratch.store.add(ScratchQueue.batch(2 * BackFilling.chunk, from: 10))
    return scratch
  }

  private func killPublish(of scratch: ScratchQueue, ui: Int, after chunks: Int) throws {
    let stop = Stop(after: chunks)
    let doomed = try SQLiteStore(path: scratch.path, interruption: { () throws(QueueError) in try stop.check() })
    #expect(throws: QueueError.broken("killed")) { try doomed.publish(publication(ui: ui)) }
    try doomed.close()
  }

  private func tally(_ store: SQLiteStore) throws -> ChannelTally {
    try #require(try store.read { try $0.tallies(of: TaskName("genre")) }.first)
  }

  @Test(arguments: [0, 1, 2])
  func theOldBuildServesUntilTheSamePublishGoesOn(chunks: Int) throws {
    let scratch = try filled()
    let before = try scratch.store.read { $0.revision }
    try killPublish(of: scratch, ui: 2, after: chunks)
    let store = scratch.store
    #expect(try store.read { $0.revision } == before + 1)
    #expect(try tally(store).progress.wanted == 10 + 2 * BackFilling.chunk, "the old build wants one answer each")
    // Somebody answers under the old build and goes on with the next, on rows that are filled and rows that are not.
    let (receipt, next) = try store.submit(
      Submission(
        response: ResponseID("R2"), assignment: AssignmentID("A2"), person: PersonID("P1"), session: SessionID("S1"),
        answer: #"{"genre":"drama"}"#, durationMilliseconds: nil, context: "{}", at: Timestamp(microseconds: 10)),
      then: scratch.claim(AssignmentID("A3")))
    #expect(receipt.counted)
    guard case .assignment(let held) = next?.outcome else {
      Issue.record("nothing was served")
      return
    }
    #expect(try store.read { try $0.build(held.build).ui.version } == 1)
    let published = try store.publish(publication(ui: 2))
    #expect(published.revision == before + 3, "the preparation, the answer and the flip")
    let after = try tally(store)
    #expect(after.progress.answers == 2)
    #expect(after.progress.wanted == 2 * (10 + 2 * BackFilling.chunk))
    #expect(after.leased == 1)
    try check(store)
  }

  @Test func anotherPublishTakesItsPlace() throws {
    let scratch = try filled()
    try killPublish(of: scratch, ui: 2, after: 1)
    _ = try scratch.store.publish(publication(ui: 3, overlap: 3))
    #expect(try tally(scratch.store).progress.wanted == 3 * (10 + 2 * BackFilling.chunk))
    try check(scratch.store)
    let left = try scratch.store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM stage") }
    #expect(left == 1, "stages that serve no more are cleared away")
  }

  @Test func importsDuringTheBackFillAreInIt() throws {
    let scratch = try filled()
    try killPublish(of: scratch, ui: 2, after: 1)
    _ = try scratch.store.add(ScratchQueue.batch(5, from: 100_000))
    _ = try scratch.store.publish(publication(ui: 2))
    #expect(try tally(scratch.store).progress.examples == 15 + 2 * BackFilling.chunk)
    try check(scratch.store)
  }

  /// Every row is what its leases and counted answers say, and the tally is their sum.
  private func check(_ store: SQLiteStore) throws {
    try store.queue.read { db in
      let wrong = try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM work WHERE leased <> (SELECT count(*) FROM lease WHERE lease.example = work.example)
            OR counted <> min(need, (SELECT count(*) FROM response WHERE response.example = work.example))
            OR is_open <> (counted + leased + waiting < need)
          """)
      #expect(wrong == 0)
      let rows = try Int.fetchOne(db, sql: "SELECT sum(counted) FROM work")
      #expect(try rows == Int.fetchOne(db, sql: "SELECT answers FROM tally"))
    }
  }
}
