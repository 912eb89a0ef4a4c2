import ArgumentParser
import FoundationEssentials
import QueueTwin
import Records

/// What claiming and submitting costs: our store against the same statements in C, and against the least that such a
/// queue can write.
struct QueueCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Claim and submit at synchronous=FULL, against the same statements in C and against a minimal queue.",
    discussion: "Runs take turns (A B C A B C); a ratio is the median of those of neighbouring runs.")

  @Option(help: "Examples in the queue.") var examples = 100_000
  @Option(help: "Rounds of which the median is taken.") var rounds = 7
  @Option(help: "Claims and submits per run.") var pairs = 500
  @OptionGroup var options: MeasuringOptions

  private static let contestants = [Contestant.store, .twin, .floor]

  static let short = ["--examples", "20000", "--rounds", "3", "--pairs", "300"]
  var title: String { "\(examples) examples, synchronous=FULL, medians of \(rounds) runs of \(pairs) pairs" }

  func figures(in folder: String) throws -> [Figure] {
    let made = try FilmQueue(scholium: options.program, folder: "\(folder)/store", examples: examples, people: 1)
    let twin = try FilmQueue(copyOf: made, in: "\(folder)/twin")
    let floor = "\(folder)/floor.sqlite"
    guard queue_floor_make(floor, examples) == 1 else { throw MeasuringFailure(description: "the floor was not made") }
    let paths: [Contestant: String] = [.store: made.path, .twin: twin.path, .floor: floor]
    var split = Series()
    var fused = Series()
    for _ in 0..<rounds {
      for contestant in Self.contestants {
        split.note(contestant, try cost(of: contestant, at: paths[contestant] ?? "", isFused: false))
      }
      for contestant in Self.contestants {
        fused.note(contestant, try cost(of: contestant, at: paths[contestant] ?? "", isFused: true))
      }
    }
    return [
      Figure("split: pairs a second of the twin's", split.ratio(.twin, .store, \.seconds), .ratio, .atLeast(0.85)),
      Figure("split: processor time a pair of the twin's", split.ratio(.store, .twin, \.cpu), .ratio, .atMost(1.5)),
      Figure("split: pairs a second of the floor's", split.ratio(.floor, .store, \.seconds), .ratio, .atLeast(0.5)),
      Figure(
        "submit-and-claim-next: pairs a second of our own split", Series.ratio(split[.store], fused[.store], \.seconds),
        .ratio, .atLeast(1.6)),
    ] + Self.contestants.flatMap { split.figures($0, "split", pairs) + fused.figures($0, "fused", pairs) }
  }

  private func cost(of contestant: Contestant, at path: String, isFused: Bool) throws -> Cost {
    let worker = try WorkerProcess(contestant, at: path, ["--pairs", "\(pairs)"] + (isFused ? ["--fused"] : []))
    let outcome = try worker.outcome()
    return Cost(seconds: outcome.seconds, cpu: outcome.cpu)
  }
}

/// Of one run, in seconds.
struct Cost {
  let seconds: Double
  let cpu: Double
}

/// The runs of each contestant, in the order in which they took turns.
struct Series {
  private var costs: [Contestant: [Cost]] = [:]

  subscript(contestant: Contestant) -> [Cost] { costs[contestant] ?? [] }

  mutating func note(_ contestant: Contestant, _ cost: Cost) { costs[contestant, default: []].append(cost) }

  func ratio(_ one: Contestant, _ other: Contestant, _ figure: (Cost) -> Double) -> Double {
    Self.ratio(self[one], self[other], figure)
  }

  static func ratio(_ one: [Cost], _ other: [Cost], _ figure: (Cost) -> Double) -> Double {
    PairedRatio.median(zip(one, other).map { figure($0) / figure($1) })
  }

  /// The time of one pair.
  func figures(_ contestant: Contestant, _ kind: String, _ pairs: Int) -> [Figure] {
    func pair(_ figure: (Cost) -> Double) -> Double {
      PairedRatio.median(self[contestant].map { figure($0) / Double(pairs) * 1e6 })
    }
    return [
      Figure("\(contestant), \(kind): a pair", pair(\.seconds), .microseconds),
      Figure("\(contestant), \(kind): a pair, processor", pair(\.cpu), .microseconds),
    ]
  }
}
