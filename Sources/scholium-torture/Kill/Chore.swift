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

  static let exported = "out.jsonl"

  /// All that a queue goes through.
  static func course(startingAt examples: Int) -> [Chore] {
    (0..<3).flatMap { turn -> [Chore] in
      let first = examples + turn * 150
      return [
        .exporting, .importing(first..<(first + 150)), .publishing(version: turn + 2), .exporting,
        .promoting(version: turn + 2),
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
    }
  }

  var name: String {
    switch self {
    case .making: "the making of the queue"
    case .importing: "import"
    case .publishing: "publish"
    case .promoting: "promote"
    case .exporting: "export"
    }
  }

  /// Examples that are in the queue once it is done.
  var examples: Int? {
    if case .importing(let numbers) = self { numbers.upperBound } else { nil }
  }

  /// An export is complete or absent: whole rows, and all that was acknowledged before it was begun. It is taken away.
  ///
  /// - Parameter known: the ids of those responses.
  static func checkExport(in stage: Stage, holds known: Set<String>) throws {
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
