import Labeling
import Records

/// The number of the export format: raised whenever the same state would give other bytes than before.
public let exportFormatNumber = 2

/// A row of an export: one JSON object.
public protocol ExportedRow {
  /// The row with its line end.
  var line: [UInt8] { get }
}

extension JSON {
  /// An object with the questions as keys, ordered by id.
  static func perQuestion<Value>(_ values: [QuestionID: Value], _ json: (Value) -> JSON) -> JSON {
    .object(JSONObject(values.sorted { $0.key < $1.key }.map { ($0.key.rawValue, json($0.value)) }))
  }

  /// A list of label ids.
  public static func labels(_ ids: [LabelID]) -> JSON {
    .array(ids.map { .string($0.rawValue) })
  }

  static func int(_ value: Int) -> JSON {
    .number(JSONNumber(value))
  }

  static func text(_ value: some CustomStringConvertible) -> JSON {
    .string(value.description)
  }
}

extension AnswerValue {
  /// The value under a question's id (INTERFACE: the kinds of questions).
  public var exported: JSON {
    switch self {
    case .label(let id): .string(id.rawValue)
    case .labels(let ids): .labels(ids)
    case .spans(let spans): .array(spans.map { $0.json() })
    case .side(let side): .string(side.rawValue)
    case .rating(_, let value): .number(value)
    case .text(let text): .string(text)
    }
  }
}

extension Span {
  /// - Parameter more: what is written behind it.
  func json(_ more: [(String, JSON)] = []) -> JSON {
    .object(
      JSONObject(
        [("field", .string(field)), ("start", .int(start)), ("end", .int(end)), ("label", .text(label))] + more))
  }
}
