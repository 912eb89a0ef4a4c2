import Text

/// The words of two texts that are not in the other one: what `d` shows where texts are compared.
///
/// Spaces and line breaks are not compared. Scripts that put no spaces between words are compared by characters.
struct WordDifference: Hashable, Sendable {
  /// A word, a mark, or a character of a script without spaces.
  struct Word: Hashable, Sendable {
    var text: String
    /// The raw scalars that it shows.
    var range: Range<Int>
  }

  /// Raw scalars of each text that are shown as different, in order; the spaces between two words that differ are in it.
  let left: [Range<Int>]
  let right: [Range<Int>]

  init(_ left: Displayable, _ right: Displayable) {
    let (left, right) = (Self.words(of: left), Self.words(of: right))
    var numbers: [[UInt8]: Int] = [:]
    // By bytes: what looks the same and is written otherwise differs.
    func number(_ word: Word) -> Int {
      let key = Array(word.text.utf8)
      if let known = numbers[key] { return known }
      numbers[key] = numbers.count
      return numbers.count - 1
    }
    let difference = Difference(left.map(number), right.map(number))
    let differing = difference.stretches.filter { !$0.isSame }
    self.left = differing.compactMap { Self.range(of: left[$0.left]) }
    self.right = differing.compactMap { Self.range(of: right[$0.right]) }
    count = differing.count
  }

  /// How many places differ.
  let count: Int

  private static func range(of words: ArraySlice<Word>) -> Range<Int>? {
    guard let first = words.first, let last = words.last else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }

  /// The words of a text as it is shown, in order. What stands for one strange character is one word.
  static func words(of text: Displayable) -> [Word] {
    var words: [Word] = []
    for line in text.lines {
      var index = 0
      while index < line.count {
        let start = index
        let kind = Kind(line[index])
        index += 1
        while index < line.count, kind.goesOn(line[start], with: line[index]) { index += 1 }
        if kind == .space { continue }
        let end = line[index - 1].source.rawValue + 1
        words.append(
          Word(text: line[start..<index].map(\.text).joined(), range: line[start].source.rawValue..<end))
      }
    }
    return words
  }
}

/// What a glyph is to the words around it.
private enum Kind {
  case space, word, alone, substitute

  init(_ glyph: Glyph) {
    guard !glyph.isSubstitute else {
      self = .substitute
      return
    }
    guard glyph.text != " ", let character = glyph.text.first, let scalar = glyph.text.unicodeScalars.first else {
      self = .space
      return
    }
    if glyph.width == 2 || Self.hasNoSpaces(scalar) {
      self = .alone
    } else if character.isWhitespace {
      self = .space
    } else {
      self = character.isLetter || character.isNumber || "'’_".contains(character) ? .word : .alone
    }
  }

  func goesOn(_ first: Glyph, with next: Glyph) -> Bool {
    switch self {
    case .space, .word: Kind(next) == self
    case .alone: false
    case .substitute: next.source == first.source && next.isSubstitute
    }
  }

  /// Thai, Lao, Tibetan, Myanmar and Khmer.
  private static func hasNoSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF: true
    default: false
    }
  }
}
