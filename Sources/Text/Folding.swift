/// Folds scalars for searching and comparing: case, accents and forms of width don't matter. What people type without an
/// accent finds what is written with one, however it is encoded.
public enum Folding {
  /// Appends what a scalar folds to: nothing for accents and invisible scalars. A letter and a mark that are one letter
  /// become that one, as か and its mark become が, and the parts of a Korean syllable the syllable.
  public static func append(_ scalar: Unicode.Scalar, to letters: inout [UInt32]) {
    switch scalar.value {
    case 0x41...0x5A: letters.append(scalar.value + 0x20)
    case 0x09...0x0D: letters.append(0x20)
    case ..<0x80: letters.append(scalar.value)
    // Letters that are neither cased nor accented: most of Chinese, Japanese and Korean.
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: letters.append(scalar.value)
    case 0xFF01...0xFF5E: append(halfWidth(scalar), to: &letters)
    default: appendOther(scalar, to: &letters)
    }
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  private static func appendOther(_ scalar: Unicode.Scalar, to letters: inout [UInt32]) {
    if let last = letters.last, let whole = syllable(last, scalar) ?? letter(last, scalar) {
      letters[letters.count - 1] = whole
    } else if alphabets.contains(scalar.value) {
      letters += foldedAlphabets[Int(scalar.value - alphabets.lowerBound)]
    } else {
      letters += folded(scalar)
    }
  }

  /// Latin, Greek, Cyrillic, Hebrew, Arabic: folded once, as looking at each scalar of a long text takes seconds.
  private static let alphabets: Range<UInt32> = 0x80..<0x700
  private static let foldedAlphabets = alphabets.map { Unicode.Scalar($0).map(folded) ?? [] }

  /// Full case folding is lower case of upper case, which the standard library has: 'ß' and 'SS' are 'ss', 'ς' is 'σ'.
  private static func folded(_ scalar: Unicode.Scalar) -> [UInt32] {
    if scalar.properties.generalCategory == .spaceSeparator { return [0x20] }
    if scalar.properties.isDefaultIgnorableCodePoint || isAccent(scalar) { return [] }
    return scalar.properties.lowercaseMapping.unicodeScalars.map(unaccented)
      .flatMap { $0.properties.uppercaseMapping.unicodeScalars }
      .flatMap { $0.properties.lowercaseMapping.unicodeScalars }
      .filter { !isAccent($0) }.map { unaccented($0).value }
  }

  /// Accents, vowel points and tone marks; not the vowel signs that make the syllables of Indian scripts, Thai, Lao and
  /// Tibetan, some of which have combining classes of their own.
  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.canonicalCombiningClass.rawValue {
    case 84, 91, 103, 118, 129...132: return false
    case Unicode.CanonicalCombiningClass.notReordered.rawValue, Unicode.CanonicalCombiningClass.virama.rawValue:
      return properties.generalCategory == .enclosingMark
    default: return true
    }
  }

  /// The standard library keeps its decompositions to itself, but Unicode names tell them: 'LATIN SMALL LETTER E WITH
  /// ACUTE', and letters with strokes, which no decomposition takes off.
  private static func unaccented(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x80..<0x2000, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xFB1D...0xFB4E: break
    default: return scalar
    }
    guard let name = scalar.properties.name, let with = name.firstRange(of: " WITH ") else { return scalar }
    return plain[String(name[..<with.lowerBound])] ?? scalar
  }

  /// Letters without accents by their names: Latin, Greek, Cyrillic, Hebrew, Arabic.
  private static let plain: [String: Unicode.Scalar] = {
    let ranges: [ClosedRange<UInt32>] = [0x61...0x2AF, 0x3B1...0x3C9, 0x430...0x45F, 0x5D0...0x5EA, 0x621...0x6D5]
    var letters: [String: Unicode.Scalar] = [:]
    for scalar in ranges.joined().compactMap({ Unicode.Scalar($0) }) {
      if let name = scalar.properties.name, !name.contains(" WITH ") { letters[name] = scalar }
    }
    return letters
  }()
}

// Letters in several scalars.
extension Folding {
  /// The Korean syllable that a consonant and a vowel are, or a syllable and a final consonant (The Unicode Standard
  /// 3.12.3).
  private static func syllable(_ last: UInt32, _ scalar: Unicode.Scalar) -> UInt32? {
    switch (last, scalar.value) {
    case (0x1100...0x1112, 0x1161...0x1175): 0xAC00 + ((last - 0x1100) * 21 + (scalar.value - 0x1161)) * 28
    case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (last - 0xAC00) % 28 == 0: last + scalar.value - 0x11A7
    default: nil
    }
  }

  /// The letter that a letter and a mark are where the two are no accented one.
  private static func letter(_ last: UInt32, _ mark: Unicode.Scalar) -> UInt32? {
    switch mark.properties.generalCategory {
    case .nonspacingMark, .spacingMark: break
    default: return nil
    }
    guard last >= 0x400, let base = Unicode.Scalar(last) else { return nil }
    return wholes["\(base)\(mark)"]
  }

  /// Letters of Cyrillic, Indian scripts, Tibetan and kana by themselves: a letter and a mark are the same key, as strings are
  /// equal that are canonically equivalent.
  private static let wholes: [String: UInt32] = {
    let ranges: [ClosedRange<UInt32>] = [
      0x430...0x4FF, 0x904...0xFFF, 0x1021...0x102A, 0x1B05...0x1B43, 0x3041...0x30FE,
    ]
    let letters = ranges.joined().compactMap { Unicode.Scalar($0) }.filter { folded($0) == [$0.value] }
    return Dictionary(letters.map { (String($0), $0.value) }) { first, _ in first }
  }()
}
