import Canvas
import Labeling
import Text

// Marking spans by lines: what is marked is named by its words, or by their numbers.
extension PlainConversation {
  /// A place that a line names.
  private struct Place: Hashable {
    var field: String
    var range: Range<Int>
  }

  /// `p Nairobi` marks the next place with these words, `p* Nairobi` all of them, `p #3-5` the words with these numbers,
  /// `- Nairobi` takes the mark away, and `#` numbers the words; `p` alone labels the next place that wants a label again. Nil for a line that is none of these.
  mutating func mark(_ line: PlainLine, _ told: inout [Displayable]) -> [Effect]? {
    guard state.mode == .marking, let marking = state.sheet?.marking, let first = line.words.first else { return nil }
    if line.text == "#" {
      told += PlainPage.numbered(marking)
      return []
    }
    if first == "-" {
      delete(line.afterFirstWord, marking)
      return []
    }
    let isForAll = first.count > 1 && first.hasSuffix("*")
    guard let label = label(named: isForAll ? first.dropLast() : first) else { return nil }
    guard line.words.count > 1 else { return markNextOpen(label, marking) }
    let places = places(named: line.afterFirstWord, in: marking)
    let free = places.filter { place in
      !marking.spans.contains { $0.field == place.field && $0.start..<$0.end == place.range && $0.label == label }
    }
    guard let next = free.first else {
      state.notice = .hint(
        places.isEmpty
          ? "'\(line.afterFirstWord)' is not in the text." : "'\(line.afterFirstWord)' is marked so everywhere already."
      )
      return []
    }
    var effects: [Effect] = []
    for place in isForAll ? free : [next] {
      state.sheet?.marking?.select(place.field, place.range)
      effects += state.choose(label, with: .enter)
    }
    return effects
  }

  /// A label without words is for the first place that wants one again.
  private mutating func markNextOpen(_ label: LabelID, _ marking: Marking) -> [Effect] {
    guard let open = marking.unlabelled.first else {
      state.notice = .hint("Say which words too, after the label.")
      return []
    }
    state.sheet?.marking?.select(open.field, open.start..<open.end)
    return state.choose(label, with: .enter)
  }

  private mutating func delete(_ words: String, _ marking: Marking) {
    let marked = places(named: words, in: marking).first { place in
      marking.spans.contains { $0.field == place.field && $0.start..<$0.end == place.range }
    }
    guard let marked else {
      state.notice = .hint(words.isEmpty ? "Say which mark: - and its words." : "'\(words)' is not marked.")
      return
    }
    state.sheet?.marking?.select(marked.field, marked.range)
    state.mark(.deleteSpan)
  }

  /// The places of words, whole ones where there are some; or the one of word numbers.
  private func places(named words: String, in marking: Marking) -> [Place] {
    if words.hasPrefix("#") { return numbered(words.dropFirst(), in: marking).map { [$0] } ?? [] }
    for isWhole in [true, false] {
      let places = marking.texts.flatMap { text in
        text.places(of: words, isWholeWords: isWhole, besides: nil).map { Place(field: text.field, range: $0) }
      }
      if !places.isEmpty { return places }
    }
    return []
  }

  private func numbered(_ numbers: Substring, in marking: Marking) -> Place? {
    let bounds = numbers.split(separator: "-").compactMap { Int($0) }
    let words = marking.numberedWords
    guard let low = bounds.first, let high = bounds.last, bounds.count <= 2, low <= high,
      words.indices.contains(low - 1), words.indices.contains(high - 1), words[low - 1].field == words[high - 1].field
    else { return nil }
    return Place(
      field: words[low - 1].field, range: words[low - 1].range.lowerBound..<words[high - 1].range.upperBound)
  }
}

extension Marking {
  /// All words of all texts, in their order.
  var numberedWords: [(field: String, range: Range<Int>)] {
    texts.flatMap { text in
      var words: [(field: String, range: Range<Int>)] = []
      var next = text.pieces(.word).first
      while let word = next {
        words.append((text.field, word))
        next = text.pieces(.word).first(startingAfter: word.lowerBound)
      }
      return words
    }
  }
}

extension PlainPage {
  private static let wordsInLine = 10

  /// The words that can be marked, with their numbers.
  static func numbered(_ marking: Marking) -> [Displayable] {
    let words = marking.numberedWords
    return stride(from: 0, to: words.count, by: wordsInLine).map { start in
      words[start..<min(start + wordsInLine, words.count)].enumerated().map { index, word in
        let text = marking.texts.first { $0.field == word.field }?.text(word.range) ?? ""
        return "\(start + index + 1):\(Displayable(text).oneLine)"
      }.joined(separator: " ")
    }
  }

  /// What is marked, with its labels.
  static func marks(of sheet: Sheet, _ marking: Marking) -> [Displayable] {
    guard !marking.spans.isEmpty || !marking.unlabelled.isEmpty else { return ["Nothing is marked."] }
    func title(_ label: LabelID) -> Displayable {
      Displayable(sheet.build.taxonomy[label]?.title ?? label.rawValue).oneLine
    }
    func text(_ field: String, _ range: Range<Int>) -> Displayable {
      Displayable(marking.texts.first { $0.field == field }?.text(range) ?? "").oneLine.truncated(to: 80)
    }
    return marking.spans.map { "\(text($0.field, $0.start..<$0.end)): \(title($0.label))" }
      + marking.unlabelled.map { stretch in
        let titles = stretch.candidates.map(title).joined(separator: " or ")
        return "\(text(stretch.field, stretch.start..<stretch.end)): \(titles.isEmpty ? "which label" : titles)?"
      }
  }
}
