/// Scores a word against a text whose letters hold it in order, with gaps or without.
///
/// The scheme is that of fzf (junegunn/fzf, `src/algo/algo.go`, FuzzyMatchV2) and nucleo (helix-editor/nucleo,
/// `matcher/src/score.rs`), which come from Smith and Waterman (1981): each letter scores, more so at the start of a word
/// and in a run; gaps cost. On top of theirs, a word that differs in its ending only ('bakery', 'bakeries') matches too.
struct FuzzyMatch: Hashable {
  private static let letter: Int32 = 16
  private static let run: Int32 = 4
  private static let gapStart: Int32 = 3
  private static let gap: Int32 = 1
  private static let textStart: Int32 = 8
  private static let wordEnd: Int32 = 4
  /// For each letter of an ending that the text has not.
  private static let missing: Int32 = 12
  /// Letters of a word that are looked for; the rest is not.
  static let wordLimit = 64

  private static let none = Int32.min / 2

  let score: Int
  /// The letters of the text that matched, in order.
  let places: [Int]

  /// The best match of a word, nil where there is none. A word with a letter more never matches where it did not before.
  init?(_ word: ArraySlice<UInt32>, in text: FoldedText) {
    let word = Array(word.prefix(Self.wordLimit))
    let whole = Self.subsequence(word, in: text, isTraced: true)
    let ending = Self.withoutEnding(word, in: text)
    switch (whole, ending) {
    case (nil, nil): return nil
    case (let whole?, let ending?) where ending.score > whole.score: self.init(ending.score, ending.places)
    case (let whole?, _): self.init(whole.score, whole.places)
    case (nil, let ending?): self.init(ending.score, ending.places)
    }
  }

  private init(_ score: Int32, _ places: [Int]) {
    self.score = Int(score)
    self.places = places
  }

  /// The score alone, which is quicker. It may be below zero where the gaps are long.
  static func score(_ word: [UInt32], in text: FoldedText) -> Int? {
    let whole = subsequence(word, in: text, isTraced: false)?.score
    let ending = withoutEnding(word, in: text)?.score
    return whole.map { Int(max($0, ending ?? $0)) } ?? ending.map { Int($0) }
  }

  private typealias Found = (score: Int32, places: [Int])

  /// The word with all its letters.
  private static func subsequence(_ word: [UInt32], in text: FoldedText, isTraced: Bool) -> Found? {
    let width = text.letters.count
    guard !word.isEmpty, let first = earliest(word, in: text.letters) else { return nil }
    // For each letter of the word and each place: the best score of a match that ends there, and the bonus of its run.
    var scores = Array(repeating: none, count: word.count * width)
    var runs = Array(repeating: Int32(0), count: word.count * width)
    for index in word.indices {
      let (row, above) = (index * width, (index - 1) * width)
      // The best match of the letters before, at the cost of the gap that follows it.
      var best = none
      for place in (index == 0 ? first[0] : first[index - 1] + 1)..<width {
        if index > 0, place >= 2 { best = max(scores[above + place - 2] - gapStart, best - gap) }
        guard text.letters[place] == word[index] else { continue }
        let bonus = Int32(text.bonuses[place])
        if index == 0 {
          // Letters scattered over the middles of words are nothing that anyone looks for.
          guard text.isWordStart(place) || text.letters[place...].starts(with: word) else { continue }
          scores[row + place] = letter + 2 * bonus + (place == 0 ? textStart : 0)
          runs[row + place] = bonus
          continue
        }
        let afterGap = best + bonus
        var afterLetter = none
        var inRun = Int32(0)
        if place > 0, scores[above + place - 1] > none / 2 {
          inRun = max(bonus, runs[above + place - 1])
          afterLetter = scores[above + place - 1] + max(inRun, run)
        }
        scores[row + place] = letter + max(afterGap, afterLetter)
        runs[row + place] = afterLetter >= afterGap ? inRun : bonus
      }
    }
    let last = (word.count - 1) * width
    var end: Int?
    var total = none
    for place in first[word.count - 1]..<width where scores[last + place] > none / 2 {
      let score = scores[last + place] + (text.isWordEnd(place) ? wordEnd : 0)
      if score > total { (total, end) = (score, place) }
    }
    guard let end else { return nil }
    return (total, isTraced ? trace(word.count, from: end, scores, runs, in: text) : [])
  }

  /// The first places at which the letters of a word can be; nil where the text does not hold them in order.
  private static func earliest(_ word: [UInt32], in letters: [UInt32]) -> [Int]? {
    var places: [Int] = []
    var place = 0
    for letter in word {
      while place < letters.count, letters[place] != letter { place += 1 }
      guard place < letters.count else { return nil }
      places.append(place)
      place += 1
    }
    return places
  }

  /// The places of the match that ends at one, backwards through the scores.
  private static func trace(
    _ count: Int, from end: Int, _ scores: [Int32], _ runs: [Int32], in text: FoldedText
  ) -> [Int] {
    let width = text.letters.count
    var places = [end]
    var place = end
    for index in stride(from: count - 1, to: 0, by: -1) {
      let above = (index - 1) * width
      let rest = scores[index * width + place] - letter
      let bonus = Int32(text.bonuses[place])
      var next = place - 1
      if scores[above + next] <= none / 2 || scores[above + next] + max(bonus, runs[above + next], run) != rest {
        next =
          (0..<max(0, place - 1)).last { before in
            scores[above + before] - gapStart - gap * Int32(place - 2 - before) + bonus == rest
          } ?? next
      }
      places.append(next)
      place = next
    }
    return places.reversed()
  }

  /// A word of the text that the word agrees with up to an ending of three letters at most.
  private static func withoutEnding(_ word: [UInt32], in text: FoldedText) -> Found? {
    let least = max(4, word.count - 3)
    guard word.count > least else { return nil }
    var best: Found?
    for start in text.letters.indices where text.letters[start] == word[0] && text.isWordStart(start) {
      var count = 0
      while count < word.count, start + count < text.letters.count, text.letters[start + count] == word[count] {
        count += 1
      }
      guard count >= least, count < word.count else { continue }
      let bonus = Int32(text.bonuses[start])
      let score =
        Int32(count) * (letter + bonus) + bonus + (start == 0 ? textStart : 0)
        - Int32(word.count - count) * missing
      if best.map({ score > $0.score }) ?? true { best = (score, Array(start..<(start + count))) }
    }
    return best
  }
}
