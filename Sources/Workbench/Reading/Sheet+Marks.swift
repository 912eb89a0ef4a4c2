import Labeling
import Text

extension Sheet {
  /// What is marked on the screen, by any question.
  var marks: Marks {
    let spans: [(question: Int, spans: [Span])] = shown.compactMap { index in
      let question = questions[index]
      guard case .spans = question.kind else { return nil }
      if let marking = markings[question.id] { return (index, marking.spans) }
      guard case .spans(let spans)? = answer[question.id] else { return nil }
      return (index, spans)
    }
    return spans.isEmpty ? .none : Marks(spans)
  }

  /// The mark that keys work on: the one that is selected, else the innermost around the cursor.
  var markInHand: (field: String, mark: Marks.Mark)? {
    guard let selection = marking?.selection else { return nil }
    let own = marks.covering(selection.range, in: selection.field).filter { $0.kind.question == focus }
    let around = own.filter { $0.range == selection.range } + own.filter { $0.range.contains(selection.range.lowerBound) }
    let innermost = around.min { left, right in
      (left.range != selection.range ? 1 : 0, left.range.count) < (right.range != selection.range ? 1 : 0, right.range.count)
    }
    return innermost.map { (selection.field, $0) }
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
