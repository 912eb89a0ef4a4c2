import Synchronization

/// What annotators were told, kept outside the queue: the other side of every promise.
final class Ledger: Sendable {
  struct Answer: Hashable, Sendable {
    let annotator: String
    /// The id that the annotator gave the answer.
    let name: String
    let example: String
    /// Nil for a skip or a flag.
    let label: String?
  }

  struct Entries: Sendable {
    /// By the response's id, as the program told it.
    var acknowledged: [String: Answer] = [:]
    /// Skips and flags that the program has; it does not tell their ids.
    var ended: Set<Answer> = []
    /// Sent, and not known to be saved or refused.
    var inFlight: Set<Answer> = []
  }

  private let entries: Mutex<Entries>

  /// - Parameter entries: what annotators were told before.
  init(_ entries: Entries = Entries()) {
    self.entries = Mutex(entries)
  }

  func sent(_ answer: Answer) { _ = entries.withLock { $0.inFlight.insert(answer) } }

  func refused(_ answer: Answer) { _ = entries.withLock { $0.inFlight.remove(answer) } }

  func acknowledged(_ answer: Answer, as response: String) {
    entries.withLock {
      $0.inFlight.remove(answer)
      $0.acknowledged[response] = answer
    }
  }

  func ended(_ answer: Answer) {
    entries.withLock {
      $0.inFlight.remove(answer)
      $0.ended.insert(answer)
    }
  }

  var all: Entries { entries.withLock { $0 } }
}
