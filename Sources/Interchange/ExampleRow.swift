import Labeling
import Records

/// An example with what is known about it, as `export` writes it.
public struct ExampleRow: Sendable, ExportedRow {
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case settled, partial, ambiguous, disputed, void, unlabeled
  }

  /// How many answers speak for what.
  public enum Support: Hashable, Sendable {
    /// Per label of a `choice`, in the order in which they are to be written.
    case choice([LabelCount])
    /// Per label of a `choices`.
    case choices([LabelTally])
  }

  public struct LabelCount: Hashable, Sendable {
    public var label: LabelID
    public var count: Int

    public init(label: LabelID, count: Int) {
      self.label = label
      self.count = count
    }
  }

  public struct LabelTally: Hashable, Sendable {
    public var label: LabelID
    public var yes: Int
    public var no: Int
    public var unknown: Int

    public init(label: LabelID, yes: Int, no: Int, unknown: Int) {
      self.label = label
      self.yes = yes
      self.no = no
      self.unknown = unknown
    }
  }

  /// Answers of one UI version and taxonomy version.
  public struct Origin: Hashable, Sendable {
    public var uiVersion: Int
    public var taxonomyVersion: Int
    public var count: Int
    public var mapping: [QuestionID: Crossing]

    public init(uiVersion: Int, taxonomyVersion: Int, count: Int, mapping: [QuestionID: Crossing]) {
      self.uiVersion = uiVersion
      self.taxonomyVersion = taxonomyVersion
      self.count = count
      self.mapping = mapping
    }
  }

  /// What is known under one question.
  public struct Finding: Sendable {
    public var status: Status
    /// Nil unless settled.
    public var answer: AnswerValue?
    /// 0...1; nil where nothing is known.
    public var confidence: Double?
    public var candidates: [LabelID]
    public var support: Support
    /// Labels of which it isn't known whether they hold.
    public var unknown: [LabelID]

    public init(
      status: Status, answer: AnswerValue?, confidence: Double?, candidates: [LabelID], support: Support,
      unknown: [LabelID] = []
    ) {
      self.status = status
      self.answer = answer
      self.confidence = confidence
      self.candidates = candidates
      self.support = support
      self.unknown = unknown
    }
  }

  public var example: Digest
  public var data: JSONObject
  public var findings: [QuestionID: Finding]
  public var responses: Int
  /// Whose answers these are, in the order in which they are to be written.
  public var annotators: [String]
  public var taxonomyVersion: Int
  public var from: [Origin]

  public init(
    example: Digest, data: JSONObject, findings: [QuestionID: Finding], responses: Int, annotators: [String],
    taxonomyVersion: Int, from: [Origin]
  ) {
    self.example = example
    self.data = data
    self.findings = findings
    self.responses = responses
    self.annotators = annotators
    self.taxonomyVersion = taxonomyVersion
    self.from = from
  }

  public var json: JSON {
    let unknown = findings.compactMapValues { $0.unknown.isEmpty ? nil : $0.unknown }
    return .object(
      JSONObject([
        ("example", .text(example)), ("data", .object(data)),
        ("answer", .perQuestion(findings) { $0.answer?.exported ?? .null }),
        (
          "confidence", .perQuestion(findings) { $0.confidence.flatMap { JSONNumber($0) }.map { .number($0) } ?? .null }
        ),
        ("status", .perQuestion(findings) { .string($0.status.rawValue) }),
        ("candidates", .perQuestion(findings) { .labels($0.candidates) }),
        ("support", .perQuestion(findings) { $0.support.json }),
        ("unknown", .perQuestion(unknown) { .labels($0) }), ("responses", .int(responses)),
        ("annotators", .array(annotators.map { .string($0) })), ("taxonomy_version", .int(taxonomyVersion)),
        ("from", .array(from.map(\.json))),
      ]))
  }
}

extension ExampleRow.Support {
  fileprivate var json: JSON {
    switch self {
    case .choice(let counts): .object(JSONObject(counts.map { ($0.label.rawValue, .int($0.count)) }))
    case .choices(let tallies):
      .object(
        JSONObject(
          tallies.map { tally in
            (
              tally.label.rawValue,
              ["yes": .int(tally.yes), "no": .int(tally.no), "unknown": .int(tally.unknown)]
            )
          }))
    }
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
