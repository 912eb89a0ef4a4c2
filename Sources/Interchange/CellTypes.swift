import Labeling
import Records

/// Gives the texts of a CSV row the types that the schema names.
enum CellTypes {
  /// A text that isn't of its field's type stays a text, for the schema to refuse. An empty cell is no value, except in
  /// a field of texts that may be left out.
  static func typed(_ row: JSONObject, by schema: Schema) -> JSONObject {
    guard schema.isDeclared else { return row }
    return JSONObject(
      row.compactMap { name, value in
        guard let field = schema[name], let text = value.string else { return (name, value) }
        if text.isEmpty, field.isRequired { return nil }
        return typed(text, field.type).map { (name, $0) }
      })
  }

  private static func typed(_ text: String, _ type: Schema.Field.FieldType) -> JSON? {
    switch type {
    case .string: return .string(text)
    case _ where text.isEmpty: return nil
    case .integer, .number:
      guard let number = try? JSONParser.parse(text), number.number != nil else { return .string(text) }
      return number
    case .boolean:
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: return .string(text)
      }
    }
  }
}
