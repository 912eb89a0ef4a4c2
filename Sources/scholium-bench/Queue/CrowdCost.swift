import ArgumentParser
import Records

/// Sixty-four processes that claim and submit without a pause.
struct CrowdCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "crowd",
    abstract: "64 processes flat out: what they do together, and whether anybody starves.",
    discussion: "Beside it the same statements under SQLite's busy_timeout alone, which is no queue.")

  @Option(help: "Processes.") var people = 64
  @Option(help: "Seconds of each run.") var seconds = 20.0
  @Option(help: "Rounds of which the median is taken.") var rounds = 3
  @Option(help: "Examples in the queue.") var examples = 200_000
  @OptionGroup var options: MeasuringOptions

  static let short = ["--people", "16", "--seconds", "1.5", "--rounds", "1", "--examples", "20000"]
  var title: String { "\(people) processes flat out for \(seconds) s, synchronous=FULL, medians of \(rounds)" }

  func figures(in folder: String) throws -> [Figure] {
    let made = try FilmQueue(
      scholium: options.program, folder: "\(folder)/store", examples: examples, people: people)
    let twin = try FilmQueue(copyOf: made, in: "\(folder)/twin")
    let unfair = try FilmQueue(copyOf: made, in: "\(folder)/unfair")
    let runs = try (0..<rounds).map { _ in
      (
        one: try Crowd(.twin, at: twin.path, people: 1, seconds: seconds),
        all: try Crowd(.store, at: made.path, people: people, seconds: seconds),
        twins: try Crowd(.twin, at: twin.path, people: people, seconds: seconds),
        unfair: try Crowd(.unfair, at: unfair.path, people: people, seconds: seconds)
      )
    }
    func median(_ figure: ((one: Crowd, all: Crowd, twins: Crowd, unfair: Crowd)) -> Double) -> Double {
      PairedRatio.median(runs.map(figure))
    }
    return [
      Figure(
        "all together: pairs a second of the twin's in one process",
        median { $0.all.pairsPerSecond / $0.one.pairsPerSecond }, .ratio, .atLeast(0.6)),
      Figure("the slowest process of the fastest", median { $0.all.fairness }, .ratio, .atLeast(0.8)),
      Figure("database is locked", median { Double($0.all.locked) }, .count, .atMost(0)),
      Figure(
        "all together: pairs a second of as many twins'", median { $0.all.pairsPerSecond / $0.twins.pairsPerSecond }),
      Figure("all together", median { $0.all.pairsPerSecond }, .perSecond),
      Figure("as many twins", median { $0.twins.pairsPerSecond }, .perSecond),
      Figure("the twin in one process", median { $0.one.pairsPerSecond }, .perSecond),
      Figure("the longest pair", median { $0.all.latency(1) }, .milliseconds),
      Figure("busy_timeout alone: the slowest of the fastest", median { $0.unfair.fairness }),
      Figure("busy_timeout alone: database is locked", median { Double($0.unfair.locked) }, .count),
      Figure("busy_timeout alone: all together", median { $0.unfair.pairsPerSecond }, .perSecond),
      Figure("busy_timeout alone: the longest pair", median { $0.unfair.latency(1) }, .milliseconds),
    ]
  }
}

/// Sixty-four people who think.
struct PaceCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "pace",
    abstract: "64 annotators at a human pace: how long the unluckiest claim and submit takes.")

  @Option(help: "People, each in a process.") var people = 64
  @Option(help: "Milliseconds that each thinks before a claim and before a submit, on average.") var think = 250.0
  @Option(help: "Seconds of each run.") var seconds = 20.0
  @Option(help: "Rounds of which the median is taken.") var rounds = 3
  @Option(help: "Examples in the queue.") var examples = 50_000
  @OptionGroup var options: MeasuringOptions

  static let short = ["--people", "16", "--think", "60", "--seconds", "2", "--rounds", "1", "--examples", "5000"]
  var title: String {
    "\(people) annotators who think for \(think) ms twice a pair, for \(seconds) s, medians of \(rounds)"
  }

  func figures(in folder: String) throws -> [Figure] {
    let made = try FilmQueue(
      scholium: options.program, folder: "\(folder)/store", examples: examples, people: people)
    let twin = try FilmQueue(copyOf: made, in: "\(folder)/twin")
    let runs = try (0..<rounds).map { _ in
      (
        ours: try Crowd(.store, at: made.path, people: people, seconds: seconds, think: think),
        theirs: try Crowd(.twin, at: twin.path, people: people, seconds: seconds, think: think)
      )
    }
    func ratio(_ share: Double) -> Double {
      PairedRatio.median(runs.map { $0.ours.latency(share) / $0.theirs.latency(share) })
    }
    func median(_ figure: ((ours: Crowd, theirs: Crowd)) -> Double) -> Double { PairedRatio.median(runs.map(figure)) }
    return [
      Figure("999 of 1,000 pairs: time of the twin's", ratio(0.999), .ratio, .atMost(2)),
      Figure("half of the pairs: time of the twin's", ratio(0.5)),
      Figure("999 of 1,000 pairs", median { $0.ours.latency(0.999) }, .milliseconds),
      Figure("half of the pairs", median { $0.ours.latency(0.5) }, .milliseconds),
      Figure("pairs a second", median { $0.ours.pairsPerSecond }, .perSecond),
    ]
  }
}
