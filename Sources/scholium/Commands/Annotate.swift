import ArgumentParser
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
    discussion: "Press ? in the workbench for its keys.", example: "annotate genre --theme vespers")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var annotator: AnnotatorOptions
  @OptionGroup var channels: ChannelOptions
  @OptionGroup var looks: ThemeOptions
  @OptionGroup var keys: KeysOptions
  @Flag(help: "Start with the mouse switched on.") var mouse = false
  @Flag(help: "Begin with what another terminal of yours has open; that one loses it.") var takeOver = false
  @Flag(help: "Line by line, for screen readers, dumb terminals and pipes.") var plain = false
  @Argument(help: "The task (default: the only one there is; a menu where there are several).") var task: TaskName?

  func run() throws {
    let plain = try plain || needsLines()
    // Lines are ended by signals as all commands are; the workbench takes them as messages.
    if plain { Interruption.watch() } else if Visitor.current == nil { CrashReports.prepareHere() }
    let store = try workspace.store()
    let root = try workspace.optionalRoot()
    let theme = try looks.theme(in: root)
    let keymap = try keys.keymap(in: root)
    let task = try task ?? (plain || isatty(STDIN_FILENO) == 1 ? nil : Self.onlyTask(of: store))
    let workplace = Workplace(
      store: store, annotator: try annotator.name(), channels: channels.choice, theme: theme, keymap: keymap,
      hasMouseOn: mouse, takesOver: takeOver)
    switch (task, plain) {
    case (let task?, true): try workplace.converse(on: task)
    case (nil, true): try workplace.converse()
    case (let task?, false): try MainActor.assumeIsolated { try workplace.open(task) }
    case (nil, false): try MainActor.assumeIsolated { try workplace.open() }
    }
  }

  /// Whether somebody over SSH has a terminal that only lines can be written on. Locally they say so themselves.
  ///
  /// - Throws: where they have none at all.
  private func needsLines() throws -> Bool {
    guard Visitor.current != nil else { return false }
    guard Console.isInteractive else {
      throw OperationError.usage(
        "the workbench needs a terminal, and ssh gives one only if asked beside a command (ssh -t USER@HOST annotate)")
    }
    do {
      try MainActor.assumeIsolated {
        try Terminal.Session.check(environment: Environment.values(Terminal.Session.variables))
      }
      return false
    } catch let error as TerminalError {
      Console.say("scholium: line by line, since \(error.description)")
      return true
    }
  }

  /// Where nobody is there to choose one.
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
  static func values(_ names: [String]) -> [String: String] {
    Dictionary(names.compactMap { name in Self[name].map { (name, $0) } }) { first, _ in first }
  }
}
