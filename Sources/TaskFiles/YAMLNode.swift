import Records

/// A place in a file: line and column, both from 1.
struct Place: Hashable {
  var line: Int
  var column: Int

  static let start = Place(line: 1, column: 1)
}

/// A node of a YAML file after all that we don't take (anchors, tags, merge keys, keys that are no texts) is out.
struct YAMLNode {
  enum Value {
    /// `isPlain`: without quotes, so that it may be a number or a boolean.
    case scalar(text: String, isPlain: Bool)
    case list([YAMLNode])
    case mapping([Member])
  }

  struct Member {
    var key: String
    var place: Place
    var value: YAMLNode
  }

  var place: Place
  var value: Value

  /// By YAML 1.2's core schema, which takes `yes` and `no` for texts.
  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = value else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  var bool: Bool? {
    guard case .scalar(let text, isPlain: true) = value else { return nil }
    return switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// The text of a plain number in decimal digits, as JSON writes it.
  var decimal: String? {
    guard case .scalar(let text, isPlain: true) = value, let first = text.utf8.first else { return nil }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let start = first == UInt8(ascii: "-") || first == UInt8(ascii: "+") ? text.utf8.dropFirst().first : first
    guard let start, digits.contains(start) else { return nil }
    return first == UInt8(ascii: "+") ? String(text.dropFirst()) : text
  }

  var number: JSONNumber? { decimal.flatMap { try? JSONParser.parse($0).number } }

  /// What it is, for messages.
  var phrase: String {
    switch value {
    case .list: "a list"
    case .mapping: "a mapping"
    case .scalar where isNull: "empty"
    case .scalar where bool != nil: "true or false"
    case .scalar where number != nil: "a number"
    // Such as 5% or 12:30, which begin as numbers do.
    case .scalar(let text, _) where decimal != nil: "'\(text)'"
    case .scalar: "a text"
    }
  }
}
