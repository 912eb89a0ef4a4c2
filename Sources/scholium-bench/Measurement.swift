import ArgumentParser
import FoundationEssentials
import Records

/// Part of the table: some work, measured against what marks its limit.
protocol Measurement: ParsableCommand {
  /// What `scholium-bench --short` runs it with: so little that all of them together take minutes.
  static var short: [String] { get }
  var options: MeasuringOptions { get }
  /// What was done to get the figures, in a line.
  var title: String { get }
  /// - Parameter folder: empty, and removed afterwards.
  func figures(in folder: String) throws -> [Figure]
}

struct MeasuringOptions: ParsableArguments {
  @Option(help: "The program to measure.") private var scholium = BuiltProgram.path("scholium")
  @Option(help: "Where queues are made.", completion: .directory)
  private var folder = FileManager.default.temporaryDirectory.path
  @Flag(help: "Print one JSON document.") var json = false

  /// The program's path, from wherever it is started.
  var program: String { BuiltProgram.absolute(scholium) }

  func validate() throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw ValidationError(
        "\(program) is not there to be measured; 'swift build -c release --product scholium' makes it")
    }
  }

  /// A folder of one's own.
  var newFolder: String { "\(BuiltProgram.absolute(folder))/scholium-bench-\(UInt32.random(in: 0...UInt32.max))" }
  /// The same options for another measurement.
  var arguments: [String] { ["--scholium", scholium, "--folder", folder] }
}

extension Measurement {
  func run() throws {
    let report = try measure()
    print(options.json ? report.json.text() : report.text(earlier: nil))
    if !report.holds { throw ExitCode(1) }
  }

  func measure() throws -> MeasurementReport {
    let folder = options.newFolder
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return MeasurementReport(
      name: Self.configuration.commandName ?? "\(Self.self)", title: title, figures: try figures(in: folder))
  }
}

/// What a measurement found.
struct MeasurementReport {
  let name: String
  let title: String
  let figures: [Figure]

  var holds: Bool { figures.allSatisfy(\.holds) }

  /// - Parameter earlier: the same report as somebody kept it.
  func text(earlier: KeptFigures?) -> String {
    let rows = figures.map { $0.text(earlier: earlier?.value(of: $0.name, in: name)) }
    return (["\(name): \(title)"] + rows).joined(separator: "\n")
  }

  var json: JSON {
    [
      "name": .string(name), "title": .string(title), "holds": .bool(holds), "figures": .array(figures.map(\.json)),
    ]
  }
}
