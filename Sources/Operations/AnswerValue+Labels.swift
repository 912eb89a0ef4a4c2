import Labeling

extension AnswerValue {
  /// The labels that it names.
  var labels: [LabelID] {
    switch self {
    case .label(let label): [label]
    case .labels(let labels): labels
    }
  }
}
