/// One `import` of a source file.
struct ImportLine: Hashable {
  let module: String

  /// Every import in a source text: with attributes, access levels, kinds (`import struct X.Y`) and submodules, several
  /// on one line; not those in comments and text literals.
  static func all(in source: String) -> [ImportLine] {
    code(of: source).split(whereSeparator: { $0 == "\n" || $0 == ";" }).compactMap { ImportLine(statement: $0) }
  }

  private init?(statement: Substring) {
    var words = statement.split(whereSeparator: \.isWhitespace)[...]
    while let first = words.first, first.hasPrefix("@") {
      words = words.dropFirst()
      if first.contains("("), !first.contains(")") {
        words = words.drop { !$0.contains(")") }.dropFirst()
      }
    }
    if let first = words.first, ["public", "package", "internal", "fileprivate", "private"].contains(first) {
      words = words.dropFirst()
    }
    guard words.popFirst() == "import" else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    if let first = words.first, kinds.contains(String(first)) { words = words.dropFirst() }
    guard let module = words.first?.split(separator: ".").first else { return nil }
    self.module = String(module)
  }

  /// The text without comments (which nest) and without the insides of text literals.
  private static func code(of source: String) -> String {
    enum Place { case code, lineComment, text, longText }
    var place = Place.code
    var depth = 0
    var result: [Unicode.Scalar] = []
    let scalars = Array(source.unicodeScalars)
    var index = 0
    func isAt(_ text: String) -> Bool { scalars[index...].starts(with: text.unicodeScalars) }
    while index < scalars.count {
      if depth > 0 {
        if isAt("*/") {
          depth -= 1
          index += 2
        } else if isAt("/*") {
          depth += 1
          index += 2
        } else {
          index += 1
        }
        continue
      }
      switch place {
      case .code:
        if isAt("/*") {
          depth = 1
          index += 2
          continue
        }
        if isAt("//") {
          place = .lineComment
          index += 2
          continue
        }
        if isAt("\"\"\"") {
          place = .longText
          index += 3
          continue
        }
        if isAt("\"") {
          place = .text
          index += 1
          continue
        }
        result.append(scalars[index])
      case .lineComment:
        if scalars[index] == "\n" {
          place = .code
          continue
        }
      case .text:
        if isAt("\\\\") || isAt("\\\"") {
          index += 2
          continue
        }
        if isAt("\"") || isAt("\n") { place = .code }
      case .longText:
        if isAt("\\\"") {
          index += 2
          continue
        }
        if isAt("\"\"\"") {
          place = .code
          index += 3
          continue
        }
      }
      index += 1
    }
    return String(String.UnicodeScalarView(result))
  }
}
