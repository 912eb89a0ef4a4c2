import Canvas
import Glibc
import Labeling
import Operations
import Queue
import Terminal
import Workbench

/// Where somebody watches: whose tasks, how often, with which keys and colours.
struct WatchPlace {
  /// Seconds between two looks.
  static let intervals: ClosedRange<Double> = 0.2...3600

  let store: any QueueStore
  let interval: Double
  let theme: ScreenTheme
  let keymap: Keymap

  /// Opens the dashboard and returns when the person leaves.
  ///
  /// - Parameter task: the one to begin with; the first one by name where it is nil.
  @MainActor
  func open(_ task: TaskName?) throws {
    let tasks = try store.read { try $0.tasks().map(\.name).sorted() }
    if let task, !tasks.contains(task) { throw QueueError.unknownTask(task, known: tasks) }
    guard let first = task ?? tasks.first else {
      throw OperationError.missing("nothing is published yet (scholium publish TASK)")
    }
    // Whoever answers goes before whoever looks on.
    _ = nice(5)
    // Where the shell dies with the terminal, the kernel hangs up twice.
    Glibc.signal(SIGHUP, SIG_IGN)
    let canSuspend = Visitor.current == nil
    var session = try Terminal.Session(
      environment: theme.sessionEnvironment, canSuspend: canSuspend)
    let utcOffset = LocalTime.utcOffset
    var dashboard = Dashboard(
      tasks: tasks, first: first, size: session.size, keymap: canSuspend ? keymap : keymap.without(.suspend),
      ink: ChartInk(terminal: session.terminal), opening: ExamplePage.opening, interval: interval, utcOffset: utcOffset)
    // Whoever answers sees an example first on the screen that asks about it.
    let service = WatchService(store: store, showsWords: Browser.Reach.here == .everybody, utcOffset: utcOffset)
    let page = ExamplePage(store: store, terminal: CaseTerminal(theme: theme, keymap: keymap))
    let signal = try WatchRunner.run(
      &dashboard, theme: theme.chosen(on: &session), service: service, page: page, interval: .seconds(interval),
      on: &session)
    session.close()
    if let signal { throw Ended(status: .stopped(signal: signal.exitCode - 128)) }
  }
}

extension ChartInk {
  /// Consoles whose fonts have 256 or 512 characters, and terminals older than braille.
  init(terminal: String) {
    let coarse = ["linux", "vt100", "vt102", "vt220", "cons25", "sun", "ansi"]
    self = coarse.contains { terminal == $0 || terminal.hasPrefix($0 + "-") } ? .ascii : .fine
  }
}
