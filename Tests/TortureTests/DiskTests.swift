import Driving
import Testing

@testable import scholium_torture

/// What a power cut may leave, and what it may not.
@Suite struct DiskTests {
  private static let page = 4096

  private func dated(_ events: [DiskEvent]) -> [DatedEvent] {
    events.enumerated().map { DatedEvent(event: $1, began: $0, ended: $0) }
  }

  private func bytes(_ value: UInt8, count: Int = page) -> [UInt8] { [UInt8](repeating: value, count: count) }

  /// Every different disk that a thousand cuts leave after these events.
  private func wrecks(_ start: [String: [UInt8]] = [:], _ events: [DiskEvent]) -> Set<[String: [UInt8]]> {
    var disk = Disk(start)
    for event in dated(events) { _ = disk.apply(event) }
    var chance = Seeded(seed: 7)
    return Set((0..<1000).map { _ in disk.cut(using: &chance).files })
  }

  @Test func whatWasSyncedIsThere() {
    let events: [DiskEvent] = [.wrote("q", at: 0, bytes(1)), .synced("q")]
    #expect(wrecks(["q": []], events) == [["q": bytes(1)]])
  }

  @Test func whatWasNotSyncedMayBeThereOrNotOrInPart() {
    let left = wrecks(["q": bytes(0)], [.wrote("q", at: 0, bytes(1))]).compactMap { $0["q"] }
    #expect(left.contains(bytes(0)))
    #expect(left.contains(bytes(1)))
    #expect(left.contains { Set($0).count == 2 })
    // A sector is never torn.
    for content in left {
      for start in stride(from: 0, to: Self.page, by: DiskFile.sector) {
        #expect(Set(content[start..<start + DiskFile.sector]).count == 1)
      }
    }
  }

  @Test func laterWritesMayComeBeforeEarlierOnes() {
    let left = wrecks(
      ["q": bytes(0, count: 1024)],
      [.wrote("q", at: 0, bytes(1, count: 512)), .wrote("q", at: 512, bytes(2, count: 512))])
    #expect(left.contains(["q": bytes(0, count: 512) + bytes(2, count: 512)]))
  }

  @Test func aFileMayBeLongWithNothingInIt() {
    let left = wrecks(["q": []], [.wrote("q", at: 0, bytes(1, count: 512))])
    #expect(left == [["q": []], ["q": bytes(0, count: 512)], ["q": bytes(1, count: 512)]])
  }

  @Test func aTruncationMayBeUndone() {
    let left = wrecks(["q": bytes(1, count: 1024)], [.resized("q", to: 512)])
    #expect(left.contains(["q": bytes(1, count: 512)]))
    #expect(left.contains(["q": bytes(1, count: 1024)]))
  }

  @Test func aNameIsThereForCertainOnceItsFolderWasSynced() {
    let written: [DiskEvent] = [.created("q"), .wrote("q", at: 0, bytes(1)), .synced("q")]
    #expect(wrecks([:], written) == [[:], ["q": bytes(1)]])
    #expect(wrecks([:], written + [.folderSynced("")]) == [["q": bytes(1)]])
    #expect(wrecks([:], written + [.folderSynced(""), .removed("q")]) == [[:], ["q": bytes(1)]])
  }

  @Test func aRenameIsWholeOrNotAtAll() {
    let left = wrecks(["new": bytes(2), "q": bytes(1)], [.renamed("new", to: "q")])
    #expect(left == [["new": bytes(2), "q": bytes(1)], ["q": bytes(2)]])
  }

  @Test func aLinkIsAnotherNameOfTheSameFile() {
    let left = wrecks(["new": bytes(2)], [.linked("new", to: "q"), .removed("new")])
    #expect(left == [["new": bytes(2)], ["new": bytes(2), "q": bytes(2)], ["q": bytes(2)], [:]])
    let kept: [DiskEvent] = [.linked("new", to: "q"), .folderSynced(""), .removed("new")]
    #expect(wrecks(["new": bytes(2)], kept) == [["new": bytes(2), "q": bytes(2)], ["q": bytes(2)]])
  }

  @Test func aSyncCoversWhatWasWrittenBeforeItBegan() {
    var disk = Disk(["q": bytes(0)])
    _ = disk.apply(DatedEvent(event: .wrote("q", at: 0, bytes(1)), began: 2, ended: 2))
    _ = disk.apply(DatedEvent(event: .synced("q"), began: 1, ended: 3))
    var chance = Seeded(seed: 7)
    let left = Set((0..<100).compactMap { _ in disk.cut(using: &chance).files["q"] })
    #expect(left.count > 1)
  }

  @Test func sharedMemoryIsNotOnTheDisk() {
    #expect(
      wrecks([:], [.created("q-shm"), .wrote("q-shm", at: 0, [1]), .synced("q-shm"), .folderSynced("")]) == [[:]])
  }

  @Test func theRunningProgramSeesEverything() {
    var disk = Disk(["q": bytes(0, count: 600)])
    let events: [DiskEvent] = [
      .wrote("q", at: 10, [1, 2]), .synced("q"), .resized("q", to: 11), .wrote("q", at: 13, [3]), .created("j"),
    ]
    for event in dated(events) { _ = disk.apply(event) }
    #expect(disk.current == ["q": bytes(0, count: 10) + [1, 0, 0, 3], "j": []])
  }
}
