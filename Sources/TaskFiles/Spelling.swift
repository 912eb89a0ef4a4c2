/// Finds the word that somebody may have meant.
enum Spelling {
  /// The nearest of some words within two typing errors (one in short words, none in one letter); nil if none is near.
  static func nearest(to word: String, in words: [String]) -> String? {
    // Beyond these bounds a hint isn't worth the time.
    guard word.utf8.count <= 64, words.count <= 1000 else { return nil }
    let limit = word.count <= 1 ? 0 : word.count <= 3 ? 1 : 2
    return words.map { (word: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= limit }
      .min { $0.distance < $1.distance }?.word
  }

  /// Levenshtein's distance, case left aside.
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.lowercased())
    var row = Array(0...right.count)
    for (index, character) in left.lowercased().enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let replaced = diagonal + (character == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
