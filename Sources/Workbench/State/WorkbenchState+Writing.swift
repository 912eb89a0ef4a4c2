import Canvas
import Labeling
import Text

// Words of one's own.
extension WorkbenchState {
  /// A key while words are written: bindings of the mode first, all others edit.
  mutating func write(_ key: Key, _ binding: Binding?) -> [Effect] {
    binding.map { perform($0, key) } ?? []
  }

  static func refusalOfWriting(_ state: WorkbenchState) -> Displayable? {
    if case .text = state.sheet?.question?.kind { nil } else { "This question wants no words." }
  }
}
