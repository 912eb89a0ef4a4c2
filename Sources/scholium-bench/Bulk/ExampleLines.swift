import Driving
import Glibc

/// A file of examples as people bring them: 300 bytes a line, with escapes and letters beyond ASCII here and there.
struct ExampleLines {
  private static let size = 300
  private static let unusual = ["caf\\u00e9", "\\\"quoted\\\"", "naïve", "Zürich", "東京", "line\\nbreak", "50\\t%"]

  let path: String

  init(_ count: Int, at path: String) throws {
    self.path = path
    guard let file = fopen(path, "w") else { throw MeasuredRun.Failure(description: "\(path) cannot be written") }
    var random = Seeded(seed: 7)
    let words = (0..<4000).map { _ in Self.word(&random) }
    for number in 0..<count { fputs(Self.line(number, words, &random), file) }
    let failed = ferror(file) != 0
    guard fclose(file) == 0, !failed else { throw MeasuredRun.Failure(description: "\(path) cannot be written") }
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
    return line + "\"}\n"
  }
}
