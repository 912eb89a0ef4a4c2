import Driving
import FoundationEssentials
import Glibc
import Records
import Testing

/// A workspace in a temporary folder, gone with the last reference to it.
final class Workspace: Sendable {
  let folder: String

  /// - Parameters:
  ///   - hasSampleTask: starts with what `scholium init` makes.
  ///   - parent: the folder to make it in; nil for that of temporary files.
  init(hasSampleTask: Bool = false, in parent: String? = nil) throws {
    // A write to a child that was killed is an error of the write, not the end of the tests.
    signal(SIGPIPE, SIG_IGN)
    folder =
      (parent ?? FileManager.default.temporaryDirectory.path) + "/scholium-tests-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if hasSampleTask { try require(scholium("init", folder)) }
  }

  deinit {
    // A program that is just ending may still be taking its own files away.
    let _: Bool? = awaited(seconds: 5) {
      try? FileManager.default.removeItem(atPath: folder)
      return access(folder, F_OK) == 0 ? nil : true
    }
  }

  var queue: String { "\(folder)/queue.sqlite" }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let parent = path(name).split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

  func has(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

  /// Replaces a piece of a file that must be in it.
  func edit(_ name: String, _ old: String, _ new: String) throws {
    let parts = String(decoding: try read(name), as: UTF8.self).split(separator: old, omittingEmptySubsequences: false)
    try #require(parts.count > 1, "\(name) has no '\(old)'")
    try write(parts.joined(separator: new), to: name)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  /// Runs `scholium` in the workspace.
  func scholium(
    _ arguments: String..., input: [UInt8] = [], seconds: Double = 60, environment: [String: String] = [:]
  ) throws -> Program.Outcome {
    try Program.run(
      [Program.scholium] + arguments, input: input, in: folder, seconds: seconds, environment: environment)
  }

  /// A command that has to succeed for the test to make sense.
  @discardableResult
  func require(
    _ outcome: Program.Outcome, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program.Outcome {
    try #require(outcome.status == 0, "\(outcome.messages)\(outcome.text)", sourceLocation: sourceLocation)
    return outcome
  }

  /// What an independent program reads in the queue: rows of columns.
  func sql(_ query: String) throws -> [[String]] {
    let shell = try #require(Program.find("sqlite3"))
    let outcome = try require(try Program.run([shell, "-bail", "-separator", "\u{1F}", queue, query], in: folder))
    return outcome.lines.map { $0.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Nothing on the disk is damaged, and no row points at one that is not there.
  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try sql("PRAGMA integrity_check") == [["ok"]], sourceLocation: sourceLocation)
    #expect(try sql("PRAGMA foreign_key_check") == [], sourceLocation: sourceLocation)
  }
}
