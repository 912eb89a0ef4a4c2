import Foundation
import GRDB
import Labeling
import Queue
import SQLiteQueue
import Testing

/// What is refused before any write, and the settings the promises rest on.
@Suite struct StoreFileTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scholium-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func aForeignDatabaseIsRefusedUnchanged() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("other.sqlite").path
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE mine(a)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let error = #expect(throws: QueueError.self) { _ = try SQLiteStore(path: path) }
    #expect(error == .foreignFile(path: path, what: "it is the SQLite database of another program"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func aFileThatIsNoDatabaseIsRefused() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("notes.txt").path
    try Data("my notes".utf8).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: QueueError.self) { _ = try SQLiteStore(path: path) }
    #expect(error == .foreignFile(path: path, what: "it is not an SQLite database"))
  }

  /// The power went while the file was made: its first page never reached the disk, or did, and the journal that takes
  /// it back is still there.
  @Test(arguments: [false, true]) func aQueueWhoseMakingWasCutIsMadeAnew(pageIsThere: Bool) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("queue.sqlite").path
    if pageIsThere {
      let first = try DatabaseQueue(path: path)
      try first.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(0x5343_484F)") }
      try first.close()
    } else {
      try Data(count: 4096).write(to: URL(fileURLWithPath: path))
      #expect(throws: QueueError.foreignFile(path: path, what: "it is not an SQLite database")) {
        _ = try SQLiteStore(path: path)
      }
    }
    // The header of a rollback journal for a database that had no page (sqlite.org/fileformat2.html#the_rollback_journal).
    let magic: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
    let sizes: [UInt8] = [0, 0, 0, 0] + [1, 2, 3, 4] + [0, 0, 0, 0] + [0, 0, 2, 0] + [0, 0, 16, 0]
    let journal = Data(magic + sizes + [UInt8](repeating: 0, count: 512 - magic.count - sizes.count))
    try journal.write(to: URL(fileURLWithPath: path + "-journal"))
    try SQLiteStore(path: path).close()
    // What was made is ours, also to those who come later.
    let later = try SQLiteStore(path: path, mode: .existing)
    #expect(try later.examine().isEmpty)
    try later.close()
  }

  @Test func aNewerQueueIsRefusedBeforeAnyWrite() throws {
    let scratch = try ScratchQueue()
    try scratch.store.close()
    let newer = try DatabaseQueue(path: scratch.path)
    try newer.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v999')") }
    try newer.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    let error = #expect(throws: QueueError.self) { _ = try SQLiteStore(path: scratch.path) }
    #expect(error == .newerFile(path: scratch.path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)) == before)
  }

  @Test func symbolicAndHardLinksAreRefused() throws {
    let scratch = try ScratchQueue()
    let link = scratch.folder.appendingPathComponent("link.sqlite").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scratch.path)
    #expect(throws: QueueError.self) { _ = try SQLiteStore(path: link) }
    let hard = scratch.folder.appendingPathComponent("hard.sqlite").path
    try FileManager.default.linkItem(atPath: scratch.path, toPath: hard)
    #expect(throws: QueueError.self) { _ = try SQLiteStore(path: scratch.path) }
  }

  @Test(arguments: ["-wal", "-shm", "-gate", "-turn"])
  func linksBesideTheFileAreRefused(companion: String) throws {
    let scratch = try ScratchQueue()
    try scratch.store.close()
    let files = FileManager.default
    let (path, other) = (scratch.path + companion, scratch.folder.appendingPathComponent("other").path)
    try? files.removeItem(atPath: path)
    try Data().write(to: URL(fileURLWithPath: other))
    try files.createSymbolicLink(atPath: path, withDestinationPath: other)
    expectRefusal(of: scratch, naming: path, "symbolic link")
    try files.removeItem(atPath: path)
    try files.linkItem(atPath: other, toPath: path)
    expectRefusal(of: scratch, naming: path, "2 hard links")
    try files.removeItem(atPath: path)
    try SQLiteStore(path: scratch.path, mode: .existing).close()
  }

  private func expectRefusal(of scratch: ScratchQueue, naming path: String, _ why: String) {
    let error = #expect(throws: QueueError.self) { _ = try SQLiteStore(path: scratch.path) }
    guard case .unusableFile(path, let told) = error else {
      Issue.record("unexpected: \(String(describing: error))")
      return
    }
    #expect(told.contains(why))
  }

  @Test func anAbsentQueueIsNotMadeWhereItMustExist() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("queue.sqlite").path
    #expect(throws: QueueError.self) { _ = try SQLiteStore(path: path, mode: .existing) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aSecondOpenFindsWhatTheFirstKept() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let second = try SQLiteStore(path: scratch.path)
    let revision = try second.read { $0.revision }
    #expect(revision >= 5)
    try second.close()
  }

  @Test func aFileRemovedWhileInUseIsNoticedBeforeAnythingIsSaid() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    try FileManager.default.removeItem(atPath: scratch.path)
    #expect(throws: QueueError.self) { try scratch.store.claim(scratch.claim(AssignmentID("A3"))) }
    try Data("another".utf8).write(to: URL(fileURLWithPath: scratch.path))
    #expect(throws: QueueError.self) { try scratch.store.claim(scratch.claim(AssignmentID("A3"))) }
  }
}
