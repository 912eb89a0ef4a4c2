import ArgumentParser
import FoundationEssentials
import Records

/// What reconciling costs: plans and exports in another taxonomy version against the plain export.
struct Reconciliation: Measurement {
  static let configuration = CommandConfiguration(
    commandName: "reconciliation",
    abstract: "plan and export --taxonomy against the plain export, on a large code list.")

  @Option(help: "Answers in the queue.") var answers = 1_000_000
  @Option(help: "Labels in the first taxonomy version.") var labels = 10_000
  @Option(help: "Pairs of runs of which the median is taken.") var pairs = 5
  @OptionGroup var options: MeasuringOptions

  static let short = ["--answers", "20000", "--labels", "500", "--pairs", "3"]
  var title: String { "\(answers) answers, \(labels) labels, medians of \(pairs) pairs of runs" }

  func figures(in folder: String) throws -> [Figure] {
    let large = try task(in: "\(folder)/large", answers: answers)
    let small = try task(in: "\(folder)/small", answers: answers / 10)
    let plain = ["export", "codes", "--taxonomy", "1"]
    let works = [(["plan", "codes", "--json"], 1.5), (["export", "codes", "--taxonomy", "2"], 1.2)]
    return try works.flatMap { arguments, goal in
      try compare(arguments, plain, goal: goal, in: large)
        + growth(of: arguments, from: small.folder, to: large.folder)
    }
  }

  private func task(in folder: String, answers: Int) throws -> CodeListTask {
    let task = try CodeListTask(scholium: options.program, folder: folder, labels: labels, answers: answers)
    try task.writeSecondVersion()
    // Nobody works in the channel: it only makes the version known.
    try task.run("publish", "codes", "--channel", "experiment/next", "--pool", "nobody", "--allow-stuck")
    return task
  }

  private func compare(
    _ arguments: [String], _ against: [String], goal: Double, in task: CodeListTask
  ) throws -> [Figure] {
    // Once unmeasured, so that both find the file in memory.
    _ = try MeasuredRun([options.program] + against, in: task.folder)
    let runs = try (0..<pairs).map { _ in
      (
        work: try MeasuredRun([options.program] + arguments, in: task.folder),
        against: try MeasuredRun([options.program] + against, in: task.folder)
      )
    }
    func ratio(_ figure: (MeasuredRun) -> Double) -> Double {
      PairedRatio.median(runs.map { figure($0.work) / figure($0.against) })
    }
    let work = arguments.joined(separator: " ")
    return [
      Figure("\(work): time of the plain export's", ratio(\.wall), .ratio, .atMost(goal)),
      Figure("\(work): processor time of the plain export's", ratio(\.cpu)),
      Figure("\(work): time", PairedRatio.median(runs.map(\.work.wall)), .seconds),
    ]
  }

  /// Peak memory with ten times the answers.
  private func growth(of arguments: [String], from small: String, to large: String) throws -> [Figure] {
    let runs = try [small, large].map { try MeasuredRun([options.program] + arguments, in: $0) }
    return Figure.growth(of: arguments.joined(separator: " "), from: runs[0], to: runs[1])
  }
}
