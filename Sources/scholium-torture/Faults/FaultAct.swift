import Driving
import FoundationEssentials

/// What the program does while a call fails.
enum FaultAct: CaseIterable {
  case pipe, publish, importing, export, status

  /// How many rounds of each chance, in proportion: most of what people do is to answer.
  var share: Int { self == .pipe ? 3 : 1 }

  func prepare(_ stage: Stage) throws {
    guard self == .publish else { return }
    let path = "\(stage.folder)/tasks/\(Stage.task)/ui.yaml"
    let ui = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    let next = ui.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line == "version: 1" ? "version: 2" : line.replacing("Which genre", with: "What genre")
    }
    try Data(next.joined(separator: "\n").utf8).write(to: URL(filePath: path))
  }

  /// The program's path first.
  func command(on stage: Stage) -> [String] {
    switch self {
    case .pipe: stage.pipeCommand(as: "amara")
    case .publish: [stage.program.path, "publish", Stage.task]
    case .importing: [stage.program.path, "import", Stage.task, "-"]
    case .export: [stage.program.path, "export", Stage.task, "-o", Self.exported(stage)]
    case .status: [stage.program.path, "status"]
    }
  }

  /// The files on which a call counts; none where every one of the program does: an export writes beside its place,
  /// under a name that nobody knows before. All else it does on files that have names, as Swift's runtime reads its own.
  func paths(of call: String, on stage: Stage) -> [String] {
    if self == .export, Self.unnamed.contains(call) { return [] }
    let task = ["", "/task.yaml", "/ui.yaml", "/taxonomy.yaml"].map { "tasks/\(Stage.task)\($0)" }
      .flatMap { [$0, "\(stage.folder)/\($0)"] }
    let kernel = ["/proc/locks", "/proc/sys/kernel/random/boot_id"]
    return ["", "-wal", "-shm", "-gate", "-turn", "-journal"].map { stage.queue + $0 } + task + kernel
  }

  static let unnamed = ["fsync", "rename", "write"]

  /// Runs it to its end; for the conversation, a short one.
  func run(_ command: [String], environment: [String: String], on stage: Stage) throws -> (
    status: Int32, errors: String
  ) {
    let ledger = Ledger()
    if self == .pipe {
      let talk = try Talk(command, environment: environment, stage: stage, ledger: ledger)
      try talk.converse(mayFail: false)
      return talk.client.finish()
    }
    let child = try Child(command, environment: environment, folder: stage.folder)
    let outcome = Conversation.run(child, input: input, until: Deadline(seconds: 60))
    return (outcome.status, String(decoding: outcome.errors, as: UTF8.self))
  }

  /// What it reads.
  var input: [UInt8] { self == .importing ? Stage.rows(30..<70) : [] }

  static func exported(_ stage: Stage) -> String { "\(stage.folder)/out.jsonl" }
}
