import Labeling
import Text

extension Sheet {
  /// What is marked on the screen, by any question.
  var marks: TextMarks {
    var marks: [(field: String, mark: TextMarks.Mark)] = []
    for index in shown {
      let question = questions[index]
      guard case .spans = question.kind else { continue }
      if let marking = markings[question.id] {
        marks += marking.spans.map { ($0.field, TextMarks.Mark($0, question: index)) }
        marks += marking.unlabelled.map { ($0.field, TextMarks.Mark($0, question: index)) }
      } else if case .spans(let spans)? = answer[question.id] {
        marks += spans.map { ($0.field, TextMarks.Mark($0, question: index)) }
      }
    }
    return marks.isEmpty ? .none : TextMarks(marks)
  }

  /// The mark of the focused question that keys work on.
  var markInHand: TextMarks.Mark? {
    guard let marking else { return nil }
    return marking.unlabelledInHand.map { TextMarks.Mark($0, question: focus) }
      ?? marking.inHand.map { TextMarks.Mark($0, question: focus) }
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
