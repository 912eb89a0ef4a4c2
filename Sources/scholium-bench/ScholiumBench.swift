import ArgumentParser

/// Measures the program against itself: ratios of alternating runs on one machine, never bare seconds.
@main
struct ScholiumBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scholium-bench",
    abstract: "Measures scholium: ratios of alternating runs, with the goal beside each.",
    subcommands: [QueueCost.self, Reconciliation.self, ScreenCost.self, WorkerRun.self])
}
