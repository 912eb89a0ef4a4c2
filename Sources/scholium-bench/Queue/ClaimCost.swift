import ArgumentParser
import FoundationEssentials
import Records
import SQLiteQueue
import Synchronization

/// What a claim costs in queues of growing length, in the cases that are slow in other designs.
struct ClaimCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "claim",
    abstract: "A claim in a queue of ten million examples against one of ten thousand.",
    discussion: """
      Somebody new; somebody who has seen the first 200,000 examples, which are open still (half of the queue where that
      is less); somebody who was away while others closed them; and somebody who has seen them when they come back
      all at once, their leases having run out. Queues take turns, and times are of the processor.
      """)

  @Option(
    help: "Examples in each queue.",
    transform: { text in
      try text.split(separator: ",").map { word in
        guard let size = Int(word), size >= 100 else { throw ValidationError("--sizes are numbers of at least 100") }
        return size
      }
    }) var sizes = [10_000, 100_000, 1_000_000, 10_000_000]
  @Option(help: "Claims of each case.") var claims = 100
  @Option(help: "Examples that were seen, where there are twice as many.") var seen = 200_000
  @OptionGroup var options: MeasuringOptions

  static let short = ["--sizes", "2000,20000", "--claims", "30"]
  var title: String { "a claim among \(sizes) examples, medians of \(claims), microseconds of the processor" }

  func figures(in folder: String) throws -> [Figure] {
    let queues = try sizes.map { size in
      try ClaimedQueue(
        FilmQueue(scholium: options.program, folder: "\(folder)/\(size)", examples: size, people: claims + 4),
        seen: min(seen, size / 2), away: claims)
    }
    var costs: [ClaimCase: [[Double]]] = [:]
    for stage in ClaimCase.stages {
      for queue in queues { try queue.prepare(for: stage) }
      for number in 0..<claims {
        for kind in stage {
          let round = try queues.map { try $0.cost(of: kind, number: number) }
          costs[kind, default: []].append(round)
        }
      }
    }
    return ClaimCase.allCases.flatMap { figures($0, costs[$0] ?? []) } + queues.flatMap(\.holds)
  }

  private func figures(_ kind: ClaimCase, _ rounds: [[Double]]) -> [Figure] {
    let ratio = PairedRatio.median(rounds.map { ($0.last ?? .nan) / ($0.first ?? .nan) })
    return [Figure("\(kind.rawValue): the longest queue's of the shortest's", ratio, .ratio, .atMost(2))]
      + sizes.enumerated().map { place, size in
        Figure("\(kind.rawValue): among \(size)", PairedRatio.median(rounds.map { $0[place] * 1e6 }), .microseconds)
      }
  }
}

/// What is slow in other designs.
enum ClaimCase: String, CaseIterable {
  case new = "somebody new"
  case seen = "has seen the first, which are open"
  case closed = "was away while others closed the first"
  case reopened = "has seen what came back at once"

  /// Which can be measured side by side, in the order in which a queue comes into these states.
  static let stages: [[ClaimCase]] = [[.new, .seen], [.closed], [.reopened]]
}

/// A queue of one size, and the people of each case.
final class ClaimedQueue {
  private let queue: FilmQueue
  private let seen: Int
  private let store: SQLiteStore
  private let away: [StoreWorker]
  private let experienced: StoreWorker
  private let turns = Turns()
  private let newcomers: Int

  /// What was done under the lock.
  private final class Turns: Sendable {
    let longest = Mutex(0.0)
    let spent = Mutex(0.0)
  }

  init(_ queue: FilmQueue, seen: Int, away: Int) throws {
    self.queue = queue
    self.seen = seen
    let turns = turns
    store = try SQLiteStore(
      path: queue.path, mode: .existing,
      watchingLock: { turn in
        turns.longest.withLock { $0 = max($0, turn.processor) }
        turns.spent.withLock { $0 += turn.processor }
      })
    newcomers = 4 + away
    experienced = StoreWorker(store, annotator: 0)
    self.away = (0..<away).map { [store] in StoreWorker(store, annotator: 4 + $0) }
    for worker in [experienced] + self.away {
      try worker.sitDown()
      // Nobody is away who was never there.
      guard try worker.claim(), try worker.submit(claimsNext: false) else { throw Self.empty }
    }
  }

  func prepare(for stage: [ClaimCase]) throws {
    if stage.contains(.seen) { try answer(by: 0) }
    if stage.contains(.closed) {
      try answer(by: 1)
      let holder = try TwinWorker(path: queue.path, annotator: 2)
      try holder.hurry()
      for _ in 0..<seen { guard try holder.claim() else { throw Self.empty } }
    }
    if stage.contains(.reopened) {
      experienced.ahead = 7200
      // What ran out comes back with the first claim of anybody, and is passed by who has seen it.
      guard try experienced.claim(), try experienced.submit(claimsNext: false) else { throw Self.empty }
    }
    turns.spent.withLock { $0 = 0 }
  }

  /// Of one claim, in seconds of the processor under the lock.
  func cost(of kind: ClaimCase, number: Int) throws -> Double {
    let worker: StoreWorker
    switch kind {
    case .new:
      worker = StoreWorker(store, annotator: newcomers + number)
      try worker.sitDown()
    case .seen, .reopened: worker = experienced
    case .closed: worker = away[number]
    }
    turns.spent.withLock { $0 = 0 }
    guard try worker.claim() else { throw Self.empty }
    let cost = turns.spent.withLock { $0 }
    guard try worker.submit(claimsNext: false) else { throw Self.empty }
    return cost
  }

  var holds: [Figure] {
    [
      Figure(
        "the longest turn with the lock, processor, \(queue.path.split(separator: "/").suffix(2).first ?? "")",
        turns.longest.withLock { $0 } * 1000, .milliseconds, .atMost(5))
    ]
  }

  private func answer(by annotator: Int) throws {
    let worker = try TwinWorker(path: queue.path, annotator: annotator)
    try worker.hurry()
    for _ in 0..<seen { guard try worker.claim(), try worker.submit(claimsNext: false) else { throw Self.empty } }
  }

  private static let empty = MeasuringFailure(description: "the queue is empty: larger --sizes are needed")
}
