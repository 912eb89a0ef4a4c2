import Testing
import Text

@testable import Workbench

@Suite("Fuzzy matching")
struct FuzzyMatchTests {
  private func score(_ word: String, _ title: String) -> Int? {
    FuzzyMatch.score(FoldedText(word).letters, in: FoldedText(title))
  }

  /// The title with the letters that matched in brackets.
  private func shown(_ word: String, _ title: String) -> String? {
    let text = FoldedText(title)
    guard let match = FuzzyMatch(FoldedText(word).letters[...], in: text) else { return nil }
    let places = Set(match.places.map { text.source(of: $0) })
    return title.unicodeScalars.enumerated().map { places.contains($0) ? "[\($1)]" : "\($1)" }.joined()
      .replacing("][", with: "")
  }

  @Test(
    "The letters that a reader would point at",
    arguments: [
      ("prog", "Custom Programming", "Custom [Prog]ramming"), ("cp", "Custom Programming", "[C]ustom [P]rogramming"),
      ("bakery", "Retail Bakeries", "Retail [Baker]ies"), ("art", "Martial Arts", "Martial [Art]s"),
      ("cafe", "Grand Café", "Grand [Café]"), ("cafe", "Cafe\u{301}", "[Cafe]\u{301}"), ("界", "世界", "世[界]"),
      ("ware", "Software", "Soft[ware]"), ("abc", "ＡＢＣ", "[ＡＢＣ]"), ("i", "İstanbul", "[İ]stanbul"),
    ])
  func places(_ word: String, _ title: String, _ wanted: String) { #expect(shown(word, title) == wanted) }

  @Test("Letters out of order, or scattered over the middles of words, are no match")
  func noMatch() {
    #expect(score("ba", "ab") == nil)
    #expect(score("church", "Household Appliances, Electric Housewares") == nil)
    #expect(score("a", "") == nil)
  }

  @Test(
    "Starts of words, runs and the start of the text count",
    arguments: [
      ("law", "Law firms", "Lawn mowers"), ("law", "Law firms", "The law"), ("law", "The law", "Outlaws"),
      ("car", "Car parts", "Cat rack"), ("cs", "Car sales", "Cats"), ("bakery", "Bakery", "Bakeries"),
      ("bakery", "Bakeries", "Baked goods"),
    ])
  func order(_ word: String, _ better: String, _ worse: String) throws {
    let (best, other) = (try #require(score(word, better)), score(word, worse) ?? .min)
    #expect(best > other)
  }

  @Test("Scores and shown places come from the same match, and the places are in order")
  func agreement() {
    var random = SeededGenerator(state: 5)
    for _ in 0..<3000 {
      let text = FoldedText(FoundStrings.title(&random))
      let word = FoldedText(FoundStrings.title(&random)).letters.filter { $0 != 0x20 }.prefix(12)
      let match = FuzzyMatch(word, in: text)
      #expect(match?.score == FuzzyMatch.score(Array(word), in: text))
      guard let match else { continue }
      #expect(zip(match.places, match.places.dropFirst()).allSatisfy { $0 < $1 })
      #expect(match.places.map { text.letters[$0] } == Array(word.prefix(match.places.count)))
    }
  }

  @Test("Folding keeps to each letter the raw scalar that it came from")
  func sources() {
    var random = SeededGenerator(state: 6)
    for _ in 0..<2000 {
      let raw = FoundStrings.title(&random)
      let text = FoldedText(raw)
      let count = raw.unicodeScalars.count
      #expect(text.letters.count == text.bonuses.count)
      let sources = text.letters.indices.map { text.source(of: $0) }
      #expect(sources.allSatisfy { (0..<count).contains($0) })
      #expect(zip(sources, sources.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(
        FoldedText(String(String.UnicodeScalarView(text.letters.compactMap(Unicode.Scalar.init)))).letters
          == text.letters)
    }
  }
}
