import Labeling
import Text

// Differences and strange characters.
extension WorkbenchState {
  /// Shows where compared texts differ, on this example and the next ones, or stops showing it.
  mutating func toggleDifferences() {
    showsDifferences.toggle()
    compareIfWanted()
    guard showsDifferences, let differences = sheet?.pair?.differences else { return }
    notice =
      switch differences.count {
      case 0: .hint("No word differs between A and B.")
      case 1: .hint("A and B differ in one place.")
      case let count: .hint("A and B differ in \(count) places.")
      }
  }

  /// Finds out where the texts of the open example differ, once that is to be shown.
  mutating func compareIfWanted() {
    guard showsDifferences, let pair = sheet?.pair, pair.differences == nil else { return }
    sheet?.pair?.compare()
  }

  static func refusalOfDifferences(_ state: WorkbenchState) -> Displayable? {
    state.sheet?.pair == nil ? "Nothing is compared here." : nil
  }

  mutating func showCharacters() {
    guard let sheet else { return }
    let strange = StrangeCharacters(sheet.presented.blindFields, selection: sheet.marking?.selection)
    overlay = .characters(Reading(strange.passages, width: AnswerLayout.readingWidth(size)))
  }
}
