import Canvas
import Glibc
import Labeling
import Operations
import Queue
import SQLiteQueue
import Terminal
import Workbench

/// Opens the terminal for somebody who looks at examples with what was said of them: to decide, or to browse.
@MainActor
struct CaseTerminal {
  let theme: ScreenTheme
  let keymap: Keymap

  /// - Parameter begin: what is shown first, and what serves it.
  /// - Throws: `Ended` where a signal ended it.
  func open(
    for reviewer: Reviewer,
    _ begin: (Desk, Size, Keymap, RenderingContext) throws -> (ReviewState, any ReviewService)
  ) throws {
    // Where the shell dies with the terminal, the kernel hangs up twice; the session takes hangups.
    Glibc.signal(SIGHUP, SIG_IGN)
    let signal = try reviewer.work { reviewer in
      var session = try Terminal.Session(environment: theme.sessionEnvironment, canSuspend: Self.canSuspend)
      let (_, signal) = try run(for: reviewer, on: &session, begin)
      session.close()
      return signal
    }
    if let signal { throw Ended(status: .stopped(signal: signal.exitCode - 128)) }
  }

  /// The same on a terminal that is open, and stays so.
  ///
  /// - Returns: what the screen came to, and the signal that ended it.
  func run(
    for reviewer: Reviewer, on session: inout Terminal.Session,
    _ begin: (Desk, Size, Keymap, RenderingContext) throws -> (ReviewState, any ReviewService)
  ) throws -> (ReviewState, Signal?) {
    let theme = theme.chosen(on: &session)
    let context = RenderingContext(
      client: "curses", program: Scholium.program, terminal: session.terminal, columns: session.size.columns,
      rows: session.size.rows, colors: session.colorCount,
      theme: session.colorCount > 0 ? theme.name : Theme.monochrome.name)
    let desk = Desk(
      annotator: reviewer.person.name, task: reviewer.task, channels: .named(reviewer.channel),
      utcOffset: LocalTime.utcOffset)
    var (state, service) = try begin(
      desk, session.size, Self.canSuspend ? keymap : keymap.without(.suspend), context)
    let signal = try ReviewRunner.run(&state, theme: theme, service: service, on: &session)
    return (state, signal)
  }

  private static var canSuspend: Bool { Visitor.current == nil }
}

extension Reviewer {
  /// Somebody at a terminal.
  convenience init(
    as name: String, on task: TaskName, channel: ChannelName, in store: any QueueStore
  ) throws {
    try self.init(
      as: name, on: task, channel: channel, process: ProcessMark.own, client: "curses",
      place: Visitor.current?.place, store: store, surroundings: .here)
  }
}
