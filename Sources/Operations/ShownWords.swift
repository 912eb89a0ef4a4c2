import Labeling
import Records

/// Few words for an example and for an answer, raw: what people know them by in a list.
public enum ShownWords {
  /// Scalars that a list can use of a text.
  private static let limit = 200

  /// The beginning of the first text that a screen shows of an example; empty where it shows none.
  public static func first(of example: JSONObject, under ui: UserInterface) -> String {
    ui.show.lazy.compactMap { example[$0.field]?.shown }.map { start(of: $0) }.first { !$0.isEmpty } ?? ""
  }

  /// What was answered to each question, by the titles of its labels.
  ///
  /// - Parameter isSwapped: true where the sides of a `pairwise` were shown the other way round.
  public static func of(_ answer: Answer, under build: Build, isSwapped: Bool) -> String {
    build.ask.compactMap { question in
      answer[question.id].map { value in
        if case .side(let side) = value { return side.name(isSwapped: isSwapped) }
        return words(of: value, offered: build.offered[question.id] ?? [], build.taxonomy)
      }
    }.joined(separator: " · ")
  }

  private static func words(of value: AnswerValue, offered: [Label], _ taxonomy: Taxonomy) -> String {
    func title(_ id: LabelID) -> String { (offered.first { $0.id == id } ?? taxonomy[id])?.title ?? id.rawValue }
    switch value {
    case .label, .side: return value.labels.map(title).joined(separator: ", ")
    case .rating(let id, let number):
      let name = title(id)
      return name == number.text ? name : "\(number.text) \(name)"
    case .labels(let ids): return ids.isEmpty ? "none" : ids.map(title).joined(separator: ", ")
    case .spans(let spans): return spans.count == 1 ? "1 place" : "\(spans.count) places"
    case .text(let text): return start(of: text)
    }
  }

  private static func start(of text: String) -> String {
    let words = text.unicodeScalars.drop { $0.properties.isWhitespace }
    return String(String.UnicodeScalarView(words.prefix(limit)))
  }
}

extension JSON {
  /// A field's value as people read it; nil for null.
  public var shown: String? {
    switch self {
    case .null: nil
    case .string(let text): text
    case .bool, .number, .array, .object: text()
    }
  }
}
