/// What a label's id may look like: words as task files have them, and the codes of official lists (`T1547.004`, `01.11`).
enum LabelSpelling {
  private static let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/+*".utf8)

  static func isID(_ word: String) -> Bool {
    (1...64).contains(word.utf8.count) && word.utf8.allSatisfy(allowed.contains)
  }

  static func refusal(of word: String, _ what: String) -> String {
    "\(what) can't be '\(excerpt(word))' (take 1 to 64 of the letters a to z and A to Z, digits, and - _ . : / + *)"
  }

  /// The beginning of a text that may be as long as a file.
  static func excerpt(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(81)
    guard scalars.count > 80 else { return text }
    return String(String.UnicodeScalarView(scalars.dropLast())) + "..."
  }
}
