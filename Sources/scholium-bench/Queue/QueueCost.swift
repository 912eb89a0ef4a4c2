import ArgumentParser
import Driving
import FoundationEssentials
import QueueTwin
import Records

/// What claiming and submitting costs: our store against the same statements in C, and against the least that such a
/// queue can write.
struct QueueCost: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Claim and submit at synchronous=FULL, against the same statements in C and against a minimal queue.",
    discussion: "Runs take turns (A B C A B C); a ratio is the median of those of neighbouring runs.")

  @Option(help: "Examples in the queue.") var examples = 100_000
  @Option(help: "Rounds of which the median is taken.") var rounds = 7
  @Option(help: "Claims and submits per run.") var pairs = 500
  @Option(help: "The program that makes the queue.") var scholium = BuiltProgram.path("scholium")
  @Option(help: "Where queues are made.", completion: .directory) var folder = FileManager.default.temporaryDirectory
    .path
  @Flag(help: "Print one JSON document.") var json = false

  func run() throws {
    let folder = "\(folder)/scholium-bench-\(UInt32.random(in: 0...UInt32.max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try FilmQueue(
      scholium: BuiltProgram.absolute(scholium), folder: "\(folder)/store", examples: examples, people: 1)
    let twin = try FilmQueue(copyOf: made, in: "\(folder)/twin")
    let floor = "\(folder)/floor.sqlite"
    guard queue_floor_make(floor, examples) == 1 else { throw WorkerFailure(description: "the floor was not made") }
    let paths: [Contestant: String] = [.store: made.path, .twin: twin.path, .floor: floor]
    var split = Series()
    var fused = Series()
    for _ in 0..<rounds {
      for contestant in Contestant.allCases {
        split.note(contestant, try cost(of: contestant, at: paths[contestant] ?? "", isFused: false))
      }
      for contestant in Contestant.allCases {
        fused.note(contestant, try cost(of: contestant, at: paths[contestant] ?? "", isFused: true))
      }
    }
    let figures = figures(split, fused)
    if json {
      print(
        JSON.object(JSONObject([("examples", .number(JSONNumber(examples))), ("rows", .array(figures.map(\.json)))]))
          .text())
    } else {
      print("\(examples) examples, synchronous=FULL, \(rounds) rounds of \(pairs) pairs; times of a pair, medians")
      for contestant in Contestant.allCases {
        print("  \(contestant): split \(split.text(contestant, pairs)); fused \(fused.text(contestant, pairs))")
      }
      for figure in figures { print(figure.text) }
    }
    if !figures.allSatisfy(\.holds) { throw ExitCode(1) }
  }

  private func figures(_ split: Series, _ fused: Series) -> [Figure] {
    [
      Figure("split: pairs a second of the twin's", split.ratio(.twin, .store, \.seconds), atLeast: 0.85),
      Figure("split: processor time a pair of the twin's", split.ratio(.store, .twin, \.cpu), atMost: 1.5),
      Figure("split: pairs a second of the floor's", split.ratio(.floor, .store, \.seconds), atLeast: 0.5),
      Figure(
        "submit-and-claim-next: pairs a second of our own split", Series.ratio(split[.store], fused[.store], \.seconds),
        atLeast: 1.6),
    ]
  }

  private func cost(of contestant: Contestant, at path: String, isFused: Bool) throws -> Cost {
    let command =
      [
        BuiltProgram.absolute(BuiltProgram.path("scholium-bench")), "queue-worker", contestant.rawValue, "--queue",
        path, "--pairs",
        "\(pairs)",
      ]
      + (isFused ? ["--fused"] : [])
    let child = try Child(command, environment: [:], folder: "/")
    let outcome = Conversation.run(child, input: [], until: Deadline(seconds: 600))
    guard outcome.status == 0, let document = try? JSONParser.parse(outcome.output),
      let seconds = document["seconds"]?.number?.double, let cpu = document["cpu"]?.number?.double
    else { throw WorkerFailure(description: "\(contestant): \(String(decoding: outcome.errors, as: UTF8.self))") }
    return Cost(seconds: seconds, cpu: cpu)
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

  func text(_ contestant: Contestant, _ pairs: Int) -> String {
    func microseconds(_ figure: (Cost) -> Double) -> Int {
      Int(PairedRatio.median(self[contestant].map { figure($0) / Double(pairs) * 1e6 }).rounded())
    }
    return "\(microseconds(\.seconds)) us, \(microseconds(\.cpu)) us of the processor"
  }
}

/// A ratio beside its goal.
struct Figure {
  let name: String
  let value: Double
  private let least: Double?
  private let most: Double?

  init(_ name: String, _ value: Double, atLeast least: Double? = nil, atMost most: Double? = nil) {
    self.name = name
    self.value = value
    self.least = least
    self.most = most
  }

  var holds: Bool { least.map { value >= $0 } ?? true && most.map { value <= $0 } ?? true }

  private var goal: String {
    func cell(_ value: Double) -> String { JSONNumber(value, significantDigits: 3)?.text ?? "-" }
    if let least { return "at least \(cell(least))x" }
    return most.map { "at most \(cell($0))x" } ?? "none"
  }

  var text: String {
    "\(name): \(JSONNumber(value, significantDigits: 3)?.text ?? "-")x (goal: \(goal))\(holds ? "" : "  MISSED")"
  }

  var json: JSON {
    [
      "name": .string(name), "ratio": PairedRatio.figure(value), "goal": .string(goal), "holds": .bool(holds),
    ]
  }
}
