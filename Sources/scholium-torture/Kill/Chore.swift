import Driving
import FoundationEssentials
import Records

/// What is done to the queue beside annotating: killed too, and given again until it is done. A command that changes the
/// queue or writes a file belongs here.
enum Chore {
  /// The first build of a queue that may not be there yet.
  case making
  case importing(Range<Int>)
  /// A new UI version in a channel of its own.
  case publishing(version: Int)
  /// That channel takes production over.
  case promoting(version: Int)
  case exporting
  /// A copy of the queue as it stands.
  case backingUp
  /// That copy in the queue's place, once nobody is there.
  case restoring

  static let exported = "out.jsonl"
  static let backup = "backup.sqlite"

  /// All that a queue goes through.
  static func course(startingAt examples: Int) -> [Chore] {
    (0..<3).flatMap { turn -> [Chore] in
      let first = examples + turn * 150
      return [
        .exporting, .importing(first..<(first + 150)), .backingUp, .publishing(version: turn + 2), .exporting,
        .promoting(version: turn + 2), .backingUp,
      ]
    }
  }

  /// The command, once the files that it reads are there.
  func arguments(in stage: Stage) throws -> [String] {
    switch self {
    case .making:
      return ["publish", Stage.task]
    case .importing(let numbers):
      try Data(Stage.rows(numbers)).write(to: URL(filePath: "\(stage.folder)/more.jsonl"))
      return ["import", Stage.task, "more.jsonl"]
    case .publishing(let version):
      try stage.writeInterface(version: version)
      return [
        "publish", Stage.task, "--channel", "experiment/\(version)", "--weight", "1", "--allow-stuck",
      ]
    case .promoting(let version):
      return ["channel", "promote", Stage.task, "experiment/\(version)"]
    case .exporting:
      return ["export", Stage.task, "--channel", "all", "--responses", "-o", Self.exported]
    case .backingUp:
      return ["backup", Self.backup, "--force"]
    case .restoring:
      return ["restore", Self.backup]
    }
  }

  var name: String {
    switch self {
    case .making: "the making of the queue"
    case .importing: "import"
    case .publishing: "publish"
    case .promoting: "promote"
    case .exporting: "export"
    case .backingUp: "backup"
    case .restoring: "restore"
    }
  }

  /// Examples that are in the queue once it is done.
  var examples: Int? {
    if case .importing(let numbers) = self { numbers.upperBound } else { nil }
  }

  /// Checks what chores left behind, and takes it away.
  ///
  /// - Parameters:
  ///   - before: what was told before they were begun.
  ///   - now: what was told since.
  static func checkFiles(in stage: Stage, hold before: Ledger.Entries, notMoreThan now: Ledger.Entries) throws {
    try checkExport(in: stage, holds: Set(before.acknowledged.keys))
    try checkCopies(in: stage, named: backup, hold: before, notMoreThan: now)
    for name in try names(in: stage) where name.contains(".partial-") {
      try FileManager.default.removeItem(atPath: "\(stage.folder)/\(name)")
    }
  }

  /// A copy of the queue that has its name is whole.
  static func checkCopies(
    in stage: Stage, named prefix: String, hold before: Ledger.Entries, notMoreThan now: Ledger.Entries
  ) throws {
    let all = try names(in: stage).filter { $0.hasPrefix(prefix) && !$0.contains(".partial-") }
    // A log comes before its database, and is nothing without it.
    for name in all where !name.hasSuffix("-wal") && !name.hasSuffix("-journal") {
      try Promises.check(copy: "\(stage.folder)/\(name)", holds: before, notMoreThan: now)
    }
    for name in try names(in: stage) where name.hasPrefix(prefix) {
      try FileManager.default.removeItem(atPath: "\(stage.folder)/\(name)")
    }
  }

  private static func names(in stage: Stage) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: stage.folder)
  }

  /// An export is complete or absent: whole rows, and all that was acknowledged before it was begun.
  ///
  /// - Parameter known: the ids of those responses.
  private static func checkExport(in stage: Stage, holds known: Set<String>) throws {
    let path = "\(stage.folder)/\(exported)"
    guard let bytes = FileManager.default.contents(atPath: path) else { return }
    guard bytes.last ?? UInt8(ascii: "\n") == UInt8(ascii: "\n") else {
      throw BrokenPromise("an export ends within a row")
    }
    var missing = known
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let response = try JSONParser.parse(Array(line), limits: .row)["response"]?.string else {
        throw BrokenPromise("an export has a row without a response")
      }
      missing.remove(response)
    }
    guard missing.isEmpty else {
      throw BrokenPromise("an export was given its name and lacks \(missing.count) answers that it was to hold")
    }
    try FileManager.default.removeItem(atPath: path)
    try? FileManager.default.removeItem(atPath: "\(path).manifest.json")
  }
}
