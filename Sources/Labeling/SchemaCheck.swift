import Records

/// What keeps a row from being an example: the field and what is wrong, for the rejects file.
public struct SchemaProblem: Error, Hashable, CustomStringConvertible {
  public let field: String
  public let problem: String

  public init(field: String, problem: String) {
    self.field = field
    self.problem = problem
  }

  public var description: String { "field '\(field)' \(problem)" }
}

extension Schema {
  /// Everything in a row that the schema does not allow, in the order of the schema's fields.
  public func problems(in row: JSONObject) -> [SchemaProblem] {
    guard isDeclared else { return [] }
    var problems = fields.compactMap { field in
      field.problem(with: row[field.name]).map { SchemaProblem(field: field.name, problem: $0) }
    }
    for (name, _) in row where self[name] == nil {
      problems.append(SchemaProblem(field: name, problem: "is not in the schema (add it to schema.yaml or drop it)"))
    }
    return problems
  }
}

extension Schema.Field {
  fileprivate func problem(with value: JSON?) -> String? {
    guard let value, value != .null else { return isRequired ? "is missing" : nil }
    switch (type, value) {
    case (.string, .string(let text)):
      return problem(withText: text)
    case (.integer, .number(let number)) where number.isWhole:
      return problem(withNumber: number)
    case (.number, .number(let number)):
      return problem(withNumber: number)
    case (.boolean, .bool):
      return nil
    default:
      return "must be \(type.phrase), not \(value.phrase)"
    }
  }

  private func problem(withText text: String) -> String? {
    if let maxLength, text.unicodeScalars.count > maxLength {
      return "has \(text.unicodeScalars.count) characters, at most \(maxLength) are allowed"
    }
    if !oneOf.isEmpty, !oneOf.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
      return "must be one of \(oneOf.joined(separator: ", "))"
    }
    return nil
  }

  private func problem(withNumber number: JSONNumber) -> String? {
    if let min, number < min { return "is \(number.text), at least \(min.text) is allowed" }
    if let max, number > max { return "is \(number.text), at most \(max.text) is allowed" }
    if !oneOf.isEmpty, !oneOf.contains(number.text) {
      return "must be one of \(oneOf.joined(separator: ", "))"
    }
    return nil
  }
}

extension JSONNumber {
  /// `1.0` and `1e400` are whole; the canonical form has a point or a negative exponent where a number is not.
  fileprivate var isWhole: Bool {
    let digits = Array(canonical.utf8)
    return !digits.contains(UInt8(ascii: ".")) && !digits.dropFirst().contains(UInt8(ascii: "-"))
  }
}

extension Schema.Field.FieldType {
  fileprivate var phrase: String {
    switch self {
    case .string: "a text"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "true or false"
    }
  }
}

extension JSON {
  /// What it is, for messages.
  package var phrase: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
