/// What is looked for among labels: words, each of which a label must have somewhere.
struct LabelQuery: Hashable, Sendable {
  /// Words that are looked for; the rest is not.
  private static let wordLimit = 24
  /// How much a place other than the title is worth, in sixteenths of the title.
  private enum Worth {
    static let id = 15
    static let description = 11
    static let group = 9
  }
  private static let exact = 10_000
  private static let phrase = 24
  private static let key = 14

  private let folded: FoldedText
  let words: [[UInt32]]

  init(_ text: String) {
    folded = FoldedText(text)
    words = folded.words.prefix(Self.wordLimit).map { Array($0.prefix(FuzzyMatch.wordLimit)) }
  }

  /// True where all labels match, and none more than another.
  var isEmpty: Bool { words.isEmpty }

  /// True where this query finds nothing that the other did not find: letters were added at its end.
  func narrows(_ other: LabelQuery) -> Bool { folded.letters.starts(with: other.folded.letters) }

  /// The labels that have all words, the best first; equally good ones in taxonomy order.
  ///
  /// - Parameter places: the labels to look at.
  func found(in catalog: LabelCatalog, among places: some Sequence<Int>) -> [Int] {
    let groups = words.map { Self.scores(of: $0, in: catalog.groups) }
    let scored = places.compactMap { place in
      score(catalog.entries[place], groups).map { (place: place, score: $0) }
    }
    return scored.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.place)
  }

  private func score(_ entry: LabelCatalog.Entry, _ groups: [[Int]]) -> Int? {
    var total = 0
    for (index, word) in words.enumerated() {
      var best = FuzzyMatch.score(word, in: entry.title).map { max(1, $0) } ?? 0
      best = max(best, Self.piece(word, in: entry.id, isAnywhere: true) * Worth.id / 16)
      if let group = entry.group { best = max(best, groups[index][group] * Worth.group / 16) }
      if let key = entry.key, key.letters == word { best = max(best, Self.key) }
      if let description = entry.description {
        best = max(best, Self.piece(word, in: description, isAnywhere: false) * Worth.description / 16)
      }
      guard best > 0 else { return nil }
      total += best
    }
    if entry.title.letters == folded.letters || entry.id.letters == folded.letters { total += Self.exact }
    if words.count > 1, Self.firstPlace(of: folded.letters, in: entry.title, isAnywhere: false) != nil {
      total += Self.phrase
    }
    return total
  }

  /// For each label above others how well it, or one above it, has a word; 0 where it has not.
  private static func scores(of word: [UInt32], in groups: [LabelCatalog.Group]) -> [Int] {
    var scores: [Int] = []
    for group in groups {
      scores.append(max(group.above.map { scores[$0] } ?? 0, piece(word, in: group.folded, isAnywhere: false)))
    }
    return scores
  }

  /// How well a text has the letters of a word one after another, 0 where it has not: long texts have anything with gaps.
  private static func piece(_ word: [UInt32], in text: FoldedText, isAnywhere: Bool) -> Int {
    guard let place = firstPlace(of: word, in: text, isAnywhere: isAnywhere) else { return 0 }
    let bonus = Int(text.bonuses[place])
    return word.count * (16 + max(4, bonus)) + bonus + (place == 0 ? 8 : 0)
  }

  private static func firstPlace(of word: [UInt32], in text: FoldedText, isAnywhere: Bool) -> Int? {
    let last = text.letters.count - word.count
    guard last >= 0, let first = word.first else { return nil }
    return text.letters.withUnsafeBufferPointer { letters in
      (0...last).first { start in
        letters[start] == first && (isAnywhere || text.isWordStart(start))
          && word.indices.allSatisfy { letters[start + $0] == word[$0] }
      }
    }
  }
}

// What to show of a match.
extension LabelQuery {
  /// The raw scalars of a title that were looked for.
  func matched(inTitleOf entry: LabelCatalog.Entry) -> Set<Int> {
    var scalars: Set<Int> = []
    for word in words {
      guard let match = FuzzyMatch(word[...], in: entry.title) else { continue }
      // What the title has only with gaps was found elsewhere, where that is better.
      if Self.firstPlace(of: word, in: entry.id, isAnywhere: true) != nil,
        Self.firstPlace(of: word, in: entry.title, isAnywhere: true) == nil
      {
        continue
      }
      scalars.formUnion(match.places.map { entry.title.source(of: $0) })
    }
    return scalars
  }

  /// The raw scalars of an id that were looked for and are not in the title as they are; empty where it tells nothing.
  func matched(inIDOf entry: LabelCatalog.Entry) -> Set<Int> {
    var scalars: Set<Int> = []
    for word in words where Self.firstPlace(of: word, in: entry.title, isAnywhere: true) == nil {
      guard let place = Self.firstPlace(of: word, in: entry.id, isAnywhere: true) else { continue }
      scalars.formUnion((place..<(place + word.count)).map { entry.id.source(of: $0) })
    }
    return scalars
  }
}
