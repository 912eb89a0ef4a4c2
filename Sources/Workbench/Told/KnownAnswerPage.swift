import Canvas
import Labeling
import Text

/// What is known of the example that was just answered, beside what was answered: read before the next one.
struct KnownAnswerPage {
  /// Spans of one answer that are listed.
  private static let mostSpans = 40
  /// Scalars of one's own words that are told.
  private static let mostWords = 2000
  private static let widestSpan = 60

  let known: KnownAnswer
  let given: Answer
  let presented: Presented

  /// With the example below, to learn from: what is known is to be read, the example may be.
  func reading(size: Size) -> Reading {
    let example = Passage.of(presented.blindFields, marked: presented.build.markedFields)
    let caption = Passage(kind: .caption, text: "The example")
    return Reading(
      passages + (example.isEmpty ? [] : [caption] + example), width: AnswerLayout.readingWidth(size),
      wanted: passages.count)
  }

  var passages: [Passage] {
    let title = Displayable(String(presented.title.prefix(200))).oneLine.truncated(to: 40)
    let heading = Passage(kind: .heading(beside: title.isEmpty ? nil : title), text: "Known answer")
    let answers = presented.build.ask.flatMap { question in
      known.answer[question.id].map { passages(of: question, $0, given[question.id]) } ?? []
    }
    let why = known.explanation.map { $0.isEmpty ? [] : Passage.body($0) } ?? []
    return [heading] + answers + why
  }

  private func passages(of question: Question, _ known: AnswerValue, _ given: AnswerValue?) -> [Passage] {
    let said = given.map { $0 == known ? ["the same"] : words(of: $0, under: question) } ?? ["nothing"]
    return [Passage(kind: .caption, text: Displayable(question.prompt).oneLine)]
      + lines("known     ", words(of: known, under: question), bold: true) + lines("you said  ", said, bold: false)
  }

  /// Words behind a lead that stands on the first line only.
  private func lines(_ lead: Displayable, _ words: [Displayable], bold: Bool) -> [Passage] {
    let blank = Displayable(String(repeating: " ", count: lead.width))
    return words.enumerated().map { index, text in
      var typeset = Typeset(first: index == 0 ? lead : blank, others: blank, isApart: false)
      if bold { typeset.stretches = [Typeset.Stretch(end: ScalarOffset(.max), style: Style(.text, bold: true))] }
      return Passage(kind: .set(typeset), text: text)
    }
  }

  /// A value in full, a line for each thing that it says.
  private func words(of value: AnswerValue, under question: Question) -> [Displayable] {
    switch value {
    case .spans(let spans):
      guard !spans.isEmpty else { return ["no span"] }
      let rest = spans.count - Self.mostSpans
      return spans.prefix(Self.mostSpans).map { words(of: $0) } + (rest > 0 ? ["… and \(rest) more"] : [])
    case .text(let text):
      return [Displayable(String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.mostWords)))).oneLine]
    case .label, .labels, .rating, .side:
      return [presented.summary(of: value, under: question, widestTitle: .max)]
    }
  }

  private func words(of span: Span) -> Displayable {
    let title = Displayable(presented.build.taxonomy[span.label]?.title ?? span.label.rawValue).oneLine
    let scalars = (presented.fields.first { $0.name == span.field }?.text ?? "").unicodeScalars
    let marked = scalars.dropFirst(span.start).prefix(span.end - span.start)
    let text = Displayable(String(String.UnicodeScalarView(marked))).oneLine.truncated(to: Self.widestSpan)
    return "\(text): \(title)"
  }
}
