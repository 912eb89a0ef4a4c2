import Labeling
import Text

extension Sheet {
  /// Why the focused question is asked as it is, in a sentence; nil where it is asked as usual. What somebody else said
  /// is never told.
  var reason: Displayable? {
    guard let question else { return nil }
    let narrowed = form.candidates(of: question.id) != nil
    guard form.isSettlement else {
      return narrowed ? "Earlier answers leave only these labels open here." : nil
    }
    let asks: Displayable = narrowed ? "which of these?" : "what now?"
    guard let earlier = presented.earlier, let news else {
      return "You answered this before, under other labels. In taxonomy \(build.taxonomy.version): \(asks)"
    }
    let before = earlier.build.ask.first { $0.isSame(as: question) }
    guard let before, let value = earlier.answer[before.id] else {
      return "You answered this example before. This question was not asked then."
    }
    let summary = value.summary(under: before, of: earlier.build, isSwapped: presented.isSwapped)
    let said: Displayable = "You said \(summary)."
    let here: Displayable = "taxonomy \(build.taxonomy.version)"
    let labels = value.labels
    let fates = labels.compactMap { label in
      let title = Displayable(earlier.build.taxonomy[label]?.title ?? label.rawValue).oneLine
      return news.fate(of: label, as: labels.count == 1 ? "it" : title)
    }
    var told: [Displayable] = []
    for fate in fates where !told.contains(fate) { told.append(fate) }
    let what = told.isEmpty ? "that can be several labels" : told.joined(separator: " and ")
    return "\(said) In \(here) \(what): \(asks)"
  }
}
