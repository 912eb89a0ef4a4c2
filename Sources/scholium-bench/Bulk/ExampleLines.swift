import Driving

/// A file of examples as people bring them: 300 bytes a line, with escapes and letters beyond ASCII here and there.
struct ExampleLines {
  private static let size = 300
  private static let unusual = ["caf\\u00e9", "\\\"quoted\\\"", "naïve", "Zürich", "東京", "line\\nbreak", "50\\t%"]

  let path: String

  init(_ count: Int, at path: String) throws {
    self.path = path
    var random = Seeded(seed: 7)
    let words = (0..<4000).map { _ in Self.word(&random) }
    try LineFile.write(count, to: path) { Self.line($0, words, &random) }
  }

  private static func word(_ random: inout Seeded) -> String {
    String(
      (0..<Int.random(in: 2...9, using: &random)).map { _ in
        "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random) ?? "a"
      })
  }

  private static func line(_ number: Int, _ words: [String], _ random: inout Seeded) -> String {
    var line =
      "{\"id\":\"film-\(number)\",\"year\":\(1900 + number % 120),\"text\":\"\(words[Int(random.next() % 4000)])"
    while line.utf8.count < size - 12 {
      let place = Int(random.next() % 4100)
      line += " " + (place < words.count ? words[place] : unusual[place % unusual.count])
    }
    return line + "\"}"
  }
}
