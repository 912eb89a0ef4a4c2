import Canvas
import Dispatch
import Operations
import Synchronization
import Terminal
import Workbench

/// Runs the workbench in a terminal: keys go in, frames come out, and effects are done one after another on a thread
/// of their own, so that a slow disk never stops the screen.
@MainActor
enum AnnotationRunner {
  /// How the work on a task ended.
  struct Ending: Sendable {
    /// The signal that ended it; nil where the person left.
    var signal: Signal?
    /// What was half made.
    var draft: KeptDraft
  }

  /// Runs on a session that is open, and leaves it open.
  static func run(
    _ desk: Desk, theme: Theme, keymap: Keymap, service: any AnnotationService, on session: inout Terminal.Session
  ) throws(TerminalError) -> Ending {
    let inbox = try Inbox<Message>()
    let worker = DispatchQueue(label: "scholium.answers", qos: .userInitiated)
    var state = WorkbenchState(
      desk: desk, size: session.size, keymap: keymap, mouse: session.hasMouse ? session.isMouseOn : nil)
    var drawing = Drawing()
    var effects = state.update(.started(at: Surroundings.here.now()))
    var signal: Signal?
    var farewell: [Effect] = []

    running: while true {
      for (index, effect) in effects.enumerated() {
        switch effect {
        case .quit: break running
        case .suspend:
          session.suspend()
        case .redraw:
          // From an empty screen, everything is painted again.
          session.paint(Frame(size: session.size), theme: theme)
        case .mouse(let isOn): session.setMouse(isOn)
        case .saveDraft where effects[index...].contains(.quit): farewell.append(effect)
        default:
          worker.async {
            if let message = service.perform(effect, now: Surroundings.here.now) { inbox.post(message) }
          }
        }
      }
      effects = []
      session.paint(drawing.frame(of: state), theme: theme)
      let timeout = state.wakesAt.map { Duration.seconds(max(0, $0.seconds(since: Surroundings.here.now()))) }
      for input in session.next(inbox, timeout: timeout) {
        effects += take(input, into: &state, service, &signal)
        // What is behind the end of the session is not for it.
        if effects.contains(.quit) { break }
      }
    }
    return Ending(signal: signal, draft: KeptDraft(farewell, service, on: worker))
  }

  private static func take(
    _ input: Input<Message>, into state: inout WorkbenchState, _ service: any AnnotationService,
    _ signal: inout Signal?
  ) -> [Effect] {
    let now = Surroundings.here.now()
    switch input {
    case .key(let key):
      if key == .control("c") { signal = .interrupt }
      return state.update(.key(key, at: now))
    case .pointer(let pointer): return state.update(.pointer(pointer, at: now))
    case .resize(let size):
      service.resized(to: size)
      return state.update(.resized(size))
    case .event(let message): return state.update(message)
    case .tick: return state.update(.tick(at: now))
    case .signal(let received):
      signal = received
      return state.update(.hangUp(at: now))
    }
  }
}

/// The half-made answer on its way into the store, after all that was asked before: at once, for the terminal that is
/// given back meanwhile may be stuck.
final class KeptDraft: Sendable {
  private let worker: DispatchQueue
  private let lost = Mutex<Failure?>(nil)

  init(_ effects: [Effect], _ service: any AnnotationService, on worker: DispatchQueue) {
    self.worker = worker
    worker.async { [self] in
      for effect in effects {
        guard case .drafted(_, let failure?)? = service.perform(effect, now: Surroundings.here.now) else { continue }
        lost.withLock { $0 = failure }
        return
      }
    }
  }

  /// Why it could not be kept; waits until that is known.
  var failure: Failure? { worker.sync { lost.withLock { $0 } } }
}
