import ArgumentParser
import Glibc
import Labeling
import Operations
import QueueTwin
import Records
import SQLiteQueue

/// What it costs to keep the figures of many answers on a screen, and whether those who answer feel it.
struct DashboardCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "dashboard",
    abstract: "A look of status --watch at many answers, against one plain pass over the same columns in C.",
    discussion: """
      Looks and passes take turns in one process, and their processor time is compared. The annotators are processes that \
      think and answer, with and without the real program watching in a terminal.
      """)

  @Option(help: "Answers in the queue.") var answers = 1_000_000
  @Option(help: "A folder with a queue that was made for this before: making a large one takes minutes. It is changed.")
  var made: String?
  @Option(help: "Rounds of which the median is taken.") var rounds = 5
  @Option(help: "Annotators at work, each in a process.") var people = 16
  @Option(help: "Seconds of each run with annotators.") var seconds = 15.0
  @Option(help: "Milliseconds that each thinks before a claim and before a submit, on average.") var think = 250.0
  @Option(help: "Pairs of such runs, watched and not.") var pairs = 5
  @OptionGroup var options: MeasuringOptions

  static let short = [
    "--answers", "20000", "--rounds", "5", "--people", "16", "--think", "60", "--seconds", "2", "--pairs", "2",
  ]
  var title: String {
    "\(answers) answers, medians of \(rounds) looks; \(people) annotators for \(seconds) s, medians of \(pairs) pairs of runs"
  }

  /// The goals are of a million answers. Of few, what a look costs however many there are weighs more, and the unluckiest of
  /// a few hundred pairs are the machine's; what is asked then is what two busy cores hold.
  private func goal(_ most: Double, ofFew few: Double) -> Figure.Goal { .atMost(answers >= 1_000_000 ? most : few) }

  func figures(in folder: String) throws -> [Figure] {
    let queue =
      try made.map { WatchedFilms(in: BuiltProgram.absolute($0)) }
      ?? WatchedFilms(answers, people: people, scholium: options.program, folder: folder)
    return try looks(at: queue) + atWork(in: queue)
  }

  private func looks(at queue: WatchedFilms) throws -> [Figure] {
    let store = try SQLiteStore(path: queue.path, mode: .existing)
    defer { try? store.close() }
    var firsts: [Double] = []
    var costly: [Double] = []
    var passes: [Double] = []
    var following: [Double] = []
    var still: [Double] = []
    for round in 0..<rounds + 1 {
      let pass = try queue.pass()
      var watch = StatusWatch()
      func look(_ reckoning: StatusWatch.Reckoning) throws -> Double {
        let start = Clock.cpu
        _ = try watch.read(FilmQueue.task, from: store, at: Surroundings.clock(), reckoning: reckoning)
        return Clock.cpu - start
      }
      let first = try look(.never)
      let quiet = try look(.never)
      try queue.answer(queue.someAnswers, through: store)
      let next = try look(.never)
      let all = round == rounds ? try look(.always) : nil
      // The first round finds the file in memory for the others.
      guard round > 0 else { continue }
      passes.append(pass)
      firsts.append(first)
      still.append(quiet)
      following.append(next)
      if let all { costly.append(all) }
    }
    func ratio(_ looks: [Double]) -> Double { PairedRatio.median(zip(looks, passes).map { $0 / $1 }) }
    return [
      Figure("the first look, of one plain pass", ratio(firsts), .ratio, goal(3, ofFew: 5)),
      Figure(
        "a look after \(queue.someAnswers) more answers, of one plain pass", ratio(following), .ratio,
        goal(0.02, ofFew: 0.25)),
      Figure("one plain pass in C", PairedRatio.median(passes), .seconds),
      Figure("the first look", PairedRatio.median(firsts), .seconds),
      Figure("a look after \(queue.someAnswers) more answers", PairedRatio.median(following) * 1000, .milliseconds),
      Figure("a look where nothing changed", PairedRatio.median(still) * 1000, .milliseconds),
      Figure("what is counted at most every tenth of the time", PairedRatio.median(costly), .seconds),
    ]
  }

  private func atWork(in queue: WatchedFilms) throws -> [Figure] {
    var alone: [Crowd] = []
    var watched: [Crowd] = []
    for _ in 0..<pairs {
      alone.append(try queue.crowd(people: people, seconds: seconds, think: think))
      let terminal = try queue.watch(with: options.program)
      watched.append(try queue.crowd(people: people, seconds: seconds, think: think))
      try terminal.leave(by: "q")
    }
    func ratio(_ share: Double) -> Double {
      PairedRatio.median(zip(watched, alone).map { $0.latency(share) / $1.latency(share) })
    }
    func median(_ crowds: [Crowd], _ share: Double) -> Double {
      PairedRatio.median(crowds.map { $0.latency(share) })
    }
    return [
      Figure("annotators' p99 while it watches, of without", ratio(0.99), .ratio, goal(1.25, ofFew: 6)),
      Figure("annotators' median while it watches, of without", ratio(0.5)),
      Figure("annotators' p99 while it watches", median(watched, 0.99), .milliseconds),
      Figure("annotators' p99 without", median(alone, 0.99), .milliseconds),
    ]
  }
}
