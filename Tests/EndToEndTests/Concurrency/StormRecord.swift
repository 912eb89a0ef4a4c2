import Synchronization

/// What the clients of a storm saw, kept outside the program under test.
final class StormRecord: Sendable {
  /// An answer that the program said it has.
  struct Acknowledged {
    let response: String
    let example: String
    let person: String
    let genre: String
    let uiVersion: Int
  }

  struct Pair: Hashable {
    let person: String
    let example: String
  }

  struct Facts {
    var acknowledged: [Acknowledged] = []
    /// UI versions under which a person was shown an example.
    var shown: [Pair: Set<Int>] = [:]
    var skipped: Set<Pair> = []
    var comebacks: [Pair: Int] = [:]
    var kills = 0
    var refusals: [String: Int] = [:]
    /// What should never happen.
    var complaints: [String] = []
  }

  private let facts = Mutex(Facts())

  func note(_ change: (inout Facts) -> Void) { facts.withLock { change(&$0) } }

  var answers: Int { facts.withLock { $0.acknowledged.count } }
  var all: Facts { facts.withLock { $0 } }
}
