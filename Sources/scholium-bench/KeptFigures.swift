import FoundationEssentials
import Records

/// Figures of another day, as `scholium-bench --json` printed them: a change that costs a fifth shows beside them.
struct KeptFigures {
  private var values: [String: Double] = [:]

  init(file: String) throws {
    let document = try JSONParser.parse(Array(Data(contentsOf: URL(filePath: file))))
    for report in document["measurements"]?.array ?? [] {
      for figure in report["figures"]?.array ?? [] {
        guard let work = report["name"]?.string, let name = figure["name"]?.string,
          let value = figure["value"]?.number?.double
        else { continue }
        values[Self.key(name, work)] = value
      }
    }
  }

  func value(of figure: String, in measurement: String) -> Double? { values[Self.key(figure, measurement)] }

  private static func key(_ figure: String, _ measurement: String) -> String { "\(measurement): \(figure)" }
}
