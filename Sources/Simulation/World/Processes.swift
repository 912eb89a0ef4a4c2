import Synchronization

/// Which of the terminals' processes run: what a store is told of them.
public final class Processes: Sendable {
  private let dead = Mutex<Set<String>>([])

  public init() {}

  public func isRunning(_ mark: String?) -> Bool {
    guard let mark else { return true }
    return dead.withLock { !$0.contains(mark) }
  }

  func kill(_ mark: String) { _ = dead.withLock { $0.insert(mark) } }
}
