import Canvas
import Labeling
import Operations
import Terminal
import Workbench

/// Runs the menu of tasks on a session that is open.
@MainActor
enum TaskListRunner {
  enum Choice: Sendable {
    case task(TaskName)
    /// The person left, or the signal ended the program.
    case left(Signal?)
  }

  /// Until a task is chosen, or the person leaves.
  static func run(
    _ list: inout TaskList, theme: Theme, on session: inout Terminal.Session
  ) throws(TerminalError) -> Choice {
    let inbox = try Inbox<Never>()
    _ = list.update(.resized(session.size))
    while true {
      session.paint(list.frame, theme: theme)
      for input in session.next(inbox) {
        switch input {
        case .resize(let size): _ = list.update(.resized(size))
        case .signal(let signal): return .left(signal)
        case .key(let key):
          switch list.update(.key(key, at: Surroundings.here.now())) {
          case .open(let task): return .task(task)
          case .quit: return .left(key == .control("c") ? .interrupt : nil)
          case .suspend: session.suspend()
          case .redraw: session.paint(Frame(size: session.size), theme: theme)
          case nil: break
          }
        case .pointer, .event, .tick: break
        }
      }
    }
  }
}

extension TaskOffer {
  init(_ entry: TaskMenu.Entry) {
    let standing: Standing =
      switch entry.standing {
      case .open: .open
      case .finished: .finished
      case .paused: .paused
      case .unqualified: .unqualified
      }
    self.init(task: entry.task, title: entry.title, progress: entry.progress, standing: standing)
  }
}
