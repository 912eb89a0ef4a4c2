import Text

/// A text as searching sees it: without case, accents and forms of width, with single spaces between its words, and cut
/// where it is very long.
struct FoldedText: Hashable, Sendable {
  /// Folded letters as numbers of scalars.
  let letters: [UInt32]
  /// What each letter adds to a match that it begins, higher where a word starts (`FuzzyMatch`).
  let bonuses: [UInt8]
  /// The raw scalar that each letter came from; nil where they are the same, as in most texts.
  private let sources: [Int32]?

  /// - Parameter limit: raw scalars that are searched; the rest is not.
  init(_ raw: String, limit: Int = 400) {
    var letters: [UInt32] = []
    var bonuses: [UInt8] = []
    var sources: [Int32] = []
    letters.reserveCapacity(min(limit, raw.utf8.count))
    bonuses.reserveCapacity(min(limit, raw.utf8.count))
    var isMoved = false
    var before = Kind.space
    for (offset, scalar) in raw.unicodeScalars.prefix(limit).enumerated() {
      let kind = Kind(scalar)
      let bonus = kind.bonus(after: before)
      before = kind == .mark ? before : kind
      let count = letters.count
      Folding.append(scalar, to: &letters)
      if letters.last == 0x20, count == 0 || letters[count - 1] == 0x20 { letters.removeLast(letters.count - count) }
      if letters.count == count + 1, !isMoved, offset == count {
        bonuses.append(bonus)
        continue
      }
      if !isMoved {
        isMoved = true
        sources = (0..<count).map { Int32($0) }
      }
      for place in count..<letters.count {
        bonuses.append(place == count ? bonus : 0)
        sources.append(Int32(offset))
      }
    }
    if letters.last == 0x20 {
      letters.removeLast()
      bonuses.removeLast()
      if isMoved { sources.removeLast() }
    }
    self.letters = letters
    self.bonuses = bonuses
    self.sources = isMoved ? sources : nil
  }

  /// The raw scalar that a letter came from.
  func source(of place: Int) -> Int { sources.map { Int($0[place]) } ?? place }

  /// True where a word starts; writing without spaces has words that start anywhere.
  func isWordStart(_ place: Int) -> Bool { bonuses[place] >= Kind.wordStart || letters[place] >= 0x2E80 }

  /// True where no letter of the same word follows.
  func isWordEnd(_ place: Int) -> Bool { place + 1 == letters.count || Kind.isSeparator(letters[place + 1]) }

  /// The words between spaces.
  var words: [ArraySlice<UInt32>] { letters.split(separator: 0x20) }
}

/// What a scalar is to the words around it.
private enum Kind: Equatable {
  case space, separator, lower, upper, digit, mark

  /// The bonuses of nucleo (helix-editor/nucleo, `matcher/src/score.rs`), in its proportions.
  private static let afterSpace: UInt8 = 10
  private static let afterSeparator: UInt8 = 8
  private static let insideWord: UInt8 = 6
  /// From this bonus on a word starts.
  static let wordStart = insideWord

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x61...0x7A: self = .lower
    case 0x41...0x5A: self = .upper
    case 0x30...0x39: self = .digit
    case 0x20, 0x09...0x0D: self = .space
    case ..<0x80: self = .separator
    default:
      let properties = scalar.properties
      switch properties.generalCategory {
      case .uppercaseLetter, .titlecaseLetter: self = .upper
      case .lowercaseLetter, .modifierLetter, .otherLetter: self = .lower
      case .decimalNumber, .letterNumber, .otherNumber: self = .digit
      case .nonspacingMark, .spacingMark, .enclosingMark, .format: self = .mark
      case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .space
      default: self = .separator
      }
    }
  }

  func bonus(after before: Kind) -> UInt8 {
    switch (before, self) {
    case (_, .space), (_, .mark): 0
    case (.space, _): Self.afterSpace
    case (.separator, _): Self.afterSeparator
    case (.lower, .upper), (.lower, .digit), (.upper, .digit): Self.insideWord
    default: 0
    }
  }

  static func isSeparator(_ letter: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(letter) else { return true }
    let kind = Kind(scalar)
    return kind == .space || kind == .separator
  }
}
