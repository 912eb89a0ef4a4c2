import Foundation
import Labeling
import Queue
import Synchronization
import Testing

@testable import SQLiteQueue

/// The last room of a disk is for answers to what people have on their screens.
@Suite struct DiskRoomTests {
  private static let plenty = DiskRoom(free: 1 << 30, size: 1 << 40)
  private static let little = DiskRoom(free: 1 << 20, size: 1 << 40)

  @Test(arguments: [(UInt64(2) << 20, UInt64(128) << 10), (1 << 40, 16 << 20)])
  func theFloorFitsTheDisk(size: UInt64, floor: UInt64) {
    #expect(DiskRoom(free: floor, size: size).isLow == false)
    #expect(DiskRoom(free: floor - 1, size: size).isLow)
  }

  @Test func newWorkIsRefusedAndAnswersAreNot() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let room = Room(Self.plenty)
    let store = try SQLiteStore(path: scratch.path, room: { _ in room.now })
    room.now = Self.little
    let claim = scratch.claim(AssignmentID("A3"))
    #expect(throws: QueueError.self) { try store.claim(claim) }
    #expect(throws: QueueError.self) { try store.add(ScratchQueue.batch(5, from: 100)) }
    let publication = Publication(
      definition: ScratchQueue.genre(ui: 2, prompt: "Which?"), origin: Origin(program: "test"),
      at: Timestamp(microseconds: 8))
    #expect(throws: QueueError.self) { try store.publish(publication) }
    let (receipt, serving) = try store.submit(
      Submission(
        response: ResponseID("R2"), assignment: AssignmentID("A2"), person: PersonID("P1"), session: SessionID("S1"),
        answer: #"{"genre":"drama"}"#, durationMilliseconds: nil, context: "{}", at: Timestamp(microseconds: 9)),
      then: claim)
    #expect(receipt.response == ResponseID("R2"))
    #expect(serving == nil)
    room.now = Self.plenty
    guard case .assignment = try store.claim(claim).outcome else {
      Issue.record("there is room, and nothing is served")
      return
    }
    try store.close()
  }

  @Test func aShortRoomKeepsTheLogShort() throws {
    let scratch = try ScratchQueue()
    try scratch.fill()
    let store = try SQLiteStore(path: scratch.path, room: { _ in Self.little })
    let early = try lengthOfLog(of: scratch, afterDrafts: 3, in: store)
    let late = try lengthOfLog(of: scratch, afterDrafts: 50, in: store)
    #expect(late == early)
    try store.close()
  }

  private func lengthOfLog(of scratch: ScratchQueue, afterDrafts count: Int, in store: SQLiteStore) throws -> Int {
    for _ in 1...count {
      try store.saveDraft("{}", of: AssignmentID("A2"), by: PersonID("P1"), at: Timestamp(microseconds: 9))
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + "-wal")
    return try #require(attributes[.size] as? Int)
  }

  private final class Room: Sendable {
    private let held: Mutex<DiskRoom>

    init(_ room: DiskRoom) { held = Mutex(room) }

    var now: DiskRoom {
      get { held.withLock { $0 } }
      set { held.withLock { $0 = newValue } }
    }
  }
}
