import ArgumentParser
import Canvas
import Glibc
import Labeling
import Operations
import Queue
import SQLiteQueue
import TaskFiles
import Terminal
import Text
import Workbench

struct Annotate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate", abstract: "Opens the workbench: example after example, answered with single keys.",
    discussion: "Press ? in the workbench for its keys.")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var annotator: AnnotatorOptions
  @OptionGroup var channels: ChannelOptions
  @Option(help: ArgumentHelp("A theme of the workspace, or dark, light, monochrome.", valueName: "name"))
  var theme: String?
  @Option(
    name: .customLong("keys"),
    help: ArgumentHelp(
      "A file of keys (default: ~/.config/scholium/keys.yaml, after the workspace's keys.yaml).", valueName: "file"),
    completion: .file())
  var keysPath: String?
  @Flag(help: "Start with the mouse switched on.") var mouse = false
  @Flag(help: "Begin with what another terminal of yours has open; that one loses it.") var takeOver = false
  @Flag(help: "Line by line, for screen readers, dumb terminals and pipes.") var plain = false
  @Argument(help: "The task (default: the only one there is).") var task: TaskName?

  func run() throws {
    // Lines are ended by signals as all commands are; the workbench takes them as messages.
    if plain { Interruption.watch() } else if Visitor.current == nil { CrashReports.prepareHere() }
    let store = try workspace.store()
    let root = try workspace.optionalRoot()
    let theme = try ThemeChoice(name: theme, workspace: root).theme()
    let keymap = try KeyChoice(file: keysPath, workspace: root).keymap()
    let task = try task ?? Self.onlyTask(of: store)
    let sitting = try Sitting(
      as: try annotator.name(), on: task, channels: channels.choice,
      process: ProcessMark.own, client: plain ? "plain" : "curses", place: Visitor.current?.place, store: store,
      surroundings: .here)
    let heartbeat = Heartbeat(of: sitting) { kill(getpid(), SIGHUP) }
    defer { withExtendedLifetime(heartbeat) {} }
    if takeOver { _ = try sitting.claim(takesOver: true) }
    var ending = AnnotationRunner.Ending()
    do {
      if plain {
        try Self.converse(sitting, keymap: keymap)
      } else {
        ending = try MainActor.assumeIsolated {
          try Self.open(sitting, theme: theme, keymap: keymap, hasMouseOn: mouse)
        }
      }
    } catch {
      // Why the workbench ended matters more than that the session could not be closed: it dies with the process.
      try? sitting.leave()
      throw error
    }
    if let lost = ending.lost { Console.say("scholium: the half-made answer was not kept: \(lost.sentence)") }
    try sitting.leave()
    if let signal = ending.signal {
      throw Ended(status: .stopped(signal: signal.exitCode - 128))
    }
  }

  private static func converse(_ sitting: Sitting, keymap: Keymap) throws {
    let service = SittingService(
      sitting,
      context: RenderingContext(client: "plain", program: Scholium.program, terminal: Environment["TERM"]))
    var runner = PlainRunner(Self.desk(sitting), keymap: keymap, service: service)
    try runner.run()
  }

  private static func desk(_ sitting: Sitting) -> Desk {
    Desk(
      annotator: sitting.person.name, task: sitting.task, channels: sitting.channels, utcOffset: LocalTime.utcOffset)
  }

  @MainActor
  private static func open(
    _ sitting: Sitting, theme: Theme, keymap: Keymap, hasMouseOn: Bool
  ) throws -> AnnotationRunner.Ending {
    let environment = Environment.values(["TERM", "ESCDELAY", "NO_COLOR"])
    return try AnnotationRunner.run(
      desk(sitting), theme: theme, keymap: keymap, hasMouseOn: hasMouseOn, environment: environment
    ) { terminal, colors, size in
      SittingService(
        sitting,
        context: RenderingContext(
          client: "curses", program: Scholium.program, terminal: terminal, columns: size.columns, rows: size.rows,
          colors: colors, theme: colors > 0 ? theme.name : Theme.monochrome.name))
    }
  }

  private static func onlyTask(of store: any QueueStore) throws -> TaskName {
    let names = try store.read { try $0.tasks().map(\.name) }
    guard let first = names.first else {
      throw OperationError.missing("nothing is published yet (scholium publish TASK)")
    }
    guard names.count == 1 else {
      let known = names.map(\.rawValue).joined(separator: ", ")
      throw OperationError.usage("there are several tasks: say which one to annotate (\(known))")
    }
    return first
  }
}

extension CrashReports {
  /// Must come before anything that is not to be done twice: the program may start anew.
  static func prepareHere() {
    prepare(environment: Environment.values(["SWIFT_BACKTRACE", "XDG_STATE_HOME", "HOME"]))
  }
}

extension Environment {
  /// Those of some variables that are set.
  fileprivate static func values(_ names: [String]) -> [String: String] {
    Dictionary(names.compactMap { name in Self[name].map { (name, $0) } }) { first, _ in first }
  }
}
