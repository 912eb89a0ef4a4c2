/// Folds scalars for searching: case, accents and forms of width don't matter. What people type without an accent finds
/// what is written with one.
enum Folding {
  /// Appends what a scalar folds to: nothing for marks and invisible scalars.
  static func append(_ scalar: Unicode.Scalar, to letters: inout [UInt32]) {
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
    let properties = scalar.properties
    if properties.generalCategory == .spaceSeparator { return letters.append(0x20) }
    if properties.isDefaultIgnorableCodePoint { return }
    for lower in properties.lowercaseMapping.unicodeScalars where !isAccent(lower) {
      letters.append(unaccented(lower).value)
    }
  }

  /// Accents, vowel points and tone marks; not the vowel signs that make the syllables of Indian scripts.
  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.canonicalCombiningClass {
    case .notReordered, .virama: scalar.properties.generalCategory == .enclosingMark
    default: true
    }
  }

  /// The standard library keeps its decompositions to itself, but Unicode names tell them: 'LATIN SMALL LETTER E WITH
  /// ACUTE', and letters with strokes, which no decomposition takes off.
  private static func unaccented(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value < 0x2000, let name = scalar.properties.name, let with = name.firstRange(of: " WITH ") else {
      return scalar
    }
    return plain[String(name[..<with.lowerBound])] ?? scalar
  }

  /// Letters without accents by their names: Latin, Greek, Cyrillic, Arabic.
  private static let plain: [String: Unicode.Scalar] = {
    let ranges: [ClosedRange<UInt32>] = [0x61...0x7A, 0x3B1...0x3C9, 0x430...0x45F, 0x621...0x64A]
    var letters: [String: Unicode.Scalar] = [:]
    for scalar in ranges.joined().compactMap({ Unicode.Scalar($0) }) {
      if let name = scalar.properties.name, !name.contains(" WITH ") { letters[name] = scalar }
    }
    return letters
  }()
}
