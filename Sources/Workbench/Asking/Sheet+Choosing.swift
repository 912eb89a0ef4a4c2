import Labeling
import Text

// What keys answer to the focused question, and what it still wants.
extension Sheet {
  enum Choice: Hashable {
    case changed
    /// Not taken, and why.
    case refused(Displayable)
  }

  /// Chooses a label of the focused question, or takes it back.
  mutating func choose(_ label: LabelID) -> Choice {
    guard let question, let chosen = offered.first(where: { $0.id == label }) else {
      return .refused("This screen asks nothing.")
    }
    askedForNone = nil
    withoutCandidates.remove(question.id)
    if marking != nil { return mark(chosen) }
    if fixed.contains(label) { return .refused("You ticked that before: it stays, and is not asked again.") }
    if case .choices(_, let max) = question.kind {
      if let refusal = toggle(chosen, in: question, max: max) { return .refused(refusal) }
    } else {
      let isTakenBack = question.isOptional && isChosen(label)
      answer[question.id] = isTakenBack ? nil : question.value(of: chosen)
    }
    lastChosen[question.id] = label
    dropHidden()
    return .changed
  }

  /// Ticks a label or takes it back; why not, where it can't be.
  private mutating func toggle(_ label: Label, in question: Question, max: Int?) -> Displayable? {
    let fixed = fixed
    var chosen = Set(answer[question.id]?.labels ?? [])
    if chosen.remove(label.id) == nil {
      let none = Set(offered.filter(\.isNone).map(\.id))
      if label.isNone, !fixed.isEmpty { return "That contradicts what stays ticked." }
      if label.isNone, case .choices(let min, _) = question.kind, min > 1 {
        return "At least \(min) labels are wanted here, so this one can't be the answer: skip or flag what has none."
      }
      // 'None of these' and a label contradict each other, and of one at most the new one is meant.
      if label.isNone || max == 1 { chosen = fixed } else { chosen.subtract(none) }
      if let max, chosen.count >= max {
        return chosen.isSubset(of: fixed)
          ? "At most \(max) \(max == 1 ? "label" : "labels") here, and what stays ticked is all: enter goes on."
          : "At most \(max) \(max == 1 ? "label" : "labels") here: take one back first, with its key."
      }
      chosen.insert(label.id)
    }
    let ordered = offered.map(\.id).filter(chosen.contains)
    answer[question.id] = ordered.isEmpty ? nil : .labels(ordered)
    return nil
  }

  /// Puts what is marked under the focused question.
  mutating func marksChanged() {
    guard let question else { return }
    askedForNone = nil
    withoutCandidates.remove(question.id)
    answer[question.id] = marking?.value(under: question)
    dropHidden()
  }

  /// What became of the wish to go on with nothing ticked.
  enum NoneFits: Hashable, Sendable {
    case notNeeded, asked, confirmed
  }

  /// Enter on a question that may have no labels says that none fits: the second one, since the first may be a slip.
  /// Where spans are wanted it says that there are none, or no others than before.
  mutating func confirmNone() -> NoneFits {
    guard let question, !question.isOptional, !wantsLabels(question),
      answer[question.id] == nil || isUntouched(question)
    else { return .notNeeded }
    let none: AnswerValue
    switch question.kind {
    case .choices(let min, _):
      let ticked = form.ticked(of: question.id)
      guard ticked.count >= min else { return .notNeeded }
      none = .labels(ticked)
    case .spans: none = .spans(marking?.spans ?? [])
    case .choice, .rating, .pairwise, .text: return .notNeeded
    }
    guard askedForNone == focus else {
      askedForNone = focus
      return .asked
    }
    answer[question.id] = none
    withoutCandidates.insert(question.id)
    dropHidden()
    return .confirmed
  }

  /// What the focused question still wants, in a sentence; nil when it is answered.
  var missing: Displayable? {
    guard let question else { return nil }
    if let wanting = labelsMissing { return wanting }
    guard openPoint(of: focus) != nil else { return nil }
    if case .text(_, let pattern) = question.kind { return missingWords(of: question, pattern) }
    guard case .choices(let min, let max) = question.kind else { return question.kind.request }
    let count = answer[question.id]?.labels.count ?? 0
    if let max, count > max {
      return fixed.count > max
        ? "More stays ticked than the \(max) that this question takes now: flag it, so that a reviewer decides."
        : "At most \(max) \(max == 1 ? "label" : "labels") here: take \(count - max) back first, with the key."
    }
    if min <= 1 { return question.kind.request }
    return "Choose \(min == max ? "exactly" : "at least") \(min): \(min - count) more to go."
  }
}
