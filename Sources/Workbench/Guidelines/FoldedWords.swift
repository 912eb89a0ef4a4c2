/// The words of a text for comparison: without case, accents and punctuation. Ideographs and kana are a word each.
struct FoldedWords: Hashable, Sendable {
  let words: [String]

  /// - Parameter limit: words that are taken.
  init(_ text: String, limit: Int = .max) {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      switch Self.part(scalar) {
      case .mark: break
      case .inWord: word += Self.base(of: scalar)
      case .alone:
        if !word.isEmpty { words.append(word) }
        words.append(String(scalar))
        word = ""
      case .between:
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if words.count >= limit { break }
    }
    if !word.isEmpty { words.append(word) }
    self.words = Array(words.prefix(limit))
  }

  private init(words: [String]) { self.words = words }

  func prefix(_ count: Int) -> FoldedWords { FoldedWords(words: Array(words.prefix(count))) }

  var isEmpty: Bool { words.isEmpty }

  func starts(with other: FoldedWords) -> Bool { words.starts(with: other.words) }

  /// True where the words of the other follow each other somewhere in these.
  func contains(_ other: FoldedWords) -> Bool {
    guard !other.isEmpty, other.words.count <= words.count else { return false }
    return (0...(words.count - other.words.count)).contains { words[$0...].starts(with: other.words) }
  }

  private enum Part { case inWord, alone, mark, between }

  private static func part(_ scalar: Unicode.Scalar) -> Part {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .decimalNumber, .letterNumber,
      .otherNumber:
      .inWord
    case .otherLetter: (0x3040...0x30FF).contains(scalar.value) || scalar.properties.isIdeographic ? .alone : .inWord
    case .nonspacingMark, .enclosingMark, .spacingMark: .mark
    default: .between
    }
  }

  /// The small letter without what its Unicode name says after 'WITH': 'É' and 'ê' are 'e', 'ł' is 'l'.
  private static func base(of scalar: Unicode.Scalar) -> String {
    guard !scalar.isASCII, let name = scalar.properties.name, name.hasPrefix("LATIN ") else {
      return scalar.properties.lowercaseMapping
    }
    let parts = name.split(separator: " ", maxSplits: 5)
    guard parts.count > 4, parts[2] == "LETTER", parts[3].count == 1, parts[4] == "WITH" else {
      return scalar.properties.lowercaseMapping
    }
    return parts[3].lowercased()
  }
}
