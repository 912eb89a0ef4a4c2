import Labeling
import Queue
import SQLiteQueue
import Testing

/// The stores that must behave alike.
enum StoreUnderTest: CaseIterable, Sendable {
  case inMemory
  case sqlite

  func make(liveness: @escaping @Sendable (String?) -> Bool) throws -> Opened {
    switch self {
    case .inMemory:
      return Opened(store: InMemoryQueue(liveness: liveness), owner: nil)
    case .sqlite:
      let scratch = try ScratchQueue(isRunning: liveness)
      return Opened(store: scratch.store, owner: scratch)
    }
  }

  /// A store and what must live as long as it does.
  struct Opened {
    let store: any QueueStore
    let owner: AnyObject?
  }
}
