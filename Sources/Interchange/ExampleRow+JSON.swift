import Labeling
import Records

extension ExampleRow {
  public var line: [UInt8] { json.utf8() + [0x0A] }

  var json: JSON {
    let unknown = findings.compactMapValues { $0.unknown.isEmpty ? nil : $0.unknown }
    let clauses = findings.compactMapValues { $0.clauses.isEmpty ? nil : $0.clauses }
    let masks = findings.compactMapValues { $0.masks.isEmpty ? nil : $0.masks }
    var members: [(String, JSON)] = [
      ("example", .text(example)), ("data", .object(data)),
      ("answer", .perQuestion(findings) { $0.answer?.exported ?? .null }),
      (
        "confidence", .perQuestion(findings) { $0.confidence.flatMap { JSONNumber($0) }.map { .number($0) } ?? .null }
      ),
      ("status", .perQuestion(findings) { .string($0.status.rawValue) }),
      ("candidates", .perQuestion(findings) { .labels($0.candidates) }),
      ("support", .perQuestion(findings) { $0.support.json }),
      ("unknown", .perQuestion(unknown) { .labels($0) }),
    ]
    if !clauses.isEmpty { members.append(("clauses", .perQuestion(clauses) { .array($0.map { .labels($0) }) })) }
    if !masks.isEmpty { members.append(("masks", .perQuestion(masks) { .array($0.map(\.json)) })) }
    members += [
      ("responses", .int(responses)), ("annotators", .array(annotators.map { .string($0) })),
      ("taxonomy_version", .int(taxonomyVersion)), ("from", .array(from.map(\.json))),
    ]
    if let adjudication {
      let decision: JSON = [
        "response": .string(adjudication.response.rawValue), "annotator": .string(adjudication.annotator),
      ]
      members.append(("adjudication", decision))
    }
    return .object(JSONObject(members))
  }
}

extension ExampleRow.Support {
  fileprivate var json: JSON {
    switch self {
    case .choice(let counts): .object(JSONObject(counts.map { ($0.label.rawValue, .int($0.count)) }))
    case .texts(let counts): .object(JSONObject(counts.map { ($0.text, .int($0.count)) }))
    case .choices(let tallies):
      .object(
        JSONObject(tallies.map { ($0.label.rawValue, .object(JSONObject(Self.votes($0.yes, $0.no, $0.unknown)))) }))
    case .spans(let tallies): .array(tallies.map { $0.span.json(Self.votes($0.yes, $0.no, $0.unknown)) })
    }
  }

  private static func votes(_ yes: Int, _ no: Int, _ unknown: Int) -> [(String, JSON)] {
    [("yes", .int(yes)), ("no", .int(no)), ("unknown", .int(unknown))]
  }
}

extension SpanReading.Carried {
  /// A stretch with the labels that it may have.
  public var json: JSON {
    [
      "field": .string(field), "start": .int(start), "end": .int(end), "candidates": .labels(candidates),
    ]
  }
}

extension ExampleRow.Origin {
  fileprivate var json: JSON {
    [
      "ui_version": .int(uiVersion), "taxonomy_version": .int(taxonomyVersion), "count": .int(count),
      "mapping": .perQuestion(mapping) { .string($0.rawValue) },
    ]
  }
}
