import ArgumentParser
import Records

/// Every measurement, one after the other.
struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Every figure with its goal.",
    discussion: "Ends with status 1 where a goal is missed, except in the short form.")

  static let measurements: [any Measurement.Type] = [
    QueueCost.self, ClaimCost.self, CrowdCost.self, PaceCost.self, GroupCost.self, ImportCost.self, ExportCost.self,
    Reconciliation.self, DashboardCost.self, ScreenCost.self, StartCost.self, SSHCost.self,
  ]

  @OptionGroup var options: MeasuringOptions
  @Flag(help: "Little of everything: figures that tell what a change did, not whether a goal is reached.")
  var short = false
  @Option(help: "Figures to print beside: what --json printed on another day.", completion: .file()) var against:
    String?

  func run() throws {
    let earlier = try against.map { try KeptFigures(file: $0) }
    var reports: [MeasurementReport] = []
    for kind in Self.measurements {
      let arguments = options.arguments + (short ? kind.short : [])
      guard let measurement = try kind.parseAsRoot(arguments) as? any Measurement else { continue }
      let report = try measurement.measure()
      reports.append(report)
      if !options.json { print(report.text(earlier: earlier)) }
    }
    if options.json { print(JSON.object(JSONObject([("measurements", .array(reports.map(\.json)))])).text()) }
    if !short, !reports.allSatisfy(\.holds) { throw ExitCode(1) }
  }
}
