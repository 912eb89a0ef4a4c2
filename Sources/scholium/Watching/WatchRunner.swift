import Canvas
import Dispatch
import Labeling
import Operations
import Terminal
import Text
import Workbench

/// Runs the dashboard in a terminal. The queue is read on a thread of its own, one look after another: a slow look delays
/// the next one and never the screen.
@MainActor
enum WatchRunner {
  private enum Event: Sendable {
    case message(Dashboard.Message)
    /// A look came to its end, whatever it brought.
    case looked(TaskName, isFirst: Bool, Dashboard.Message)
  }

  /// Until the person leaves, or a signal ends the program.
  static func run(
    _ dashboard: inout Dashboard, theme: Theme, service: WatchService, page: ExamplePage, interval: Duration,
    on session: inout Terminal.Session
  ) throws -> Signal? {
    let inbox = try Inbox<Event>()
    let worker = DispatchQueue(label: "scholium.watch", qos: .userInitiated)
    // Nil while a look is on its way, or the person wants none.
    var next: ContinuousClock.Instant?
    var isLooking = false

    func look(_ task: TaskName, isFirst: Bool) {
      next = nil
      isLooking = true
      worker.async {
        let message = Self.message(orElse: Dashboard.Message.failed) {
          .board(try service.board(of: task, reckoning: isFirst ? .never : .whenDue))
        }
        inbox.post(.looked(task, isFirst: isFirst, message))
      }
    }

    look(dashboard.task, isFirst: true)
    while true {
      session.paint(dashboard.frame, theme: theme)
      let timeout = next.map { max(.zero, $0 - .now) }
      var opened: (example: Digest, channel: ChannelName?)?
      for input in session.next(inbox, timeout: timeout) {
        var effect: Dashboard.Effect?
        switch input {
        // Typed ahead, at a screen that nobody has seen yet.
        case .key where opened != nil: break
        case .key(let key):
          effect = dashboard.update(.key(key))
          if effect == .quit { return key == .control("c") ? .interrupt : nil }
        case .resize(let size): effect = dashboard.update(.resized(size))
        case .signal(let signal): return signal
        case .event(.message(let message)): effect = dashboard.update(message)
        case .event(.looked(let task, let isFirst, let message)):
          isLooking = false
          if !dashboard.isPaused || isFirst { effect = dashboard.update(message) }
          // What takes long to count comes after the first figures are on the screen.
          next = dashboard.isPaused ? nil : isFirst || task != dashboard.task ? .now : .now + interval
        case .pointer, .tick: break
        }
        switch effect {
        case .watch(let task): if !isLooking { look(task, isFirst: true) }
        case .rest: next = nil
        case .list(let figure, let from):
          let task = dashboard.task
          worker.async {
            inbox.post(
              .message(
                Self.message(orElse: Dashboard.Message.told) { try service.page(of: figure, in: task, from: from) }))
          }
        case .open(let example, let channel): opened = (example, channel)
        case .suspend: session.suspend()
        case .redraw: session.paint(Frame(size: session.size), theme: theme)
        case .quit, nil: break
        }
      }
      if let opened {
        let (trouble, signal) = try page.open(
          opened.example, of: dashboard.task, in: opened.channel, on: &session)
        if let signal { return signal }
        _ = dashboard.update(.resized(session.size))
        if let trouble { _ = dashboard.update(.told(trouble)) }
      }
      if let due = next, due <= .now, !isLooking { look(dashboard.task, isFirst: dashboard.isEmpty) }
    }
  }

  /// What goes wrong with a look is told, and the next one is made all the same.
  private nonisolated static func message(
    orElse failed: (Displayable) -> Dashboard.Message, _ body: () throws -> Dashboard.Message
  ) -> Dashboard.Message {
    do {
      return try body()
    } catch {
      let why = "\(error)"
      return failed("The queue could not be read: \(why)")
    }
  }
}
