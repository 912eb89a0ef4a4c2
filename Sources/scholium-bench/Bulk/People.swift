import Driving
import Foundation
import SQLiteQueue
import Synchronization

/// People who annotate at a human pace while something else goes on, each over a connection of their own.
final class People: Sendable {
  /// What they found.
  struct Account: Sendable {
    /// From asking for the lock to having it, in seconds; one of each transaction.
    var waits: [Double] = []
    var answers = 0
    var failure: String?
  }

  /// The mean of what passes before an answer, and before the next claim, in seconds.
  private static let pause = 0.25

  private let isAtEnd = Atomic<Bool>(false)
  private let account = Mutex(Account())
  private let atWork: DispatchGroup

  /// Lets so many people begin.
  init(_ count: Int, at queue: FilmQueue) throws {
    atWork = DispatchGroup()
    for number in 0..<count {
      let store = try SQLiteStore(
        path: queue.path, mode: .existing,
        watchingLock: { [self] turn in account.withLock { $0.waits.append(turn.wait) } })
      atWork.enter()
      Thread.detachNewThread { [self] in
        work(number, store)
        atWork.leave()
      }
    }
  }

  /// Waits until all have left.
  func leave() -> Account {
    isAtEnd.store(true, ordering: .relaxed)
    atWork.wait()
    return account.withLock { $0 }
  }

  private func work(_ number: Int, _ store: SQLiteStore) {
    var random = Seeded(seed: UInt64(number))
    let worker = StoreWorker(store, annotator: number)
    do {
      try worker.sitDown()
      while !isAtEnd.load(ordering: .relaxed) {
        guard try worker.claim() else { throw MeasuringFailure(description: "the queue is empty") }
        think(&random)
        guard try worker.submit(claimsNext: false) else {
          throw MeasuringFailure(description: "an answer was not taken")
        }
        account.withLock { $0.answers += 1 }
        think(&random)
      }
      try store.close()
    } catch {
      account.withLock { $0.failure = "\(error)" }
    }
  }

  private func think(_ random: inout Seeded) {
    Thread.sleep(forTimeInterval: Double.random(in: 0...2 * Self.pause, using: &random))
  }
}
