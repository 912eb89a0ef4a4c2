import ArgumentParser
import Labeling
import Operations
import Queue
import SQLiteQueue
import Terminal
import Text
import Workbench

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Progress by channel, version and annotator; --watch keeps it on the screen.",
    discussion: "Press ? in the dashboard for its keys.", example: "status genre --watch")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: "The live dashboard: figures that follow the work, with the examples behind each.") var watch = false
  @Option(help: ArgumentHelp("Seconds between two looks, with --watch.", valueName: "seconds")) var interval = 2.0
  @OptionGroup var looks: ThemeOptions
  @OptionGroup var keys: KeysOptions
  @Argument(help: "The task (default: all).") var task: TaskName?

  func validate() throws {
    guard WatchPlace.intervals.contains(interval) else {
      throw ValidationError("--interval is 0.2 to 3600 seconds")
    }
    guard !(watch && output.isJSON) else { throw ValidationError("--watch is for people: leave --json out") }
  }

  func run() throws {
    if watch { return try open() }
    let store = try workspace.store()
    let status = try Status.read(task, from: store)
    if output.isJSON {
      return try Console.print(json: status.json(tellsExamples: Browser.Reach.here == .everybody))
    }
    guard !status.tasks.isEmpty else {
      return try Console.print("Nothing is published yet (scholium publish TASK).")
    }
    for (index, task) in status.tasks.enumerated() {
      if index > 0 { try Console.print("") }
      for line in StatusPage(task, at: Surroundings.here.now()).lines { try Console.print(line) }
      if Self.tellsAdmins, let line = try waiting(for: task.task, in: store) { try Console.print(line) }
    }
    for line in StatusPage.lines(about: status.health) { try Console.print(line) }
  }

  /// How people do is told to those who may let them go on.
  private static var tellsAdmins: Bool { Visitor.current.map { $0.role == .admin } ?? true }

  private func waiting(for task: TaskName, in store: any QueueStore) throws -> Displayable? {
    let names = try GoldWaiting.read(task, from: store)
    guard !names.isEmpty else { return nil }
    let who: Displayable = names.count == 1 ? "1 person waits" : "\(names.count) people wait"
    return "  \(who) to go on to real work (scholium gold \(task.rawValue) tells who, and how they answered)"
  }

  private func open() throws {
    guard Console.isInteractive else {
      throw OperationError.usage(
        Visitor.current == nil
          ? "the dashboard needs a terminal (scholium status prints the same once)"
          : "the dashboard needs a terminal, and ssh gives one only if asked beside a command (ssh -t USER@HOST status --watch)"
      )
    }
    if Visitor.current == nil { CrashReports.prepareHere() }
    let store = try workspace.store()
    let root = try workspace.optionalRoot()
    let place = WatchPlace(
      store: store, interval: interval, theme: try looks.theme(in: root),
      keymap: try keys.keymap(in: root))
    try MainActor.assumeIsolated { try place.open(task) }
  }
}
