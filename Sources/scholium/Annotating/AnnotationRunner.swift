import Canvas
import Dispatch
import Glibc
import Labeling
import Operations
import Terminal
import Workbench

/// Runs the workbench in a terminal: keys go in, frames come out, and effects are done one after another on a thread
/// of their own, so that a slow disk never stops the screen.
@MainActor
enum AnnotationRunner {
  /// How a session ended.
  struct Ending: Sendable {
    /// The signal that ended it; nil where the person left.
    var signal: Signal?
    /// Why the half-made answer could not be kept.
    var lost: Failure?
  }

  /// - Parameter service: made once it is known how the terminal draws: its name, colours and size.
  static func run(
    _ desk: Desk, theme: Theme, keymap: Keymap, hasMouseOn: Bool, environment: [String: String],
    service makeService: (_ terminal: String, _ colors: Int, _ size: Size) -> any AnnotationService
  ) throws(TerminalError) -> Ending {
    // Where the shell dies with the terminal, the kernel hangs up twice. The session takes hangups; what comes after its
    // end must not stop the program before the half-made answer is kept.
    Glibc.signal(SIGHUP, SIG_IGN)
    let inbox = try Inbox<Message>()
    var session = try Terminal.Session(environment: environment)
    let service = makeService(session.terminal, session.colorCount, session.size)
    let worker = DispatchQueue(label: "scholium.answers", qos: .userInitiated)
    session.setMouse(hasMouseOn)
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
    session.close()
    return Ending(signal: signal, lost: worker.sync { keep(farewell, service) })
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

  /// Keeps the half-made answer after all that was asked before; the terminal is already given back.
  private nonisolated static func keep(_ effects: [Effect], _ service: any AnnotationService) -> Failure? {
    for effect in effects {
      if case .drafted(_, let failure?)? = service.perform(effect, now: Surroundings.here.now) { return failure }
    }
    return nil
  }
}
