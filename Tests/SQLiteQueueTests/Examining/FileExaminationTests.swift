import Foundation
import GRDB
import Glibc
import Labeling
import Queue
import Testing

@testable import SQLiteQueue

/// What is found about a queue from outside, whether or not it can be opened.
@Suite struct FileExaminationTests {
  private func scratch() throws -> ScratchQueue {
    let scratch = try ScratchQueue()
    try scratch.fill()
    chmod(scratch.folder.path, 0o700)
    return scratch
  }

  private func findings(_ path: String, _ check: Finding.Check) -> [Finding] {
    FileExamination.run(path, patience: 0.2).findings.filter { $0.check == check }
  }

  @Test func aSoundQueueHasNoTrouble() throws {
    let scratch = try scratch()
    let report = FileExamination.run(scratch.path)
    #expect(report.obstacle == nil)
    #expect(report.findings.filter(\.isTrouble) == [])
    let checks = Set(report.findings.map(\.check))
    #expect(
      checks == [.file, .permissions, .disk, .writer, .connections, .log, .integrity, .sessions, .sqlite])
  }

  @Test func itChangesNothing() throws {
    let scratch = try scratch()
    try scratch.store.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    _ = FileExamination.run(scratch.path)
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)) == before)
  }

  @Test func anAbsentQueueIsNoTrouble() throws {
    let report = FileExamination.run("/tmp/scholium-\(UUID().uuidString).sqlite")
    #expect(report.findings.contains { $0.check == .file && $0.remedy == "scholium publish TASK" })
    #expect(report.obstacle == nil)
  }

  @Test func whatCannotBeOpenedIsExplained() throws {
    let scratch = try scratch()
    let foreign = scratch.folder.appendingPathComponent("notes").path
    try Data("notes".utf8).write(to: URL(fileURLWithPath: foreign))
    let link = scratch.folder.appendingPathComponent("link").path
    symlink(scratch.path, link)
    for (path, remedy) in [(foreign, "give another path with --queue"), (link, "give the real path")] {
      let report = FileExamination.run(path)
      #expect(report.obstacle != nil)
      let finding = try #require(report.findings.first { $0.check == .file })
      #expect(finding.severity == .error)
      #expect(finding.remedy?.hasPrefix(remedy) == true)
      #expect(!finding.message.contains("("))
    }
    try scratch.store.close()
    let newer = try DatabaseQueue(path: scratch.path)
    try newer.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v999')") }
    try newer.close()
    #expect(FileExamination.run(scratch.path).obstacle == .newerFile(path: scratch.path))
  }

  @Test func damageIsAnObstacleWithARemedy() throws {
    let scratch = try scratch()
    try scratch.store.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    for index in 100..<4096 { bytes[index] = 0xA5 }
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    let report = FileExamination.run(scratch.path)
    let finding = try #require(report.findings.first { $0.severity == .error })
    #expect(finding.message.contains("damaged"))
    #expect(finding.remedy?.contains("restore") == true)
  }

  @Test func whoHoldsTheTurnIsNamed() throws {
    let scratch = try scratch()
    let lock = FairLock(besideDatabaseAt: scratch.path)
    try lock.withTurn(patience: 1) {
      let finding = findings(scratch.path, .writer).first
      #expect(finding?.severity == .error)
      #expect(finding?.message.hasPrefix("nobody could write") == true, "a process does not name itself")
      let own = try #require(Openers.find(scratch.path).first { $0.isOwn })
      #expect(own.holdsTurn)
      #expect(own.process == getpid())
    }
    #expect(findings(scratch.path, .writer).first?.severity == .ok)
  }

  @Test func whoIsInsideATransactionIsSeen() throws {
    let scratch = try scratch()
    func own() -> Opener? { Openers.find(scratch.path).first { $0.isOwn } }
    #expect(own()?.isWriting == false)
    try scratch.store.queue.write { db in
      try db.execute(sql: "UPDATE clock SET definitions = definitions")
      #expect(own()?.isWriting == true)
    }
    try scratch.store.queue.read { db in
      _ = try Int.fetchOne(db, sql: "SELECT revision FROM clock")
      #expect(own()?.isReading == true)
    }
    #expect(own()?.isWriting == false)
  }

  @Test func modesThatLetOthersInAreTold() throws {
    let scratch = try scratch()
    chmod(scratch.path, 0o666)
    #expect(findings(scratch.path, .permissions).first?.severity == .warning)
    chmod(scratch.path, 0o644)
    chmod(scratch.folder.path, 0o770)
    #expect(findings(scratch.path, .permissions).first?.severity == .warning)
    chmod(scratch.folder.path, 0o755)
    #expect(findings(scratch.path, .permissions).first?.severity == .note)
    chmod(scratch.folder.path, 0o700)
    #expect(findings(scratch.path, .permissions).first?.severity == .ok)
  }

  @Test(.enabled(if: geteuid() == 0), arguments: ["-wal", "-shm", "-gate", "-turn"])
  func aFileOfAnotherAccountIsTold(suffix: String) throws {
    let scratch = try scratch()
    chown(scratch.path + suffix, 65534, 65534)
    let finding = try #require(findings(scratch.path, .permissions).first)
    #expect(finding.severity == .error)
    #expect(finding.remedy == "chown root \(scratch.path)\(suffix)")
  }

  @Test func aLongLogIsToldAndCut() throws {
    let scratch = try scratch()
    #expect(findings(scratch.path, .log).first?.severity == .ok)
    // Longer than what is in it, as after many answers beside a long read.
    truncate(scratch.path + "-wal", 80 << 20)
    let finding = try #require(findings(scratch.path, .log).first)
    #expect(finding.severity == .warning)
    #expect(finding.message.contains("80 MB"))
    #expect(finding.remedy == "scholium doctor --mend")

    // A reader is named, and keeps the log from being cut.
    let reader = try QueueFile.open(scratch.path)
    try reader.read { db in
      _ = try Int.fetchOne(db, sql: "SELECT revision FROM clock")
      _ = try scratch.store.enroll(
        name: "bo", kind: .person, isAway: false, id: PersonID("P2"), at: Timestamp(microseconds: 20))
      #expect(try scratch.store.cutLog() == false)
    }
    try reader.close()
    #expect(try scratch.store.cutLog())
    #expect(PlaceExamination.size(of: scratch.path + "-wal") == 0)
    #expect(try scratch.store.examine() == [])
  }

  @Test func leasesOfTheDeadAreNoted() throws {
    let scratch = try scratch()
    #expect(findings(scratch.path, .sessions).first?.severity == .ok)
    try scratch.store.queue.write { try $0.execute(sql: "UPDATE session SET process = 'gone - 1 1'") }
    let finding = try #require(findings(scratch.path, .sessions).first)
    #expect(finding.severity == .note)
    #expect(finding.message.hasPrefix("1 example is held by a session that died"))
  }

  @Test(
    arguments: [
      (3_040_001, true), (3_051_002, true), (3_051_003, false), (3_050_006, true), (3_050_007, false),
      (3_044_005, true),
      (3_044_006, false), (3_045_003, true), (3_006_000, false), (3_052_000, false),
    ] as [(Int32, Bool)])
  func theRaceIsKnownByItsReleases(version: Int32, hasRace: Bool) {
    #expect(LibraryExamination.hasResetRace(version) == hasRace)
  }
}
