import Driving
import Foundation
import Simulation
import Testing

@Suite("simulation, in another process")
struct ReplayTests {
  private static let program = Bundle.main.executableURL?.deletingLastPathComponent()
    .appending(path: "scholium-torture")

  /// What depends on the order of a set or dictionary differs from process to process.
  @Test func aSeedHasTheSameHistoryInEveryProcess() throws {
    let first = try digest(seed: 7)
    #expect(try digest(seed: 7) == first)
    #expect(try digest(seed: 8) != first)
  }

  private func digest(seed: Int) throws -> String {
    let program = try #require(Self.program)
    let folder = FileManager.default.temporaryDirectory.appending(path: "scholium-replay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let child = try Child(
      [
        program.path, "simulate", "--seeds", "20", "--seed", "\(seed)", "--folder", folder.path, "--scholium",
        "/usr/bin/env",
      ], environment: [:], folder: folder.path)
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 300))
    let output = String(decoding: outcome.output, as: UTF8.self)
    #expect(outcome.status == 0, "\(output)\(String(decoding: outcome.errors, as: UTF8.self))")
    return try #require(output.split(separator: "\n").first { $0.contains("digest of all histories") }.map(String.init))
  }
}
