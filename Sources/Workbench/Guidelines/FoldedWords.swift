import Text

/// The words of a text for comparison: without case, accents and punctuation. Ideographs and kana are a word each.
struct FoldedWords: Hashable, Sendable {
  let words: [String]

  /// - Parameter limit: words that are taken.
  init(_ text: String, limit: Int = .max) {
    var words: [String] = []
    var word: [UInt32] = []
    var isAlone = false
    for scalar in text.unicodeScalars {
      let part = Part(scalar)
      if part != .joined, part != .inWord || isAlone {
        if !word.isEmpty { words.append(Self.text(word)) }
        if words.count >= limit { break }
        word = []
        isAlone = part == .alone
      }
      if part != .between { Folding.append(scalar, to: &word) }
    }
    if !word.isEmpty { words.append(Self.text(word)) }
    self.words = Array(words.prefix(limit))
  }

  private static func text(_ letters: [UInt32]) -> String {
    String(String.UnicodeScalarView(letters.compactMap { Unicode.Scalar($0) }))
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

  private enum Part {
    case inWord, alone, between
    /// Belongs to what stands before it.
    case joined

    init(_ scalar: Unicode.Scalar) {
      let properties = scalar.properties
      switch properties.generalCategory {
      case _ where properties.isDefaultIgnorableCodePoint: self = .joined
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .decimalNumber, .letterNumber,
        .otherNumber:
        self = .inWord
      case .otherLetter: self = (0x3040...0x30FF).contains(scalar.value) || properties.isIdeographic ? .alone : .inWord
      case .nonspacingMark, .enclosingMark, .spacingMark: self = .joined
      default: self = .between
      }
    }
  }
}
