import Dispatch
import Operations
import Queue

/// Tells the queue every few seconds that a session lives. Where somebody ended the session, says so.
final class Heartbeat {
  private let timer: any DispatchSourceTimer

  /// - Parameter ended: called on another thread, again and again while the session goes on.
  convenience init(of sitting: Sitting, ended: @escaping @Sendable () -> Void) {
    self.init(ended: ended) { () throws(QueueError) in try sitting.beat() }
  }

  /// The same for a person who reviews.
  convenience init(of reviewer: Reviewer, ended: @escaping @Sendable () -> Void) {
    self.init(ended: ended) { () throws(QueueError) in try reviewer.beat() }
  }

  private init(
    ended: @escaping @Sendable () -> Void, beat: @escaping @Sendable () throws(QueueError) -> Bool
  ) {
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "scholium.heartbeat"))
    timer.schedule(deadline: .now() + .seconds(Session.pulse), repeating: .seconds(Session.pulse))
    timer.setEventHandler {
      // A beat that cannot be told is made up for by the next one.
      if (try? beat()) == false { ended() }
    }
    timer.resume()
  }

  deinit { timer.cancel() }
}
