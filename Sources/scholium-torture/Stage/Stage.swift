import Driving
import FoundationEssentials
import Records

/// A workspace with a small task and its queue, made by the program itself.
struct Stage {
  static let task = "film"
  static let labels = ["comedy", "drama", "horror"]

  let folder: String
  var program: Program

  var queue: String { "\(folder)/queue.sqlite" }
  private var taskFolder: String { "\(folder)/tasks/\(Self.task)" }

  /// - Parameters:
  ///   - examples: how many to import.
  ///   - overlap: answers wanted per example.
  ///   - lease: how long a shown example is kept, as task.yaml writes it.
  init(in folder: String, program: Program, examples: Int, overlap: Int = 1, lease: String = "30m") throws {
    try self.init(unpublishedIn: folder, program: program, overlap: overlap, lease: lease)
    try program.require(["publish", Self.task], in: folder)
    if examples > 0 { try importExamples(0..<examples) }
  }

  /// The files of the task alone: there is no queue yet.
  init(unpublishedIn folder: String, program: Program, overlap: Int = 1, lease: String = "30m") throws {
    self.folder = folder
    self.program = program
    try FileManager.default.createDirectory(atPath: taskFolder, withIntermediateDirectories: true)
    try Self.write(
      "title: Films\ndataset: films\npolicy:\n  overlap: \(overlap)\n  lease: \(lease)\n", to: "\(taskFolder)/task.yaml"
    )
    try writeInterface(version: 1)
    try Self.write(
      "version: 1\nlabels:\n" + Self.labels.map { "  - {id: \($0), title: \($0)}\n" }.joined(),
      to: "\(taskFolder)/taxonomy.yaml")
  }

  /// Another UI version, to be published.
  func writeInterface(version: Int) throws {
    try Self.write(
      """
      version: \(version)
      show:
        - {field: title, style: heading}
      ask:
        - {id: genre, kind: choice, prompt: Which genre is it on screen \(version)?}

      """, to: "\(taskFolder)/ui.yaml")
  }

  /// Publishes the task with the UI of a version.
  func publish(ui version: Int) throws {
    try writeInterface(version: version)
    try program.require(["publish", Self.task, "--json"], in: folder)
  }

  /// A copy of a stage that nobody works on.
  init(copyOf other: Stage, in folder: String) throws {
    self.folder = folder
    program = other.program
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: other.folder) {
      try FileManager.default.copyItem(atPath: "\(other.folder)/\(name)", toPath: "\(folder)/\(name)")
    }
  }

  func importExamples(_ numbers: Range<Int>) throws {
    try program.require(["import", Self.task, "-", "--json"], in: folder, input: Self.rows(numbers))
  }

  static func rows(_ numbers: Range<Int>) -> [UInt8] {
    numbers.flatMap { Array("{\"title\":\"Film \($0)\"}\n".utf8) }
  }

  /// The command of a conversation, the program's path first.
  func pipeCommand(as annotator: String) -> [String] { [program.path, "pipe", Self.task, "--as", annotator] }

  func pipe(as annotator: String) throws -> PipeClient {
    try PipeClient(pipeCommand(as: annotator), environment: program.variables, folder: folder)
  }

  private static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }
}
