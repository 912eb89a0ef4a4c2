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
  let theme: ScreenTheme
  let keymap: Keymap
  var hasMouseOn = false
  /// Whether the first thing is what another terminal of theirs has open.
  var takesOver = false

  /// False where no shell waits behind the program: then nothing stops it, and no key is offered for that.
  private var canSuspend: Bool { Visitor.current == nil }

  /// Opens the workbench on the person's tasks and returns when they leave: at once where there is one task, with a menu
  /// where there are several.
  @MainActor
  func open() throws {
    let tasks = try tasks()
    guard tasks.count > 1 else { return try open(tasks[0].task) }
    ignoreHangups()
    var session = try session()
    var list = TaskList(annotator: annotator, offers: tasks, size: session.size, keymap: offeredKeys)
    while true {
      switch try TaskListRunner.run(&list, theme: theme.chosen(on: &session), on: &session) {
      case .left(let signal):
        session.close()
        return try end(by: signal)
      case .task(let task):
        let ending: AnnotationRunner.Ending
        do {
          ending = try work(on: task, &session)
        } catch let error as QueueError {
          // Closed or taken away meanwhile: there are others.
          _ = list.update(.failed(Displayable(error.description)))
          continue
        }
        if ending.signal != nil {
          session.close()
          return try end(ending)
        }
        _ = list.update(.returned(try offers(), at: Surroundings.here.now()))
        if let lost = ending.draft.failure { _ = list.update(.failed(Self.sentence(lost))) }
      }
    }
  }

  /// The same line by line.
  func converse() throws {
    var lines = TypedLines(InputStream.standard)
    var tasks = try tasks()
    guard tasks.count > 1 else { return try converse(on: tasks[0].task) }
    while true {
      let list = PlainTaskList(tasks)
      guard let task = try choose(from: list, &lines) else { return }
      var ending = PlainRunner.Ending.left
      do {
        ending = try sit(at: task, with: "plain") { sitting in try converse(sitting, &lines) }
      } catch let error as QueueError {
        try Console.print(Displayable(error.description))
      }
      if ending == .atEnd { return }
      tasks = try offers()
    }
  }

  /// Nil where the person leaves, or nothing more comes.
  private func choose(from list: PlainTaskList, _ lines: inout TypedLines) throws -> TaskName? {
    for line in list.lines { try Console.print(line) }
    try PlainRunner.prompt(list.prompt)
    while let line = try lines.next() {
      switch list.take(line) {
      case .open(let task): return task
      case .leave: return nil
      case .told(let told): for line in told { try Console.print(line) }
      }
      try PlainRunner.prompt(list.prompt)
    }
    return nil
  }

  /// What the person may work on.
  ///
  /// - Throws: where there is nothing, and why.
  private func tasks() throws -> [TaskOffer] {
    let offers = try offers()
    guard offers.isEmpty else { return offers }
    guard try store.read({ try $0.tasks().isEmpty }) else {
      throw OperationError.notPermitted(
        "no task is open to '\(annotator)' in this channel (whoever runs the tasks can put them into a pool)")
    }
    throw OperationError.missing("nothing is published yet (scholium publish TASK)")
  }

  private func offers() throws -> [TaskOffer] {
    try TaskMenu.entries(for: annotator, channels, in: store).map(TaskOffer.init)
  }

  /// Opens the workbench on a task and returns when the person leaves.
  @MainActor
  func open(_ task: TaskName) throws {
    ignoreHangups()
    try sit(at: task, with: "curses") { sitting in
      // Made before the session, so that nobody sees a screen come and go for a task that is not there.
      var session = try session()
      let ending = try work(sitting, on: &session)
      session.close()
      try end(ending)
    }
  }

  /// The same line by line.
  func converse(on task: TaskName) throws {
    try sit(at: task, with: "plain") { sitting in
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
  private func sit<Result>(
    at task: TaskName, with client: String, _ work: (Sitting) throws -> Result
  ) throws -> Result {
    let sitting = try Sitting(
      as: annotator, on: task, channels: channels, process: ProcessMark.own, client: client,
      place: Visitor.current?.place, store: store, surroundings: .here)
    return try sitting.work { sitting in
      if takesOver { _ = try sitting.claim(takesOver: true) }
      return try work(sitting)
    }
  }

  @MainActor
  private func session() throws(TerminalError) -> Terminal.Session {
    try Terminal.Session(environment: theme.sessionEnvironment, canSuspend: canSuspend)
  }

  @MainActor
  private func work(
    _ sitting: Sitting, on session: inout Terminal.Session
  ) throws(TerminalError) -> AnnotationRunner.Ending {
    let theme = theme.chosen(on: &session)
    let context = RenderingContext(
      client: "curses", program: Scholium.program, terminal: session.terminal, columns: session.size.columns,
      rows: session.size.rows, colors: session.colorCount,
      theme: session.colorCount > 0 ? theme.name : Theme.monochrome.name)
    session.setMouse(hasMouseOn)
    return try AnnotationRunner.run(
      desk(sitting), theme: theme, keymap: offeredKeys, service: SittingService(sitting, context: context), on: &session
    )
  }

  /// Sits down at a task on a session that is open, and stays until the half-made answer is kept.
  @MainActor
  private func work(on task: TaskName, _ session: inout Terminal.Session) throws -> AnnotationRunner.Ending {
    try sit(at: task, with: "curses") { sitting in
      let ending = try work(sitting, on: &session)
      _ = ending.draft.failure
      return ending
    }
  }

  /// Says what was lost, and ends as the signal asks for that ended the work.
  @MainActor
  private func end(_ ending: AnnotationRunner.Ending) throws {
    if let lost = ending.draft.failure { Console.say("scholium: \(Self.sentence(lost))") }
    try end(by: ending.signal)
  }

  private func end(by signal: Signal?) throws {
    if let signal { throw Ended(status: .stopped(signal: signal.exitCode - 128)) }
  }

  private static func sentence(_ lost: Failure) -> Displayable {
    "the half-made answer was not kept: \(lost.sentence)"
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
