import ArgumentParser
import QueueTwin

/// The least that an import can do, in a process of its own; what `import` starts in turn.
struct ImportFloorRun: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "import-floor", shouldDisplay: false)

  @Argument var database: String
  @Argument var lines: String
  @Argument var batch: Int

  func run() throws {
    guard import_floor(database, lines, batch) >= 0 else {
      throw MeasuringFailure(description: "the floor cannot import \(lines)")
    }
  }
}
