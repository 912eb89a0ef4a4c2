import Canvas
import Labeling
import Text

// Looking for a label by its words.
extension WorkbenchState {
  mutating func openFinder() {}

  /// A key while a label is looked for: bindings of the mode first, all others edit what is looked for.
  mutating func findLabel(_ key: Key, _ binding: Binding?) -> [Effect] { [] }

  static func refusalOfFindLabel(_ state: WorkbenchState) -> Displayable? {
    (state.sheet?.offered.isEmpty ?? true) ? "There are no labels to look through." : nil
  }
}
