import Labeling
import Records

/// Few words for an example, raw: what people know it by in a list.
public enum ShownWords {
  /// Scalars that a list can use of a text.
  private static let limit = 200

  /// The beginning of the first text that a screen shows of an example, the heading's where it has one, and of what only
  /// goes with it (`meta`) where there is no other; empty where it shows none.
  public static func first(of example: JSONObject, under ui: UserInterface) -> String {
    let fields = [ShownField.Style.heading, .body, .meta].flatMap { style in ui.show.filter { $0.style == style } }
    return fields.lazy.compactMap { example[$0.field]?.shown }.map { start(of: $0) }.first { !$0.isEmpty } ?? ""
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
