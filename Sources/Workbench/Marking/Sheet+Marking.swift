import Labeling
import Text

extension Question {
  /// The texts in which it wants something marked: the fields that it names, else all that are shown.
  func markable(in fields: [ShownText]) -> [ShownText] {
    guard case .spans(let names, _) = kind else { return [] }
    return fields.filter { $0.isText && (names.isEmpty || names.contains($0.name)) }
  }
}

extension Marking {
  /// The marks of a question as its sheet opens; nil for other kinds of questions.
  ///
  /// - Parameter isSubmitted: what the earlier answer left without a label was seen to, if only by taking it away.
  init?(
    _ question: Question, _ presented: Presented, _ answer: Answer, _ earlier: EarlierMarks?, _ isSubmitted: Bool
  ) {
    guard case .spans(_, let allowsOverlap) = question.kind else { return nil }
    var spans: [Span] = []
    if case .spans(let given)? = answer[question.id] { spans = given }
    let labelled = Set(spans.filter { !(earlier?.spans.contains($0) ?? false) }.map(Stretch.init))
    let unlabelled = isSubmitted ? [] : earlier?.unlabelled.filter { !labelled.contains(Stretch($0)) } ?? []
    self.init(
      question.markable(in: presented.fields), spans: spans, unlabelled: unlabelled, allowsOverlap: allowsOverlap)
  }

  /// What the marks answer. Nothing marked says nothing, as it may be a question not looked at yet; where it is
  /// optional, somebody who took the last mark away says that there is none.
  func value(under question: Question) -> AnswerValue? {
    spans.isEmpty && !(question.isOptional && canTakeBack) ? nil : .spans(spans)
  }
}

// The marks of the focused question.
extension Sheet {
  /// Gives the selection a label, or takes it away again.
  mutating func mark(_ label: Label) -> Choice {
    if let stretch = marking?.unlabelledInHand, let candidates, candidates.contains(label.id),
      !stretch.candidates.isEmpty, !stretch.candidates.contains(label.id)
    {
      let titles = stretch.candidates.map { title(of: $0) }.joined(separator: " or ")
      return .refused("This place can be \(titles) now. Where it is neither, open the other labels.")
    }
    return change { marking, fixed throws(Marking.Obstacle) in try marking.mark(label.id, keeping: fixed) }
  }

  /// Takes the span in hand away.
  mutating func deleteSpan() -> Choice {
    change { marking, fixed throws(Marking.Obstacle) in _ = try marking.deleteSpan(keeping: fixed) }
  }

  /// Marks all other places with the text of the span in hand; in words, what was done.
  mutating func markAll() -> Displayable {
    guard let span = marking?.inHand, let marked = marking?.markAll() else { return "No span is at the cursor." }
    marksChanged()
    let others: Displayable = marked.left == 1 ? "1 is marked otherwise" : "\(marked.left) are marked otherwise"
    let left: Displayable = marked.left == 0 ? "" : "; \(others) and \(marked.left == 1 ? "stays" : "stay") so"
    switch marked.new {
    case 0: return "No other place with this text is left to mark\(left)."
    case 1: return "1 more place is \(title(of: span.label)) now\(left)."
    default: return "\(marked.new) more places are \(title(of: span.label)) now\(left)."
    }
  }

  /// Takes the last change of the marks back; false where there is none.
  mutating func takeMarkBack() -> Bool {
    guard marking?.takeBack() == true else { return false }
    marksChanged()
    return true
  }

  private mutating func change(
    _ work: (inout Marking, Set<Span>) throws(Marking.Obstacle) -> Void
  ) -> Choice {
    guard let question, var marking else { return .refused("Nothing is marked here.") }
    // What was marked before and is not asked about stays, unless the person wants all labels.
    let fixed = candidates == nil ? [] : Set(form.marked(in: question.id)?.spans ?? [])
    do throws(Marking.Obstacle) {
      try work(&marking, fixed)
    } catch {
      return .refused(sentence(for: error))
    }
    self.marking = marking
    marksChanged()
    return .changed
  }

  private func sentence(for obstacle: Marking.Obstacle) -> Displayable {
    switch obstacle {
    case .noText: return "There is no text to mark here."
    case .overlap(let span):
      let text = Displayable(marking?.text(of: span) ?? "").oneLine.truncated(to: 24)
      return "'\(text)' is \(title(of: span.label)) already, and marks can't overlap here: delete that one first."
    case .fixed: return "You marked that before: it stays, and is not asked again."
    }
  }

  private func title(of label: LabelID) -> Displayable {
    Displayable(build.taxonomy[label]?.title ?? label.rawValue).oneLine.truncated(to: 24)
  }
}

// What is left to say.
extension Sheet {
  /// True where stretches of the earlier answer still want a label.
  func wantsLabels(_ question: Question) -> Bool {
    question.isShown(beside: answer) && markings[question.id]?.unlabelled.isEmpty == false
  }

  /// True where a question is asked again and nothing is marked but what was marked before.
  func hasOnlyEarlierMarks(_ question: Question) -> Bool {
    guard let earlier = form.marked(in: question.id), let marking = markings[question.id] else { return false }
    return Set(marking.spans).isSubset(of: earlier.spans)
  }

  /// The stretches of the focused question that want a label, in a sentence; nil where none does.
  var labelsMissing: Displayable? {
    guard let question, wantsLabels(question), let count = marking?.unlabelled.count else { return nil }
    return count == 1
      ? "One place that you marked before wants a label: give it one, or delete it."
      : "\(count) places that you marked before want a label: give each one, or delete it."
  }

  /// That nothing was said, and that the same key again says that there is nothing to say.
  var nothingSaid: Displayable {
    if let marking {
      return marking.spans.isEmpty
        ? "Nothing is marked. The same key again says: there are none."
        : "Nothing more is marked. The same key again says: there are no more."
    }
    let more: Displayable = fixed.isEmpty ? "" : " more"
    return "Nothing\(more) is ticked. The same key again says: none of these."
  }
}

private struct Stretch: Hashable {
  var field: String
  var start: Int
  var end: Int

  init(_ span: Span) { (field, start, end) = (span.field, span.start, span.end) }
  init(_ span: SpanSet.Unlabelled) { (field, start, end) = (span.field, span.start, span.end) }
}
