import Records

/// What was put under one question.
public enum AnswerValue: Hashable, Sendable {
  /// The label of a `choice`.
  case label(LabelID)
  /// The labels of a `choices`, in taxonomy order.
  case labels([LabelID])
  /// The stretches of a `spans`, in order, each once.
  case spans([Span])
  /// The better side of a `pairwise`.
  case side(Side)
  /// The point of a `rating`: its label and the value that is written.
  case rating(LabelID, JSONNumber)
  /// The words of a `text`.
  case text(String)

  var json: JSON {
    switch self {
    case .label(let id): .string(id.rawValue)
    case .labels(let ids): .array(ids.map { .string($0.rawValue) })
    case .spans(let spans): .array(spans.map(\.json))
    case .side(let side): .string(side.rawValue)
    case .rating(_, let value): .number(value)
    case .text(let text): .string(text)
    }
  }

  /// The labels that it names, those of a `pairwise` included; spans name theirs as often as they are there.
  public var labels: [LabelID] {
    switch self {
    case .label(let id), .rating(let id, _): [id]
    case .labels(let ids): ids
    case .spans(let spans): spans.map(\.label)
    case .side(let side): [side.label]
    case .text: []
    }
  }
}

/// A labelled stretch of a field's text.
public struct Span: Hashable, Sendable, Comparable {
  public var field: String
  /// In Unicode scalars from the text's start.
  public var start: Int
  /// The scalar after the last one; above `start`.
  public var end: Int
  public var label: LabelID

  public init(field: String, start: Int, end: Int, label: LabelID) {
    self.field = field
    self.start = start
    self.end = end
    self.label = label
  }

  /// By start, end and label, as they are written; fields only break ties.
  public static func < (left: Span, right: Span) -> Bool {
    (left.start, left.end, left.label.rawValue, left.field) < (
      right.start, right.end, right.label.rawValue, right.field
    )
  }

  /// True where both cover a scalar of the same field.
  public func overlaps(_ other: Span) -> Bool { field == other.field && start < other.end && other.start < end }

  var json: JSON {
    .object([
      ("field", .string(field)), ("start", .number(JSONNumber(start))), ("end", .number(JSONNumber(end))),
      ("label", .string(label.rawValue)),
    ])
  }
}
