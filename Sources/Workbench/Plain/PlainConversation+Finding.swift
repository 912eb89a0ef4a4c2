import Labeling
import Text

// Labels found by their words, by lines.
extension PlainConversation {
  /// Labels that are told at a time.
  private static let most = 20

  /// Tells the labels that words find, numbered: a number on the next line chooses one of them.
  mutating func find(_ words: String, _ told: inout [Displayable]) {
    guard let sheet = state.sheet, let question = sheet.question else { return }
    if let refusal = WorkbenchState.refusalOfFindLabel(state) {
      state.notice = .hint(refusal)
      return
    }
    let catalog = state.catalog(of: sheet, question)
    let all = catalog.entries.indices
    let query = LabelQuery(words)
    let places = query.isEmpty ? Array(all) : query.found(in: catalog, among: all)
    found = places.prefix(Self.most).map { catalog.entries[$0].label.id }
    told += places.prefix(Self.most).enumerated().map { index, place in
      let label = catalog.entries[place].label
      let meaning: Displayable = label.description.map { ": \(Displayable($0).oneLine)" } ?? ""
      return "\(index + 1) \(Displayable(label.title).oneLine)\(meaning)"
    }
    switch places.count {
    case 0: told.append("No label has '\(words)'.")
    case ...Self.most: told.append("A number chooses one of these.")
    default: told.append("\(places.count - Self.most) more: more words find fewer. A number chooses one of these.")
    }
  }
}
