import ArgumentParser
import Driving
import Glibc
import Records

/// One worker in a process of its own.
struct WorkerRun: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "queue-worker", shouldDisplay: false)

  @Argument var contestant: String
  @Option var queue: String
  @Option var annotator = 0
  @Option(help: "How many; then it ends.") var pairs: Int?
  @Flag(help: "Submit and claim the next in one transaction.") var fused = false
  @Option(help: "The moment to begin at, in seconds of the machine's clock.") var from: Double?
  @Option(help: "How long, in seconds; then it ends.") var seconds: Double?
  @Option(help: "How long a claim and a submit are thought about each, in milliseconds on average.") var think = 0.0

  func run() throws {
    guard let contestant = Contestant(rawValue: contestant) else { throw ValidationError("nobody is called so") }
    let worker = try contestant.worker(at: queue, annotator: annotator)
    // Statements are prepared and pages read before anything counts.
    for _ in 0..<(pairs == nil ? 2 : 20) { try pair(worker) }
    if fused { _ = try worker.claim() }
    let outcome = if let pairs { try workThrough(pairs, worker) } else { try workFor(seconds ?? 1, worker) }
    print(outcome.json.text())
  }

  private func workThrough(_ pairs: Int, _ worker: any Worker) throws -> WorkerOutcome {
    let (wall, cpu) = (Clock.wall, Clock.cpu)
    for _ in 0..<pairs {
      if fused { try next(worker.submit(claimsNext: true)) } else { try pair(worker) }
    }
    return WorkerOutcome(seconds: Clock.wall - wall, cpu: Clock.cpu - cpu)
  }

  private func workFor(_ seconds: Double, _ worker: any Worker) throws -> WorkerOutcome {
    let begin = max(from ?? 0, Clock.wall)
    // So that nobody thinks in step with another.
    var random = Seeded(seed: UInt64(annotator))
    Clock.sleep(until: begin)
    var outcome = WorkerOutcome(seconds: seconds, cpu: Clock.cpu)
    while Clock.wall < begin + seconds {
      var latency = 0.0
      for act in fused
        ? [{ try worker.submit(claimsNext: true) }] : [worker.claim, { try worker.submit(claimsNext: false) }]
      {
        if think > 0 { Clock.sleep(until: Clock.wall - think / 1000 * log(.random(in: .ulpOfOne...1, using: &random))) }
        let start = Clock.wall
        try insist(&outcome, act)
        latency += Clock.wall - start
      }
      outcome.latencies.append(latency)
    }
    outcome.cpu = Clock.cpu - outcome.cpu
    return outcome
  }

  /// Does it again for as long as the database is locked.
  private func insist(_ outcome: inout WorkerOutcome, _ act: () throws -> Bool) throws {
    while true {
      do {
        return try next(try act())
      } catch is Locked {
        outcome.locked += 1
      }
    }
  }

  private func pair(_ worker: any Worker) throws {
    var ignored = WorkerOutcome(seconds: 0, cpu: 0)
    try insist(&ignored, worker.claim)
    try insist(&ignored) { try worker.submit(claimsNext: false) }
  }

  private func next(_ found: Bool) throws {
    guard found else { throw MeasuringFailure(description: "the queue is empty: more --examples are needed") }
  }
}

/// What a worker did.
struct WorkerOutcome {
  var seconds: Double
  /// Of the processor, in seconds.
  var cpu: Double
  /// What each pair took, in seconds, thinking apart; only of a worker that worked for a time.
  var latencies: [Double] = []
  /// How often the database was locked.
  var locked = 0

  var json: JSON {
    [
      "seconds": PairedRatio.figure(seconds), "cpu": PairedRatio.figure(cpu), "locked": .number(JSONNumber(locked)),
      "microseconds": .array(latencies.map { .number(JSONNumber(Int($0 * 1e6))) }),
    ]
  }

  init(seconds: Double, cpu: Double) {
    self.seconds = seconds
    self.cpu = cpu
  }

  init?(_ json: JSON) {
    guard let seconds = json["seconds"]?.number?.double, let cpu = json["cpu"]?.number?.double,
      let locked = json["locked"]?.number?.double, let latencies = json["microseconds"]?.array
    else { return nil }
    self.init(seconds: seconds, cpu: cpu)
    self.locked = Int(locked)
    self.latencies = latencies.compactMap { $0.number?.double.map { $0 / 1e6 } }
  }
}

/// A worker that runs beside this process.
struct WorkerProcess {
  private let contestant: Contestant
  private let child: Child

  init(_ contestant: Contestant, at path: String, _ arguments: [String]) throws {
    self.contestant = contestant
    child = try Child(
      [BuiltProgram.own, "queue-worker", contestant.rawValue, "--queue", path] + arguments, environment: [:],
      folder: "/")
  }

  func outcome() throws -> WorkerOutcome {
    let ended = Conversation.run(child, input: [], until: Deadline(seconds: 600))
    guard ended.status == 0, let outcome = try? WorkerOutcome(JSONParser.parse(ended.output)) else {
      throw MeasuringFailure(description: "\(contestant): \(String(decoding: ended.errors, as: UTF8.self))")
    }
    return outcome
  }
}
