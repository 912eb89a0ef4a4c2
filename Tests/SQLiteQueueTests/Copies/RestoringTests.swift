import Foundation
import GRDB
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// A restore puts the backup in the queue's place whole, or leaves the queue.
@Suite struct RestoringTests {
  private static let moment = Timestamp(microseconds: 1_000_000)
  private static let replaced = ".replaced-\(moment)".replacing(":", with: "-")

  /// A queue with two answers, and a backup of it from when it had one.
  private struct Scene {
    let scratch: ScratchQueue
    let backup: String
    let old: QueueContents
    let new: QueueContents

    init() throws {
      scratch = try ScratchQueue()
      try scratch.fill()
      backup = scratch.folder.path + "-backup"
      new = try scratch.store.backUp(to: backup).contents
      _ = try scratch.store.submit(
        Submission(
          response: ResponseID("R2"), assignment: AssignmentID("A2"), person: PersonID("P1"),
          session: SessionID("S1"), answer: #"{"genre":"drama"}"#, durationMilliseconds: nil, context: "{}",
          at: Timestamp(microseconds: 10)), then: nil)
      old = QueueContents(revision: try scratch.store.read { $0.revision }, answers: 2)
    }

    func clean() { try? FileManager.default.removeItem(atPath: backup) }
  }

  private func contents(_ path: String) throws -> QueueContents {
    let store = try SQLiteStore(path: path, mode: .existing)
    defer { try? store.close() }
    #expect(try store.examine() == [])
    return try store.read { snapshot in
      var answers = 0
      try snapshot.forEachResponse(of: TaskName("genre"), upTo: .max) { if $0.answer != nil { answers += 1 } }
      return QueueContents(revision: snapshot.revision, answers: answers)
    }
  }

  /// Copies the folder of a queue as a process that is killed now would leave it.
  private func photograph(_ folder: URL, to place: String) throws {
    try FileManager.default.copyItem(at: folder, to: URL(fileURLWithPath: place))
  }

  /// What killed processes leave beside a queue: its log, with answers that are not carried over.
  private func leaveLog(of scene: Scene) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for suffix in ["", "-wal", "-shm"] {
      files[suffix] = try Data(contentsOf: URL(fileURLWithPath: scene.scratch.path + suffix))
    }
    #expect(files["-wal"]?.isEmpty == false)
    try scene.scratch.store.close()
    for (suffix, data) in files { try data.write(to: URL(fileURLWithPath: scene.scratch.path + suffix)) }
    return files
  }

  @Test func theBackupTakesTheQueuesPlaceAndTheQueueIsKept() throws {
    let scene = try Scene()
    defer { scene.clean() }
    try scene.scratch.store.close()
    let restored = try Restoring.restore(scene.backup, to: scene.scratch.path, at: Self.moment)
    #expect(restored.contents == scene.new)
    #expect(try contents(scene.scratch.path) == scene.new)
    let replaced = try #require(restored.replaced)
    #expect(replaced == scene.scratch.path + Self.replaced)
    #expect(try contents(replaced) == scene.old)
  }

  @Test func aRestoreWhereNothingIsMakesTheQueue() throws {
    let scene = try Scene()
    defer { scene.clean() }
    let place = scene.scratch.folder.appendingPathComponent("other.sqlite").path
    let restored = try Restoring.restore(scene.backup, to: place, at: Self.moment)
    #expect(restored.replaced == nil)
    #expect(try contents(place) == scene.new)
  }

  @Test func aQueueThatIsOpenIsNotReplaced() throws {
    let scene = try Scene()
    defer { scene.clean() }
    let error = #expect(throws: QueueError.self) {
      try Restoring.restore(scene.backup, to: scene.scratch.path, at: Self.moment)
    }
    #expect(error == .inUse(path: scene.scratch.path, by: nil))
    #expect(try contents(scene.scratch.path) == scene.old)
  }

  @Test func aQueueThatSomebodyIsWritingToIsNotReplaced() throws {
    let scene = try Scene()
    defer { scene.clean() }
    try scene.scratch.store.close()
    let writer = FairLock(besideDatabaseAt: scene.scratch.path)
    try writer.withTurn(patience: 1) {
      let error = #expect(throws: QueueError.self) {
        try Restoring.restore(scene.backup, to: scene.scratch.path, at: Self.moment, patience: 0.1)
      }
      guard case .busy = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: [100, 4096 * 3, 4096 * 20]) func aDamagedBackupIsRefusedAndNothingChanges(place: Int) throws {
    let scene = try Scene()
    defer { scene.clean() }
    try scene.scratch.store.close()
    let url = URL(fileURLWithPath: scene.backup)
    var bytes = try Data(contentsOf: url)
    for index in place..<min(place + 3000, bytes.count) { bytes[index] ^= 0x5A }
    try bytes.write(to: url)
    let before = try FileManager.default.contentsOfDirectory(atPath: scene.scratch.folder.path).sorted()
    #expect(throws: QueueError.self) { try Restoring.restore(scene.backup, to: scene.scratch.path, at: Self.moment) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.scratch.folder.path).sorted() == before)
    #expect(try contents(scene.scratch.path) == scene.old)
  }

  /// Whatever step a crash comes after, whoever opens the queue finds the old one or the new one, and the answers that
  /// were only in the log are not lost.
  @Test(arguments: [false, true]) func aCrashLeavesTheOldQueueOrTheNewOne(hasLog: Bool) throws {
    let scene = try Scene()
    defer { scene.clean() }
    if hasLog { _ = try leaveLog(of: scene) } else { try scene.scratch.store.close() }
    let album = scene.scratch.folder.path + "-album"
    try FileManager.default.createDirectory(atPath: album, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: album) }
    var steps: [Restoring.Step] = []
    _ = try Restoring.restore(scene.backup, to: scene.scratch.path, at: Self.moment) { step in
      steps.append(step)
      #expect(throws: Never.self) { try photograph(scene.scratch.folder, to: "\(album)/\(steps.count)") }
    }
    #expect(steps == [.copied, .kept, .folded, .replaced])
    for (index, step) in steps.enumerated() {
      let found = try contents("\(album)/\(index + 1)/queue.sqlite")
      #expect(found == (step == .replaced ? scene.new : scene.old), "after \(step)")
    }
    let replaced = scene.scratch.path + Self.replaced
    #expect(try contents(replaced) == scene.old)
  }

  /// A queue that SQLite cannot read is kept as it was, byte by byte, log and all.
  @Test func aDamagedQueueIsKeptAsItWas() throws {
    let scene = try Scene()
    defer { scene.clean() }
    var files = try leaveLog(of: scene)
    // No page size, and a log that says nothing.
    files[""]?.replaceSubrange(16..<18, with: [0xFF, 0xFF])
    files["-wal"]?.replaceSubrange(0..<32, with: Data(repeating: 0, count: 32))
    for (suffix, data) in files { try data.write(to: URL(fileURLWithPath: scene.scratch.path + suffix)) }
    let restored = try Restoring.restore(scene.backup, to: scene.scratch.path, at: Self.moment)
    #expect(try contents(scene.scratch.path) == scene.new)
    let replaced = try #require(restored.replaced)
    for suffix in ["", "-wal"] {
      #expect(try Data(contentsOf: URL(fileURLWithPath: replaced + suffix)) == files[suffix])
    }
  }

  /// A log without its queue would be taken for the new one's. A crash in between leaves a queue that is refused until the
  /// restore is repeated.
  @Test func aLogWithoutItsQueueDoesNotGetIntoTheNewOne() throws {
    let scene = try Scene()
    defer { scene.clean() }
    _ = try leaveLog(of: scene)
    try FileManager.default.removeItem(atPath: scene.scratch.path)
    let album = scene.scratch.folder.path + "-album"
    try FileManager.default.createDirectory(atPath: album, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: album) }
    var steps: [Restoring.Step] = []
    _ = try Restoring.restore(scene.backup, to: scene.scratch.path, at: Self.moment) { step in
      steps.append(step)
      #expect(throws: Never.self) { try photograph(scene.scratch.folder, to: "\(album)/\(steps.count)") }
    }
    #expect(steps == [.copied, .folded, .marked, .unlogged, .replaced])
    #expect(try contents(scene.scratch.path) == scene.new)
    for (index, step) in steps.enumerated() {
      let queue = "\(album)/\(index + 1)/queue.sqlite"
      if step == .marked || step == .unlogged || step == .replaced {
        #expect(throws: QueueError.self) { try SQLiteStore(path: queue) }
      }
      let again = try Restoring.restore(scene.backup, to: queue, at: Timestamp(microseconds: 2_000_000))
      #expect(again.contents == scene.new, "after \(step)")
      #expect(try contents(queue) == scene.new)
    }
  }
}
