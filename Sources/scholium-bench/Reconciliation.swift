import ArgumentParser
import FoundationEssentials
import Records

/// What reconciling costs: plans and exports in another taxonomy version against the plain export.
struct Reconciliation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "plan and export --taxonomy against the plain export, on a large code list.")

  @Option(help: "Answers in the queue.") var answers = 1_000_000
  @Option(help: "Labels in the first taxonomy version.") var labels = 10_000
  @Option(help: "Pairs of runs of which the median is taken.") var pairs = 5
  @Option(help: "The program to measure.") var scholium = BuiltProgram.path("scholium")
  @Flag(help: "Print one JSON document.") var json = false

  mutating func run() async throws {
    scholium = BuiltProgram.absolute(scholium)
    let folder = FileManager.default.temporaryDirectory.path + "/scholium-bench-\(UInt32.random(in: 0...UInt32.max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let large = try task(in: "\(folder)/large", answers: answers)
    let small = try task(in: "\(folder)/small", answers: answers / 10)
    let plain = ["export", "codes", "--taxonomy", "1"]
    let figures = [
      try compare("plan", ["plan", "codes", "--json"], plain, goal: 1.5, in: large),
      try compare("export --taxonomy 2", ["export", "codes", "--taxonomy", "2"], plain, goal: 1.2, in: large),
    ]
    let memory = try ["plan codes", "export codes --taxonomy 2"].map { command in
      let arguments = command.split(separator: " ").map(String.init)
      return MemoryGrowth(
        work: command, small: try MeasuredRun([scholium] + arguments, in: small.folder).peakMemory,
        large: try MeasuredRun([scholium] + arguments, in: large.folder).peakMemory)
    }
    if json {
      print(
        JSON.object(
          JSONObject([
            ("answers", .number(JSONNumber(answers))), ("labels", .number(JSONNumber(labels))),
            ("time", .array(figures.map(\.json))), ("memory", .array(memory.map(\.json))),
          ])
        ).text())
    } else {
      printTable(figures, memory)
    }
    if !figures.allSatisfy(\.holds) || !memory.allSatisfy(\.holds) { throw ExitCode(1) }
  }

  private func task(in folder: String, answers: Int) throws -> CodeListTask {
    let task = try CodeListTask(scholium: scholium, folder: folder, labels: labels, answers: answers)
    try task.writeSecondVersion()
    // Nobody works in the channel: it only makes the version known.
    try task.run("publish", "codes", "--channel", "experiment/next", "--pool", "nobody", "--allow-stuck")
    return task
  }

  private func compare(
    _ work: String, _ arguments: [String], _ against: [String], goal: Double, in task: CodeListTask
  ) throws -> PairedRatio {
    // Once unmeasured, so that both find the file in memory.
    _ = try MeasuredRun([scholium] + against, in: task.folder)
    let runs = try (0..<pairs).map { _ in
      (
        work: try MeasuredRun([scholium] + arguments, in: task.folder),
        against: try MeasuredRun([scholium] + against, in: task.folder)
      )
    }
    return PairedRatio(work: work, against: "the plain export", goal: goal, pairs: runs)
  }

  private func printTable(_ figures: [PairedRatio], _ memory: [MemoryGrowth]) {
    func cell(_ value: Double) -> String { JSONNumber(value, significantDigits: 3)?.text ?? "-" }
    print("\(answers) answers, \(labels) labels, medians of \(pairs) pairs of runs")
    for figure in figures {
      print(
        "\(figure.work) against \(figure.against): \(cell(figure.wall))x (goal: at most \(cell(figure.goal))x), CPU \(cell(figure.cpu))x\(figure.holds ? "" : "  MISSED")"
      )
    }
    for growth in memory {
      print(
        "\(growth.work): peak memory \(growth.large / 1024) MB with \(answers) answers, \(growth.small / 1024) MB with \(answers / 10): \(cell(growth.ratio))x (goal: at most \(cell(MemoryGrowth.goal))x)\(growth.holds ? "" : "  MISSED")"
      )
    }
  }
}

/// Peak memory with ten times the answers.
struct MemoryGrowth {
  static let goal = 1.1

  let work: String
  /// In KiB.
  let small: Int
  let large: Int

  var ratio: Double { Double(large) / Double(small) }
  var holds: Bool { ratio <= Self.goal }

  var json: JSON {
    [
      "work": .string(work), "small_kib": .number(JSONNumber(small)), "large_kib": .number(JSONNumber(large)),
      "ratio": PairedRatio.figure(ratio), "goal": PairedRatio.figure(Self.goal), "holds": .bool(holds),
    ]
  }
}
