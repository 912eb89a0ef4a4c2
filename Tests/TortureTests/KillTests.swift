import Driving
import FoundationEssentials
import Records
import Testing

@testable import scholium_torture

struct HeldLocksTests {
  private let table = """
    1: POSIX  ADVISORY  READ  4711 fe:00:31 128 128
    2: POSIX  ADVISORY  WRITE 4711 fe:00:31 120 120
    3: POSIX  ADVISORY  WRITE 4712 fe:00:31 121 127
    4: FLOCK  ADVISORY  WRITE 4713 fe:00:32 0 EOF
    5: POSIX  ADVISORY  WRITE 4713 fe:00:33 1073741826 1073742335

    """

  @Test func theLocksOfOneProcessAreTold() {
    #expect(HeldLocks(of: 4711, in: table) == .transaction)
    #expect(HeldLocks(of: 4712, in: table) == .recovery)
    #expect(HeldLocks(of: 4713, in: table) == [])
  }
}

struct LogFramesTests {
  @Test func framesOfAnEarlierLogAreNotCounted() throws {
    let path = FileManager.default.temporaryDirectory.path + "/log-\(UInt64.random(in: 0...UInt64.max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var log = [UInt8](repeating: 0, count: 16) + Array(1...8) + [UInt8](repeating: 0, count: 8)
    for salts in [Array(1...8), Array(1...8), Array(2...9)] as [[UInt8]] {
      log += [UInt8](repeating: 0, count: 8) + salts + [UInt8](repeating: 0, count: 8 + 4096)
    }
    try Data(log).write(to: URL(filePath: path))
    #expect(LogFrames.count(at: path) == 2)
    #expect(LogFrames.count(at: path + "-none") == 0)
  }
}

struct AnnotatorTests {
  private let ledger = Ledger()

  private func annotator() -> Annotator { Annotator(name: "amara", ledger: ledger, chance: Seeded(seed: 1)) }

  private func shown(_ id: String) -> JSON {
    ["ok": true, "assignment": ["id": .string(id), "example": "00"]]
  }

  @Test func whatWasOpenMustComeBack() throws {
    var amara = annotator()
    _ = amara.sitDown(requests: 1)
    _ = try amara.hear(shown("first"))
    _ = amara.sitDown(requests: 1)
    #expect(throws: BrokenPromise.self) { try amara.hear(shown("second")) }
  }

  @Test func whatWasInFlightIsSentAgainUnderItsID() throws {
    var amara = annotator()
    _ = amara.sitDown(requests: 9)
    var sent: JSON?
    // The first that carries an id: a submit, a skip or a flag.
    var reply = shown("first")
    while sent?["id"] == nil {
      sent = try amara.hear(reply)
      reply = sent?["op"] == "next" ? shown("first") : ["ok": true]
    }
    #expect(amara.sitDown(requests: 9) == sent)
    #expect(ledger.all.inFlight.count == 1)
  }

  @Test func aRefusalBreaksThePromise() {
    var amara = annotator()
    _ = amara.sitDown(requests: 1)
    #expect(throws: BrokenPromise.self) { try amara.hear(["ok": false, "error": ["code": "taken_over"]]) }
  }
}
