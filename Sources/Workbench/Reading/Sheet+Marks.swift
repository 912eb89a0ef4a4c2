import Labeling
import Text

extension Sheet {
  /// What is marked on the screen, by any question.
  var marks: TextMarks { TextMarks(markSources) }

  /// The same as the questions have it.
  var markSources: [TextMarks.Source] {
    shown.compactMap { index in
      let question = questions[index]
      guard case .spans = question.kind else { return nil }
      if let marking = markings[question.id] {
        return TextMarks.Source(question: index, spans: marking.spans, unlabelled: marking.unlabelled)
      }
      guard case .spans(let spans)? = answer[question.id] else { return nil }
      return TextMarks.Source(question: index, spans: spans, unlabelled: [])
    }
  }

  /// The mark of the focused question that keys work on.
  var markInHand: TextMarks.Mark? {
    guard let marking else { return nil }
    return marking.unlabelledInHand.map { TextMarks.Mark($0, question: focus) }
      ?? marking.inHand.map { TextMarks.Mark($0, question: focus) }
  }
}

extension TextMarks {
  /// What a question has marked.
  struct Source: Hashable, Sendable {
    /// Its place on the screen.
    let question: Int
    let spans: [Span]
    let unlabelled: [SpanSet.Unlabelled]
  }

  init(_ sources: [Source]) {
    var gathering = Gathering()
    for source in sources {
      gathering.reserve(source.spans.count + source.unlabelled.count)
      for span in source.spans { gathering.add(Mark(span, question: source.question), in: span.field) }
      for stretch in source.unlabelled { gathering.add(Mark(stretch, question: source.question), in: stretch.field) }
    }
    self.init(gathering)
  }
}

extension TextMarks.Mark {
  init(_ span: Span, question: Int) {
    self.init(
      range: ScalarOffset(span.start)..<ScalarOffset(max(span.start, span.end)),
      kind: Kind(meaning: .label(span.label), question: question))
  }

  init(_ stretch: SpanSet.Unlabelled, question: Int) {
    self.init(
      range: ScalarOffset(stretch.start)..<ScalarOffset(max(stretch.start, stretch.end)),
      kind: Kind(meaning: .open(stretch.candidates), question: question))
  }
}

extension Build {
  /// The fields in which a question of the screen may mark something.
  var markedFields: Set<String> {
    Set(
      ask.flatMap { question -> [String] in
        guard case .spans(let fields, _) = question.kind else { return [] }
        return fields.isEmpty ? ui.show.map(\.field) : fields
      })
  }
}

extension Range<ScalarOffset> {
  /// Scalars between the ends.
  var count: Int { upperBound.rawValue - lowerBound.rawValue }
}
