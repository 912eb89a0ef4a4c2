import Dispatch
import Operations
import Queue

/// Tells the queue every few seconds that a session lives. Where somebody ended the session, says so.
final class Heartbeat {
  private let timer: any DispatchSourceTimer

  /// - Parameter ended: called on another thread, again and again while the session goes on.
  init(of sitting: Sitting, ended: @escaping @Sendable () -> Void) {
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "scholium.heartbeat"))
    timer.schedule(deadline: .now() + .seconds(Session.pulse), repeating: .seconds(Session.pulse))
    timer.setEventHandler {
      // A beat that cannot be told is made up for by the next one.
      if (try? sitting.beat()) == false { ended() }
    }
    timer.resume()
  }

  deinit { timer.cancel() }
}
