import Dispatch
import Synchronization

/// A call that another thread makes, while this one goes on.
final class Errand<Value: Sendable>: Sendable {
  private let outcome = Mutex<Result<Value, any Error>?>(nil)
  private let thread: DispatchQueue

  /// - Parameter thread: serial, and used for errands only.
  init(on thread: DispatchQueue, _ work: @escaping @Sendable () throws -> Value) {
    self.thread = thread
    thread.async { [self] in
      let result = Result { try work() }
      outcome.withLock { $0 = result }
    }
  }

  var isDone: Bool { outcome.withLock { $0 != nil } }

  /// Waits for the end.
  func value() throws -> Value {
    while true {
      if let result = outcome.withLock({ $0 }) { return try result.get() }
      thread.sync {}
    }
  }
}
