import Interchange
import Labeling
import Records

/// A question as a pipe's client reads it.
struct QuestionMessage {
  let question: Question
  let build: Build

  var json: JSON {
    var members: [(String, JSON)] = [
      ("id", .string(question.id.rawValue)), ("kind", .string(question.kind.name)),
      ("prompt", .string(question.prompt)),
      ("labels", .array((build.offered[question.id] ?? []).map(\.message))),
      ("min", bounds.min.map { .number(JSONNumber($0)) } ?? .null),
      ("max", bounds.max.map { .number(JSONNumber($0)) } ?? .null), ("optional", .bool(question.isOptional)),
    ]
    members += ofKind
    if !question.when.isEmpty {
      members.append(
        (
          "when",
          .object(JSONObject(question.when.map { ($0.question.rawValue, .labels($0.labels)) }))
        ))
    }
    return .object(JSONObject(members))
  }

  /// How many labels, nil where their number has no bound.
  private var bounds: (min: Int?, max: Int?) {
    switch question.kind {
    case .choice, .pairwise, .rating: (1, 1)
    case .choices(let min, let max): (min, max)
    case .spans, .text: (nil, nil)
    }
  }

  private var ofKind: [(String, JSON)] {
    switch question.kind {
    case .choice, .choices, .rating: return []
    case .spans(let fields, let overlap):
      let marked = fields.isEmpty ? build.ui.show.map(\.field) : fields
      return [("fields", .array(marked.map { .string($0) })), ("overlap", .bool(overlap))]
    case .pairwise(let first, let second, let tie):
      return [("fields", .array([.string(first), .string(second)])), ("tie", .bool(tie))]
    case .text(let maxLength, let pattern):
      return [
        ("max_length", maxLength.map { .number(JSONNumber($0)) } ?? .null),
        ("pattern", pattern.map { .string($0) } ?? .null),
      ]
    }
  }
}

extension Label {
  fileprivate var message: JSON {
    var members: [(String, JSON)] = [
      ("id", .string(id.rawValue)), ("title", .string(title)), ("key", key.map { .string(String($0)) } ?? .null),
    ]
    if let value { members.append(("value", .number(value))) }
    if isNone { members.append(("none", true)) }
    return .object(JSONObject(members))
  }
}
