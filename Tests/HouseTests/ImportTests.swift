import Foundation
import Testing

@Suite("the house")
struct ImportTests {
  private struct SourceFile {
    let room: String
    let path: String
    let text: String
  }

  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  private static func files() throws -> [SourceFile] {
    try FileManager.default.contentsOfDirectory(at: sources, includingPropertiesForKeys: nil).flatMap { room in
      let names = try FileManager.default.subpathsOfDirectory(atPath: room.resolvingSymlinksInPath().path)
      return try names.filter { $0.hasSuffix(".swift") }.map { name in
        SourceFile(
          room: room.lastPathComponent, path: "\(room.lastPathComponent)/\(name)",
          text: try String(contentsOf: room.appending(path: name), encoding: .utf8))
      }
    }
  }

  @Test func nothingElseIsAtTheTop() throws {
    let top = try FileManager.default.contentsOfDirectory(atPath: Self.sources.deletingLastPathComponent().path)
    // Package.resolved is the builder's own, and no part of the repository.
    let others = Set(top.filter { !$0.hasPrefix(".") }).subtracting(House.top).subtracting(["Package.resolved"])
    #expect(others.isEmpty)
  }

  @Test func everyRoomIsInTheTable() throws {
    let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    #expect(!rooms.isEmpty)
    for room in rooms where room != House.executable {
      #expect(House.rooms[room] != nil, "Sources/\(room) is not in the table of the house")
    }
  }

  @Test func everyImportIsAllowed() throws {
    let files = try Self.files()
    #expect(files.count > 20)
    for file in files where file.room != House.executable {
      let allowed = House.rooms[file.room, default: []]
      for line in ImportLine.all(in: file.text) {
        #expect(
          allowed.contains(line.module),
          "\(file.path) imports \(line.module); \(file.room) may import \(allowed.sorted().joined(separator: ", "))")
      }
    }
  }

  /// The libraries that one room alone may see, whatever the table says elsewhere.
  @Test(arguments: [
    ("GRDB", ["SQLiteQueue"]), ("GRDBSQLite", ["SQLiteQueue"]), ("Crypto", ["Labeling"]), ("Yams", ["TaskFiles"]),
    ("CNcurses", ["Terminal"]), ("CTerminalGuard", ["Terminal"]),
    ("ArgumentParser", ["scholium", "scholium-bench", "scholium-torture"]), ("Subprocess", ["Operations", "scholium"]),
  ])
  func librariesStayInTheirRoom(module: String, rooms: [String]) throws {
    for file in try Self.files() where !rooms.contains(file.room) {
      #expect(!ImportLine.all(in: file.text).contains { $0.module == module }, "\(file.path) imports \(module)")
    }
  }
}
