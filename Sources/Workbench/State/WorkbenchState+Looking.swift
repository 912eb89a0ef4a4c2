import Labeling
import Text

// Guidelines, differences and strange characters.
extension WorkbenchState {
  mutating func openGuidelines() {
    overlay = sheet.map { .guidelines(Guidelines.reading(of: $0.build, size: size)) }
  }

  mutating func toggleDifferences() {}

  static func refusalOfDifferences(_ state: WorkbenchState) -> Displayable? { "Nothing is compared here." }

  mutating func showCharacters() {}

  static func refusalOfCharacters(_ state: WorkbenchState) -> Displayable? { nil }
}
