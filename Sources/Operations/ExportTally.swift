import Interchange
import Labeling

/// What a manifest says of the rows, counted as they pass.
struct ExportTally {
  private(set) var rows = 0
  private(set) var statuses: [String: Int] = [:]
  private(set) var labels: [QuestionID: [LabelID: Int]] = [:]
  private var responses: [VersionPair: Int] = [:]

  mutating func count(_ row: ExampleRow) {
    rows += 1
    for (question, finding) in row.findings {
      statuses[finding.status.rawValue, default: 0] += 1
      for label in finding.answer?.labels ?? [] { labels[question, default: [:]][label, default: 0] += 1 }
    }
    for origin in row.from {
      responses[VersionPair(ui: origin.uiVersion, taxonomy: origin.taxonomyVersion), default: 0] += origin.count
    }
  }

  mutating func count(_ row: ResponseRow) {
    rows += 1
    statuses[row.status, default: 0] += 1
    for (question, mapped) in row.saying.mapped where row.saying.mapping[question] == .exact {
      for label in mapped { labels[question, default: [:]][label, default: 0] += 1 }
    }
    responses[VersionPair(ui: row.origin.uiVersion, taxonomy: row.origin.taxonomyVersion), default: 0] += 1
  }

  var versions: [ExportManifest.Version] {
    responses.sorted { $0.key < $1.key }.map {
      ExportManifest.Version(uiVersion: $0.key.ui, taxonomyVersion: $0.key.taxonomy, responses: $0.value)
    }
  }
}
