import GRDB
import Labeling
import Queue
import QueueTwin
import Synchronization
import Testing

@testable import SQLiteQueue

/// The twin that the store is measured against does what the store does.
@Suite struct TwinTests {
  /// A queue in which somebody works already, so that every statement is in its usual course.
  private func scene() throws -> (Scene, SQLiteStore, Hand) {
    let scene = try Scene(.sqlite)
    try scene.publish(.sample(ui: 1, Policy(overlap: 3, lease: 1800)))
    try scene.add(films: 0..<20)
    let amara = try scene.sit("amara")
    for _ in 0..<2 { _ = try scene.work(amara, "drama") }
    return (scene, try #require(scene.store as? SQLiteStore), amara)
  }

  private func texts(of act: queue_twin_act) -> [String] {
    (0...).lazy.map { queue_twin_text(act, $0) }.prefix { $0 != nil }.compactMap { $0.map { String(cString: $0) } }
  }

  @Test func itSaysWhatTheStoreSays() throws {
    let (scene, store, amara) = try scene()
    let said = Mutex<[String]>([])
    try store.queue.inDatabase { db in
      db.trace(options: .statement) { event in
        let text = "\(event)"
        // What triggers do is told as a comment.
        if !text.hasPrefix("--") { said.withLock { $0.append(text) } }
      }
    }
    let next = try scene.next(amara)
    #expect(said.withLock { $0 } == texts(of: QUEUE_TWIN_CLAIM))
    said.withLock { $0 = [] }
    _ = try scene.answer(next, amara, "drama")
    #expect(said.withLock { $0 } == texts(of: QUEUE_TWIN_SUBMIT))
  }

  @Test func whatItWritesIsASoundQueue() throws {
    let (scene, store, amara) = try scene()
    let before = try scene.tally().progress.answers
    try twin(at: store.path) { twin in
      for _ in 0..<3 {
        #expect(queue_twin_claim(twin) == 1)
        #expect(queue_twin_submit(twin, 0) == 1)
      }
      #expect(queue_twin_claim(twin) == 1)
      #expect(queue_twin_submit(twin, 1) == 1)
    }
    #expect(try scene.tally().progress.answers == before + 4)
    #expect(try store.examine().map(\.message) == [])
    #expect(try scene.responses().allSatisfy { $0.annotator == amara.person.name })
  }

  /// However much was answered before, by this person and on the whole.
  @Test func aClaimAndASubmitStayWhatTheyCost() throws {
    let (scene, store, _) = try scene()
    try scene.add(films: 20..<600)
    try twin(at: store.path) { twin in
      func work(_ pairs: Int) -> Int {
        _ = queue_twin_steps(twin)
        for _ in 0..<pairs {
          #expect(queue_twin_claim(twin) == 1)
          #expect(queue_twin_submit(twin, 0) == 1)
        }
        return queue_twin_steps(twin)
      }
      let first = work(20)
      _ = work(500)
      #expect(Double(work(20)) < 1.05 * Double(first))
    }
  }

  private func twin(at path: String, _ body: (OpaquePointer) -> Void) throws {
    var why = [CChar](repeating: 0, count: 512)
    let twin = try #require(queue_twin_open(path, "amara", QUEUE_TWIN_FAIR, &why, Int32(why.count)))
    defer { queue_twin_close(twin) }
    body(twin)
  }
}
