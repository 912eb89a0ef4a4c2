/// What a character is to the word cursor.
enum CharacterClass: Hashable, Sendable {
  case space
  case letter
  case digit
  /// A word by itself: an ideograph, a kana, an emoji.
  case alone
  /// Part of a word where it stands between two letters or digits: apostrophes, hyphens.
  case joiner(Unicode.Scalar)
  /// Part of a number where it stands between two digits.
  case decimal(Unicode.Scalar)
  /// Invisible: part of a word inside of one, nothing outside.
  case format
  /// Punctuation, symbols, controls.
  case mark(Unicode.Scalar)

  /// - Parameter character: the scalars of one grapheme cluster, which its first one stands for.
  init(_ character: some Collection<Unicode.Scalar>) {
    guard let first = character.first else {
      self = .space
      return
    }
    let isEmoji = character.count > 1 && character.contains { $0 == "\u{FE0F}" || $0 == "\u{20E3}" }
    self = isEmoji ? .alone : Self.of(first)
  }

  private static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
    switch scalar {
    case "a"..."z", "A"..."Z", "_": return .letter
    case "0"..."9": return .digit
    // Also ‘typographic’ ones, the Catalan middle dot, the Hebrew geresh and gershayim.
    case "'", "’", "-", "‐", "\u{2011}", "·", "\u{5F3}", "\u{5F4}": return .joiner(scalar)
    case ".", ",": return .decimal(scalar)
    case "\u{200B}": return .space
    case "\u{3040}"..."\u{30FF}", "\u{31F0}"..."\u{31FF}", "\u{FF66}"..."\u{FF9F}": return .alone
    default: break
    }
    let properties = scalar.properties
    if properties.isWhitespace { return .space }
    if properties.isIdeographic || properties.isEmojiPresentation { return .alone }
    switch properties.generalCategory {
    case .decimalNumber: return .digit
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation:
      return .letter
    case .format: return .format
    default: return .mark(scalar)
    }
  }

  var isPartOfWords: Bool { self == .letter || self == .digit }

  var isPunctuation: Bool {
    switch self {
    case .joiner, .decimal: true
    case .mark(let scalar):
      switch scalar.properties.generalCategory {
      case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .dashPunctuation,
        .otherPunctuation:
        true
      default: false
      }
    case .space, .letter, .digit, .alone, .format: false
    }
  }

  /// True where it holds two neighbours together as one word.
  func joins(_ before: CharacterClass, _ after: CharacterClass) -> Bool {
    switch self {
    case .joiner, .format: before.isPartOfWords && after.isPartOfWords
    case .decimal: before == .digit && after == .digit
    case .space, .letter, .digit, .alone, .mark: false
    }
  }
}
