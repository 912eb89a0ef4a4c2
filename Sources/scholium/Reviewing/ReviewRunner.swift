import Canvas
import Dispatch
import Operations
import Terminal
import Workbench

/// Runs the review screen in a terminal: keys go in, frames come out, and effects are done one after another on a thread
/// of their own, so that a slow disk never stops the screen.
@MainActor
enum ReviewRunner {
  /// Runs on a session that is open, and leaves it open.
  ///
  /// - Returns: the signal that ended it; nil where the person left.
  static func run(
    _ state: inout ReviewState, theme: Theme, service: any ReviewService, on session: inout Terminal.Session
  ) throws(TerminalError) -> Signal? {
    let inbox = try Inbox<ReviewMessage>()
    let worker = DispatchQueue(label: "scholium.reviews", qos: .userInitiated)
    var effects = state.update(.started(at: Surroundings.here.now()))
    while true {
      for effect in effects {
        switch effect {
        case .quit:
          // A decision on its way is recorded before the session is closed.
          worker.sync {}
          return nil
        case .suspend: session.suspend()
        case .redraw: session.paint(Frame(size: session.size), theme: theme)
        case .list, .find, .describe, .open, .decide:
          worker.async {
            if let message = service.perform(effect, now: Surroundings.here.now) { inbox.post(message) }
          }
        }
      }
      effects = []
      session.paint(state.frame, theme: theme)
      let timeout = state.wakesAt.map { Duration.seconds(max(0, $0.seconds(since: Surroundings.here.now()))) }
      for input in session.next(inbox, timeout: timeout) {
        let now = Surroundings.here.now()
        switch input {
        case .key(.control("c")):
          worker.sync {}
          return .interrupt
        case .key(let key): effects += state.update(.key(key, at: now))
        case .resize(let size):
          service.resized(to: size)
          effects += state.update(.resized(size))
        case .event(let message): effects += state.update(message)
        case .tick: effects += state.update(.tick(at: now))
        case .signal(let signal):
          worker.sync {}
          return signal
        case .pointer: break
        }
        // What is behind the end of the session is not for it.
        if effects.contains(.quit) { break }
      }
    }
  }
}
