import Canvas
import Glibc
import Labeling
import Operations
import Queue
import SQLiteQueue
import Terminal
import Text
import Workbench

/// Where a person works: on which tasks, with which keys and colours.
struct Workplace {
  let store: any QueueStore
  /// The person's name.
  let annotator: String
  let channels: ChannelChoice
  let theme: Theme
  let keymap: Keymap
  var hasMouseOn = false
  /// False where no shell waits behind the program: then nothing stops it, and no key is offered for that.
  var canSuspend = true

  /// Opens the workbench on a task and returns when the person leaves.
  @MainActor
  func open(_ task: TaskName) throws {
    ignoreHangups()
    try sit(at: task) { sitting in
      // Made before the session, so that nobody sees a screen come and go for a task that is not there.
      var session = try session()
      let ending = try work(sitting, on: &session)
      session.close()
      try end(ending)
    }
  }

  /// The same line by line.
  func converse(on task: TaskName) throws {
    try sit(at: task) { sitting in
      var lines = TypedLines(InputStream.standard)
      _ = try converse(sitting, &lines)
    }
  }

  private func converse(_ sitting: Sitting, _ lines: inout TypedLines) throws -> PlainRunner.Ending {
    let service = SittingService(
      sitting,
      context: RenderingContext(client: "plain", program: Scholium.program, terminal: Environment["TERM"]))
    var runner = PlainRunner(desk(sitting), keymap: offeredKeys, service: service, canSuspend: canSuspend)
    return try runner.run(&lines)
  }

  /// Sits the person down for as long as the work takes.
  private func sit(at task: TaskName, _ work: (Sitting) throws -> Void) throws {
    let sitting = try Sitting(
      as: annotator, on: task, channels: channels, process: ProcessMark.own, store: store, surroundings: .here)
    do {
      try work(sitting)
    } catch {
      // Why the work ended matters more than that the session could not be closed: it dies with the process.
      try? sitting.leave()
      throw error
    }
    try sitting.leave()
  }

  @MainActor
  private func session() throws(TerminalError) -> Terminal.Session {
    try Terminal.Session(environment: Environment.values(Terminal.Session.variables), canSuspend: canSuspend)
  }

  @MainActor
  private func work(
    _ sitting: Sitting, on session: inout Terminal.Session
  ) throws(TerminalError) -> AnnotationRunner.Ending {
    let context = RenderingContext(
      client: "curses", program: Scholium.program, terminal: session.terminal, columns: session.size.columns,
      rows: session.size.rows, colors: session.colorCount,
      theme: session.colorCount > 0 ? theme.name : Theme.monochrome.name)
    session.setMouse(hasMouseOn)
    return try AnnotationRunner.run(
      desk(sitting), theme: theme, keymap: offeredKeys, service: SittingService(sitting, context: context), on: &session
    )
  }

  /// Says what was lost, and ends as the signal asks for that ended the work.
  @MainActor
  private func end(_ ending: AnnotationRunner.Ending) throws {
    if let lost = ending.draft.failure { Console.say("scholium: the half-made answer was not kept: \(lost.sentence)") }
    if let signal = ending.signal { throw Ended(status: .stopped(signal: signal.exitCode - 128)) }
  }

  private var offeredKeys: Keymap { canSuspend ? keymap : keymap.without(.suspend) }

  private func desk(_ sitting: Sitting) -> Desk {
    Desk(
      annotator: sitting.person.name, task: sitting.task, channels: sitting.channels, utcOffset: LocalTime.utcOffset)
  }

  /// Where the shell dies with the terminal, the kernel hangs up twice. The session takes hangups; what comes after its
  /// end must not stop the program before the half-made answer is kept.
  private func ignoreHangups() { Glibc.signal(SIGHUP, SIG_IGN) }
}
