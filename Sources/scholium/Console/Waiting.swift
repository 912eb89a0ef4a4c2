import Dispatch
import Synchronization

/// Lets a command wait for what only `async` code does, such as asking another program. Commands themselves run on the
/// main thread from start to end: an `async` main would start several threads before the first line of ours.
///
/// What is waited for must not need the main actor, whose thread waits.
enum Waiting {
  static func wait<Value: Sendable>(for work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let outcome = Mutex<Result<Value, any Error>?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
      let result: Result<Value, any Error>
      do {
        result = .success(try await work())
      } catch {
        result = .failure(error)
      }
      outcome.withLock { $0 = result }
      isDone.signal()
    }
    while true {
      isDone.wait()
      if let result = outcome.withLock({ $0 }) { return try result.get() }
    }
  }
}
