import Driving
import FoundationEssentials
import Glibc

/// One long text over one sshd: as a task of scholium for people with a key each, and in the C program.
struct ServedText {
  /// The clients' words, a list a person.
  let scholium: [[String]]
  let floor: [[String]]
  private let service: LoopbackService
  private let floorProgram: String

  /// - Parameter folder: where the C program is made.
  init(by service: LoopbackService, to people: [String], words: Int, in folder: String) throws {
    self.service = service
    let workspace = "\(service.place.folder)/workspace"
    let program = service.place.program
    let task = try MarkingTask(scholium: program, folder: workspace, words: words, people: people.count)
    _ = try MeasuredRun(service.setupWords(workspace: workspace, ["--yes"]), in: workspace)

    // The workspace is the service's alone.
    floorProgram = "\(service.place.folder)/floor"
    let text = "\(service.place.folder)/text.txt"
    try FileManager.default.copyItem(atPath: try FloorProgram.make(in: folder), toPath: floorProgram)
    try FileManager.default.copyItem(atPath: task.text, toPath: text)
    for path in [floorProgram, text] { chmod(path, 0o755) }
    try service.serveBeside("exec \(floorProgram) \(text)", to: try service.makeKey("floor"))
    try service.start()
    for person in people {
      _ = try MeasuredRun(
        [program, "annotators", "add", person, "--key", try service.makeKey(person)], in: workspace)
    }
    scholium = try people.map { try service.words(as: $0) }
    let floor = try service.words(as: "floor", options: ["-l", service.outsider])
    self.floor = people.map { _ in floor }
  }

  func scholiumProcesses() -> [pid_t] { service.sessions.filter(service.isProgram) }

  func floorProcesses() -> [pid_t] {
    TestAccount.processes(of: service.outsider).filter { TestAccount.isRunning(floorProgram, in: $0) }
  }
}
