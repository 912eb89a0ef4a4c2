import Labeling
import Text

// What a statement says, in words: as it was given, and as it reads under the case's build.
extension ReviewedCase {
  /// What was said to a question in the words of the screen and the labels that it was said under.
  func said(_ statement: Statement, to question: Question) -> Displayable {
    switch statement.what {
    case .skip: return "skipped"
    case .flag: return "flagged"
    case .answer(let answer), .decision(let answer):
      guard let own = statement.build.ask.first(where: { $0.id == question.id }) else { return "not asked" }
      guard let value = answer[question.id] else { return "nothing" }
      // By the data's own order of sides, so that people can be compared who saw them otherwise.
      return Self.words(of: value, under: own, statement.build)
    }
  }

  /// How what was said comes over; nil for what says the same in the same words.
  func crossing(_ statement: Statement, of question: Question) -> (sign: Displayable, words: Displayable)? {
    guard let reading = statement.reading, statement.build.ask.contains(where: { $0.id == question.id }) else {
      return nil
    }
    let read = reading[question.id]
    let labels = labels(in: read).map(title(of: question)).joined(separator: " or ")
    switch read.crossing {
    case .exact:
      guard let value = read.value(under: question, offered: build.offered[question.id] ?? []) else { return nil }
      let words = Self.words(of: value, under: question, build)
      return words == said(statement, to: question) ? nil : ("=", words)
    case .unknown: return ("~", labels.isEmpty ? "unknown" : "unknown: \(labels)")
    case .ambiguous: return ("?", labels.isEmpty ? "ambiguous" : "ambiguous: \(labels)")
    case .void: return ("×", "void: says nothing here")
    }
  }

  func title(of question: Question) -> (LabelID) -> Displayable {
    { id in
      let label = build.label(id, offeredBy: question.id) ?? build.taxonomy[id]
      return Displayable(label?.title ?? id.rawValue).oneLine.truncated(to: 36)
    }
  }

  /// The labels that a reading leaves open, or names.
  private func labels(in reading: QuestionReading) -> [LabelID] {
    switch reading.content {
    case .candidates(let labels): labels
    case .marks(let marks): reading.crossing == .unknown ? marks.unknown : marks.clauses.first ?? marks.unknown
    case .spans(let spans):
      spans.spans.first { $0.crossing == reading.crossing }?.candidates ?? spans.unknown
    case .text, .notAsked, .nothing: []
    }
  }

  static func words(of value: AnswerValue, under question: Question, _ build: Build) -> Displayable {
    switch value {
    case .spans(let spans):
      var counts: [(label: LabelID, count: Int)] = []
      for label in spans.map(\.label) {
        if let place = counts.firstIndex(where: { $0.label == label }) {
          counts[place].count += 1
        } else {
          counts.append((label, 1))
        }
      }
      let words: [Displayable] = counts.map { entry in
        let label = build.label(entry.label, offeredBy: question.id) ?? build.taxonomy[entry.label]
        let title = Displayable(label?.title ?? entry.label.rawValue).oneLine.truncated(to: 36)
        return entry.count == 1 ? title : "\(title) ×\(entry.count)"
      }
      return words.isEmpty ? "no spans" : words.joined(separator: ", ")
    case .text(let text):
      let words = text.unicodeScalars.drop { $0.properties.isWhitespace }
      return Displayable(String(String.UnicodeScalarView(words.prefix(400)))).oneLine
    case .label, .labels, .side, .rating:
      return value.summary(under: question, of: build, isSwapped: false, widestTitle: 36)
    }
  }
}
