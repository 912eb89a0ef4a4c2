import ArgumentParser

/// Measures the program against itself: ratios of alternating runs on one machine, never bare seconds.
@main
struct ScholiumBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scholium-bench",
    abstract: "Measures scholium: ratios of alternating runs, with the goal beside each.",
    subcommands: [Table.self] + Table.measurements.map { $0 as ParsableCommand.Type } + [
      WorkerRun.self, GroupWriter.self, ImportFloorRun.self,
    ],
    defaultSubcommand: Table.self)
}
