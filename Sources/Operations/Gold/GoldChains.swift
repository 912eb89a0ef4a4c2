import Labeling
import Queue

/// Answers to gold with their corrections, of which one is scored: the newest, or the first where its person was told what
/// is known before they corrected it.
struct GoldChains {
  struct Chain {
    let person: Int
    let example: Int
    let channel: Int
    let build: Int
    let isTold: Bool
    fileprivate(set) var first: ResponseFact?
    fileprivate(set) var last: ResponseFact?

    /// Nil for a skip or a flag.
    var scored: ResponseFact? { isTold ? first : last }
  }

  /// In the order in which they began.
  private(set) var all: [Chain] = []
  /// The chain of each response.
  private var places: [Int: Int] = [:]
  private var tellers: [Int: Bool] = [:]

  mutating func take(_ response: ResponseFact, _ snapshot: any QueueSnapshot) throws {
    let place: Int
    if let known = response.supersedes.flatMap({ places[$0] }) {
      place = known
    } else {
      place = all.count
      all.append(
        Chain(
          person: response.person, example: response.example, channel: response.channel, build: response.build,
          isTold: try isTold(under: response.build, snapshot)))
    }
    places[response.response] = place
    guard response.answer != nil else { return }
    if all[place].first == nil { all[place].first = response }
    all[place].last = response
  }

  /// Whether a response is the one of its chain that is scored.
  func isScored(_ response: ResponseFact) -> Bool {
    places[response.response].flatMap { all[$0].scored }?.response == response.response
  }

  private mutating func isTold(under build: Int, _ snapshot: any QueueSnapshot) throws -> Bool {
    if let known = tellers[build] { return known }
    let tells = try snapshot.build(at: build).policy.tellsGold
    tellers[build] = tells
    return tells
  }
}
