import Driving
import Glibc
import Records

/// Programs run to their end, and what they printed.
enum Program {
  typealias Outcome = Conversation.Outcome

  /// The program under test: the one that `SCHOLIUM_BINARY` names, else the one that was built last.
  static let scholium: String = {
    if let named = environment["SCHOLIUM_BINARY"], !named.isEmpty { return named }
    let root = packageRoot
    let built = ["release", "debug"].map { "\(root)/.build/\($0)/scholium" }
    return built.filter { access($0, X_OK) == 0 }.max { modified($0) < modified($1) } ?? built[1]
  }()

  private static func modified(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mtim.tv_sec : 0
  }

  /// Without it every test would fail in the same way; one says so instead.
  static var isBuilt: Bool { access(scholium, X_OK) == 0 }

  static let packageRoot: String = {
    // Tests/EndToEndTests/Harness/Program.swift
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    return parts.joined(separator: "/")
  }()

  /// The path of a program that comes with the system; nil where it is not installed.
  static func find(_ name: String) -> String? {
    (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  static let environment: [String: String] = {
    var variables: [String: String] = [:]
    var pointer = environ
    while let entry = pointer.pointee {
      let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      pointer += 1
    }
    return variables
  }()

  /// What children get: nothing of ours that could change what they print.
  static let plainEnvironment: [String: String] = [
    "PATH": environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
    "TERM": "xterm-256color", "TZ": "UTC",
  ]

  /// Runs to the end; a run that takes longer than `seconds` is killed and ends with 137.
  static func run(
    _ arguments: [String], input: [UInt8] = [], in folder: String = "/", seconds: Double = 60,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let child = try Child(
      arguments, environment: plainEnvironment.merging(environment) { $1 }, folder: folder)
    return Conversation.run(child, input: input, until: Deadline(seconds: seconds))
  }
}

extension Conversation.Outcome {
  var text: String { String(decoding: output, as: UTF8.self) }
  var messages: String { String(decoding: errors, as: UTF8.self) }
  var lines: [Substring] { text.split(separator: "\n") }
  /// The one document that was printed.
  var json: JSON { get throws { try JSONParser.parse(output, limits: .row) } }
  /// The rows that were printed.
  var rows: [JSON] { get throws { try lines.map { try JSONParser.parse(String($0)) } } }
}
