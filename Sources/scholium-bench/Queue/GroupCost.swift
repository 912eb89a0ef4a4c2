import ArgumentParser
import Driving
import Glibc
import Records

/// What one process that writes for all, many answers in a commit, would gain. It is a prototype: the product has none.
struct GroupCost: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "group",
    abstract: "A prototype of group commit: one writer process for 64 people, against the fair lock.",
    discussion: """
      The twin's statements in one process, which answers and claims for whoever asked while the last commit ran. \
      What it leaves out, it would have to have: whom a request comes from, refusals, sessions that die, and a writer \
      that is started, watched and ended.
      """)

  @Option(help: "People, each in a process.") var people = 64
  @Option(help: "Seconds of each run.") var seconds = 10.0
  @Option(help: "Rounds of which the median is taken.") var rounds = 3
  @Option(help: "Examples in the queue.") var examples = 400_000
  @OptionGroup var options: MeasuringOptions

  static let short = ["--people", "16", "--seconds", "1", "--rounds", "1", "--examples", "30000"]
  var title: String { "\(people) processes that submit and claim in one, for \(seconds) s, medians of \(rounds)" }

  func figures(in folder: String) throws -> [Figure] {
    let made = try FilmQueue(scholium: options.program, folder: "\(folder)/store", examples: examples, people: people)
    let twin = try FilmQueue(copyOf: made, in: "\(folder)/twin")
    let group = try FilmQueue(copyOf: made, in: "\(folder)/group")
    var sizes: [Double] = []
    let runs = try (0..<rounds).map { _ in
      let one = try Crowd(.twin, at: twin.path, people: 1, seconds: seconds)
      let locked = try Crowd(.store, at: made.path, people: people, seconds: seconds, isFused: true)
      let writer = try GroupWriterProcess(queue: group.path, people: people)
      let grouped = try Crowd(.grouped, at: group.path, people: people, seconds: seconds, isFused: true)
      sizes.append(try writer.size())
      return (one: one, locked: locked, grouped: grouped)
    }
    func median(_ figure: ((one: Crowd, locked: Crowd, grouped: Crowd)) -> Double) -> Double {
      PairedRatio.median(runs.map(figure))
    }
    return [
      Figure(
        "group commit: pairs a second of the fair lock's",
        median { $0.grouped.pairsPerSecond / $0.locked.pairsPerSecond }),
      Figure(
        "group commit: pairs a second of the twin's in one process",
        median { $0.grouped.pairsPerSecond / $0.one.pairsPerSecond }),
      Figure("group commit: pairs in a transaction", PairedRatio.median(sizes), .count),
      Figure("group commit: all together", median { $0.grouped.pairsPerSecond }, .perSecond),
      Figure("group commit: 999 of 1,000 pairs", median { $0.grouped.latency(0.999) }, .milliseconds),
      Figure("fair lock: all together", median { $0.locked.pairsPerSecond }, .perSecond),
      Figure("fair lock: 999 of 1,000 pairs", median { $0.locked.latency(0.999) }, .milliseconds),
    ]
  }
}

/// The writer, started and ready.
private struct GroupWriterProcess {
  private let child: Child

  init(queue: String, people: Int) throws {
    child = try Child(
      [
        BuiltProgram.own, "queue-writer", "--queue", queue, "--people",
        "\(people)",
      ], environment: [:], folder: "/")
    var ready = [UInt8](repeating: 0, count: 6)
    guard read(child.output, &ready, 6) == 6 else { throw MeasuringFailure(description: "the writer did not start") }
  }

  /// Pairs in a transaction, once everybody has left.
  func size() throws -> Double {
    let ended = Conversation.run(child, input: [], until: Deadline(seconds: 60))
    guard ended.status == 0, let size = try? JSONParser.parse(ended.output)["pairs_in_a_transaction"]?.number?.double
    else { throw MeasuringFailure(description: "the writer: \(String(decoding: ended.errors, as: UTF8.self))") }
    return size
  }
}
