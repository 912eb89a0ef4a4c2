import Labeling
import Text

extension Question.Kind {
  /// What to do where no label was chosen yet.
  var request: Displayable {
    switch self {
    case .pairwise(_, _, let tie): "Say which is better first: \(tie ? "a, b, or t for a tie" : "a or b")."
    case .rating: "Choose a point of the scale first, with its key or with ← →."
    case .choice, .choices, .spans, .text: "Choose a label first, with its key."
    }
  }

  /// What the labels of such a question are called.
  var nounOfLabels: Displayable { if case .rating = self { "points" } else { "labels" } }

  /// True where a label put in takes the place of the one before.
  var takesOneLabel: Bool {
    switch self {
    case .choice, .rating, .pairwise: true
    case .choices, .spans, .text: false
    }
  }

  /// True where labels are ticked and stay ticked beside each other.
  var ticksLabels: Bool { if case .choices = self { true } else { false } }
}

extension Question {
  /// What choosing a label answers; nil for kinds that are not answered by choosing one.
  func value(of label: Label) -> AnswerValue? {
    switch kind {
    case .choice: .label(label.id)
    case .rating: label.value.map { .rating(label.id, $0) }
    case .pairwise: Side(rawValue: label.id.rawValue).map { .side($0) }
    case .choices, .spans, .text: nil
    }
  }

  /// The labels as the screen shows them: points of a scale have their digit for a key, sides the letter of where they
  /// stand.
  ///
  /// - Parameter isSwapped: true where the second field of a comparison stands first.
  func shown(_ offered: [Label], isSwapped: Bool = false) -> [Label] {
    switch kind {
    case .rating: Self.points(offered)
    case .pairwise:
      Side.seen(isSwapped: isSwapped).filter { side in offered.contains { $0.id == side.label } }
        .map { Label($0, isSwapped: isSwapped) }
    case .choice, .choices, .spans, .text: offered
    }
  }

  /// Keys are the values only where all points have one: else they are numbered like other labels.
  private static func points(_ offered: [Label]) -> [Label] {
    let values = offered.map { $0.value?.text ?? "" }
    let keys = values.map { value -> Character? in
      if value == "10" { return values.contains("0") ? "t" : "0" }
      return value.count == 1 ? value.first : nil
    }
    let areKeys = offered.allSatisfy { $0.key == nil } && !keys.contains(nil)
    return offered.indices.map { index in
      var label = offered[index]
      if areKeys { label.key = keys[index] }
      let saysValue = label.title == values[index] || label.key.map { String($0) } == values[index]
      if !saysValue { label.title = "\(values[index]) \(label.title)" }
      return label
    }
  }
}
