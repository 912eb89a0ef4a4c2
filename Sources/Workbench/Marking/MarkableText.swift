import Text

/// A field's raw text as cursors go through it. Made in one pass; all positions are in Unicode scalars.
struct MarkableText: Hashable, Sendable {
  let field: String
  /// Scalars of the whole text, also of what can't be reached because it is not shown.
  let length: Int
  private let scalars: [Unicode.Scalar]
  /// Grapheme clusters: CR LF, a family of emoji, a flag, a letter with its marks are one.
  private let characters: Stops
  /// Words close to UAX #29, but found without a dictionary, and with punctuation among them: a run of the same mark is
  /// one, different marks stand apart, so that a selection can end between them.
  private let words: Stops

  /// - Parameter limit: scalars from the start that can be reached.
  init(field: String, _ raw: String, limit: Int = .max) {
    self.field = field
    var ranges: [Range<Int>] = []
    var classes: [CharacterClass] = []
    var end = 0
    for character in raw {
      let next = end + character.unicodeScalars.count
      guard next <= limit else { break }
      ranges.append(end..<next)
      classes.append(CharacterClass(character.unicodeScalars))
      end = next
    }
    length = raw.unicodeScalars.count
    scalars = Array(raw.unicodeScalars.prefix(end))
    characters = Stops(ranges)
    words = Stops(Self.words(of: ranges, classes))
  }

  private static func words(of characters: [Range<Int>], _ classes: [CharacterClass]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var index = 0
    while index < classes.count {
      let start = index
      let kind = classes[start]
      index += 1
      switch kind {
      case .space, .format: continue
      case .alone: break
      case .joiner, .decimal, .mark:
        while index < classes.count, classes[index] == kind { index += 1 }
      case .letter, .digit:
        while index < classes.count {
          if classes[index].isPartOfWords {
            index += 1
          } else if index + 1 < classes.count, classes[index].joins(classes[index - 1], classes[index + 1]) {
            index += 2
          } else {
            break
          }
        }
      }
      words.append(characters[start].lowerBound..<characters[index - 1].upperBound)
    }
    return words
  }

  func pieces(_ unit: Marking.Unit) -> Stops {
    switch unit {
    case .word: words
    case .character: characters
    }
  }

  /// The piece at an offset; in the gaps between words, the character.
  func piece(_ unit: Marking.Unit, at offset: Int) -> Range<Int> {
    pieces(unit).piece(at: offset) ?? characters.piece(at: offset) ?? offset..<offset + 1
  }

  /// A cursor in this text that selects whole characters.
  func cursor(selecting range: Range<Int>, by unit: Marking.Unit, text: Int) -> TextCursor {
    TextCursor(text: text, selecting: range) { piece(unit, at: $0) }
  }

  /// The raw text of a range, which is cut to what can be reached.
  func text(_ range: Range<Int>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
    return text
  }

  /// The range, widened to whole characters; nil where nothing of it can be reached.
  func whole(_ range: Range<Int>) -> Range<Int>? {
    let range = range.clamped(to: 0..<scalars.count)
    guard !range.isEmpty, let first = characters.piece(at: range.lowerBound),
      let last = characters.piece(at: range.upperBound - 1)
    else { return nil }
    return first.lowerBound..<last.upperBound
  }

  /// Where the words from an offset on end before the next punctuation, or with the text; nil where there are none.
  func endBeforePunctuation(after offset: Int) -> Int? {
    var end: Int?
    var isPastWords = false
    var next = words.first(startingAfter: offset - 1)
    while let word = next {
      let isPunctuation = characterClass(at: word.lowerBound)?.isPunctuation ?? false
      // Punctuation right at the start was gone up to already.
      if isPunctuation, isPastWords { return end }
      if !isPunctuation { isPastWords = true }
      end = word.upperBound
      next = words.first(startingAfter: word.lowerBound)
    }
    return end
  }

  private func characterClass(at offset: Int) -> CharacterClass? {
    characters.piece(at: offset).map { CharacterClass(scalars[$0]) }
  }
}

// The same text at other places.
extension MarkableText {
  /// True between two characters that are not both inside of one word.
  private func isWordBorder(_ offset: Int) -> Bool {
    guard let before = characterClass(at: offset - 1), let after = characterClass(at: offset) else { return true }
    return !(before.isPartOfWords && after.isPartOfWords)
  }

  private func isCharacterBorder(_ offset: Int) -> Bool {
    characters.piece(at: offset).map { $0.lowerBound == offset } ?? (offset == scalars.count)
  }

  /// True where nothing at either end goes on in a word.
  func isWholeWords(_ range: Range<Int>) -> Bool { isWordBorder(range.lowerBound) && isWordBorder(range.upperBound) }

  /// The places with the same scalars, apart from each other and in order, on borders of characters.
  ///
  /// - Parameters:
  ///   - isWholeWords: leaves out places inside of longer words.
  ///   - own: a place that is one of them whatever overlaps it.
  func places(of text: String, isWholeWords: Bool, besides own: Range<Int>?) -> [Range<Int>] {
    var places: [Range<Int>] = []
    let length = text.unicodeScalars.count
    for start in Occurrences.of(text.unicodeScalars.map(\.value), in: scalars.map(\.value)) {
      let place = start..<start + length
      if let last = places.last, last.upperBound > start { continue }
      if let own, own.overlaps(place), own != place { continue }
      guard isCharacterBorder(place.lowerBound), isCharacterBorder(place.upperBound),
        !isWholeWords || self.isWholeWords(place)
      else { continue }
      places.append(place)
    }
    return places
  }
}
