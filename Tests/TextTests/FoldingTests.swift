import Foundation
import Testing

@testable import Text

@Suite("Folding")
struct FoldingTests {
  private func fold(_ text: String) -> String { String(String.UnicodeScalarView(letters(of: text))) }

  private func letters(of text: String) -> [Unicode.Scalar] {
    var letters: [UInt32] = []
    for scalar in text.unicodeScalars { Folding.append(scalar, to: &letters) }
    return letters.compactMap { Unicode.Scalar($0) }
  }

  /// Every scalar that there is, but those of private use.
  private var assigned: [Unicode.Scalar] {
    (0..<0x110000).compactMap { Unicode.Scalar(UInt32($0)) }.filter {
      $0.properties.generalCategory != .unassigned && $0.properties.generalCategory != .privateUse
    }
  }

  @Test(
    "Case, accents and forms of width don't matter, and letters stay letters",
    arguments: [
      ("Crème Brûlée", "creme brulee"), ("Cre\u{300}me", "creme"), ("ŁÓDŹ", "lodz"), ("Straße", "strasse"),
      ("ＡＢ！", "ab!"), ("İstanbul ılık", "istanbul ilik"), ("Ὀδυσσεύς ΟΔΟΣ", "οδυσσευσ οδοσ"), ("Чай чаи", "чай чаи"),
      ("שָׁלוֹם", "שלום"), ("مُحَمَّد آدم", "محمد ادم"), ("हिन्दी", "हिन्दी"), ("ガか", "ガか"), ("ᄒ\u{1161}\u{11AB}국", "한국"),
      ("กุ กู ก่ก", "กุ กู กก"), ("\u{CC6}\u{CC2}", "\u{CCA}"), ("\u{F71}\u{F72}", "\u{F73}"),
      ("a\u{AD}b\u{200D}c\u{FE0F}", "abc"), ("a\u{A0}\tb", "a  b"), ("ﬁn", "fin"),
    ])
  func samples(_ raw: String, _ folded: String) {
    #expect(letters(of: raw) == Array(folded.unicodeScalars), "\(letters(of: raw))")
  }

  @Test("What is canonically equivalent folds to the same, whatever it is: a letter with its mark or one of its own")
  func encodings() {
    // Left apart: two Greek symbols, a letter whose name tells another base, and a ligature.
    let odd: Set<UInt32> = [0x3D3, 0x3D4, 0x6C0, 0xFB1F]
    // Variants of Chinese characters that are the same to Unicode only stay apart too.
    let letters = assigned.filter { $0.value < 0x10000 && $0.properties.isAlphabetic }
      .filter { !($0.properties.isIdeographic && $0.value >= 0xF900) && !odd.contains($0.value) }
    #expect(letters.count > 45_000)
    let wrong = letters.filter { scalar in
      fold(String(scalar)) != fold(String(scalar).decomposedStringWithCanonicalMapping)
    }
    #expect(wrong.isEmpty, "\(wrong.map { String($0.value, radix: 16) })")
  }

  @Test("Case never matters, and what is folded stays as it is")
  func laws() {
    // Capitals write the iota below Greek vowels, and the half ring of one letter, as letters of their own.
    let cased = assigned.filter { scalar in
      scalar.value != 0x1E9A && !String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.contains("\u{345}")
    }
    let wrong = cased.filter { scalar in
      let folded = letters(of: String(scalar))
      return letters(of: scalar.properties.uppercaseMapping) != folded
        || letters(of: scalar.properties.lowercaseMapping) != folded
        || letters(of: String(String.UnicodeScalarView(folded))) != folded
    }
    #expect(wrong.isEmpty, "\(wrong.map { String($0.value, radix: 16) })")
  }
}
