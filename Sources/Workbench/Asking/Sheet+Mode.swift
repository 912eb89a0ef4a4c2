import Labeling

extension Sheet {
  /// What keys mean on the focused question.
  var mode: Mode {
    if finder != nil { return .finding }
    return switch question?.kind {
    case .spans: .marking
    case .text: isWriting ? .writing : .answering
    case .choice, .choices, .pairwise, .rating, nil: .answering
    }
  }

  /// True where hands that are busy with the screen before could do harm: not all is asked, or keys are text.
  var isUnusual: Bool { form.isNarrowed || mode == .writing }

  /// The marks of the focused question.
  var marking: Marking? {
    get { question.flatMap { markings[$0.id] } }
    set { if let question { markings[question.id] = newValue } }
  }

  /// True where `stepBack` does something.
  var canStepBack: Bool {
    var sheet = self
    return sheet.stepBack()
  }

  /// Leaves the innermost thing that is open: looking for a label, a selection, the words being written. False where
  /// there is none.
  mutating func stepBack() -> Bool {
    if finder != nil {
      finder = nil
      return true
    }
    switch question?.kind {
    case .spans: return marking?.letGo() ?? false
    case .text where isWriting:
      isWriting = false
      return true
    default: return false
    }
  }
}
