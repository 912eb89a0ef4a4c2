/// What the rows of a terminal tell a person at the task of a `Stage`.
struct Sight: Equatable {
  enum Place: Equatable {
    case example(film: String, version: Int)
    /// What is different from the next example on.
    case news
    /// What is left is with others at the moment.
    case busy
    /// There is nothing to answer any more.
    case nothing
    /// A shell, a sentence, or a screen that is being painted.
    case elsewhere
  }

  /// What the workbench says of a key or of another terminal, at the foot of the screen.
  enum Word: String, CaseIterable {
    case tooEarly = "so it was not taken"
    case anotherTerminal = "Another terminal of yours"
    case noOtherTerminal = "No other terminal of yours"
    case takenOver = "took this example over"
  }

  /// Titles of the screen without an example that does not come by itself.
  private static let ends = ["All done", "Nothing you may answer"]

  let place: Place
  /// The label that is marked as chosen.
  let chosen: String?
  let words: Set<Word>

  init(_ rows: [String]) {
    let isDone = rows.contains { row in Self.ends.contains { row.contains($0) } }
    let film = rows.lazy.map { $0.drop { $0 == " " } }.first { $0.hasPrefix("Film ") }
    if rows.contains(where: { $0.contains("↵ go on") }) {
      place = .news
    } else if let film, let version = Self.version(in: rows) {
      place = .example(film: String(film), version: version)
    } else {
      let isBusy = rows.contains { $0.contains("Others are at it") }
      place = isBusy ? .busy : isDone ? .nothing : .elsewhere
    }
    chosen =
      Stage.labels.enumerated().first { number, label in
        rows.contains { $0.contains("▸\(number + 1) \(label)") }
      }?.element
    words = Set(Word.allCases.filter { word in rows.contains { $0.contains(word.rawValue) } })
  }

  /// Of `Stage`'s prompt: `Which genre is it on screen 2?`.
  private static func version(in rows: [String]) -> Int? {
    for row in rows {
      let parts = row.split(separator: "on screen ")
      if parts.count == 2, let number = Int(parts[1].prefix { $0.isNumber }) { return number }
    }
    return nil
  }
}
