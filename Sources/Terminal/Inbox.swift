import Synchronization

/// The way for other threads to reach the thread that waits for keys.
public final class Inbox<Event: Sendable>: Sendable {
  private let events = Mutex<[Event]>([])
  private let pipe: WakePipe

  public init() throws(TerminalError) { pipe = try WakePipe() }

  /// Hands over an event from any thread; `Session.next` returns it. Events keep their order.
  public func post(_ event: Event) {
    let wasEmpty = events.withLock { events in
      events.append(event)
      return events.count == 1
    }
    if wasEmpty { pipe.wake() }
  }

  var reader: Int32 { pipe.reader }

  /// Takes all events. The pipe is emptied first: an event posted in between wakes the reader once more.
  func take() -> [Event] {
    _ = pipe.drain()
    return events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
