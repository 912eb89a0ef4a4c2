import Labeling
import Text

// Differences and strange characters.
extension WorkbenchState {
  mutating func toggleDifferences() {}

  static func refusalOfDifferences(_ state: WorkbenchState) -> Displayable? { "Nothing is compared here." }

  mutating func showCharacters() {}

  static func refusalOfCharacters(_ state: WorkbenchState) -> Displayable? { nil }
}
