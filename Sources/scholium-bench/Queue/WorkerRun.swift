import ArgumentParser
import Glibc
import Records

/// One worker in a process of its own; what `queue` starts in turn.
struct WorkerRun: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "queue-worker", shouldDisplay: false)

  @Argument var contestant: String
  @Option var queue: String
  @Option var annotator = 0
  @Option var pairs: Int
  @Flag var fused = false

  func run() throws {
    guard let contestant = Contestant(rawValue: contestant) else { throw ValidationError("nobody is called so") }
    let worker = try contestant.worker(at: queue, annotator: annotator)
    // Statements are prepared and pages read before anything counts.
    for _ in 0..<20 { try pair(worker) }
    if fused { _ = try worker.claim() }
    let (wall, cpu) = (Clock.wall, Clock.cpu)
    for _ in 0..<pairs {
      if fused { try next(worker.submit(claimsNext: true)) } else { try pair(worker) }
    }
    let document: JSON = [
      "seconds": PairedRatio.figure(Clock.wall - wall), "cpu": PairedRatio.figure(Clock.cpu - cpu),
    ]
    print(document.text())
  }

  private func pair(_ worker: any Worker) throws {
    try next(worker.claim())
    try next(worker.submit(claimsNext: false))
  }

  private func next(_ found: Bool) throws {
    guard found else { throw WorkerFailure(description: "the queue is empty: more --examples are needed") }
  }
}

/// Clocks of this process, in seconds.
enum Clock {
  static var wall: Double { read(CLOCK_MONOTONIC) }
  static var cpu: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
