import Labeling
import Records

/// An example with what is known about it, as `export` writes it.
public struct ExampleRow: Sendable, ExportedRow {
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case settled, partial, ambiguous, disputed, void, unlabeled
  }

  /// How many answers speak for what.
  public enum Support: Hashable, Sendable {
    /// Per label of a `choice`, `rating` or `pairwise`, in the order in which they are to be written.
    case choice([LabelCount])
    /// Per label of a `choices`.
    case choices([LabelTally])
    /// Per stretch of a `spans`.
    case spans([SpanTally])
    /// Per text of a `text`.
    case texts([TextCount])
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

  public struct SpanTally: Hashable, Sendable {
    public var span: Span
    public var yes: Int
    public var no: Int
    public var unknown: Int

    public init(span: Span, yes: Int, no: Int, unknown: Int) {
      self.span = span
      self.yes = yes
      self.no = no
      self.unknown = unknown
    }
  }

  public struct TextCount: Hashable, Sendable {
    public var text: String
    public var count: Int

    public init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }

  /// Answers of one UI version and taxonomy version that came over in the same way.
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
    /// Sets of labels of which at least one holds; written only if there are some.
    public var clauses: [[LabelID]]
    /// Stretches whose label is not known, with what it may be; written only if there are some.
    public var masks: [SpanReading.Carried]

    public init(
      status: Status, answer: AnswerValue?, confidence: Double?, candidates: [LabelID], support: Support,
      unknown: [LabelID] = [], clauses: [[LabelID]] = [], masks: [SpanReading.Carried] = []
    ) {
      self.status = status
      self.answer = answer
      self.confidence = confidence
      self.candidates = candidates
      self.support = support
      self.unknown = unknown
      self.clauses = clauses
      self.masks = masks
    }
  }

  /// The reviewer's decision that stands.
  public struct Adjudication: Hashable, Sendable {
    public var response: ResponseID
    public var annotator: String

    public init(response: ResponseID, annotator: String) {
      self.response = response
      self.annotator = annotator
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
  /// Written only if there is one.
  public var adjudication: Adjudication?

  public init(
    example: Digest, data: JSONObject, findings: [QuestionID: Finding], responses: Int, annotators: [String],
    taxonomyVersion: Int, from: [Origin], adjudication: Adjudication? = nil
  ) {
    self.adjudication = adjudication
    self.example = example
    self.data = data
    self.findings = findings
    self.responses = responses
    self.annotators = annotators
    self.taxonomyVersion = taxonomyVersion
    self.from = from
  }
}
