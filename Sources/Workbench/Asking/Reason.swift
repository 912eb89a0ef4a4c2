import Labeling
import Text

extension Sheet {
  /// Why the focused question is asked as it is, in a sentence; nil where it is asked as usual. What somebody else said
  /// is never told.
  var reason: Displayable? {
    guard let question else { return nil }
    guard form.isSettlement else {
      guard let open = form.candidates(of: question.id) else { return nil }
      let these: Displayable = candidates == nil ? "\(open.count) of these" : "these"
      return "Earlier answers leave only \(these) \(question.kind.nounOfLabels) open here."
    }
    let asks: Displayable = candidates == nil ? "what now?" : "which of these?"
    guard let earlier = presented.earlier, let news else {
      return "You answered this before, under other labels. In taxonomy \(build.taxonomy.version): \(asks)"
    }
    let before = earlier.build.ask.first { $0.isSame(as: question) }
    guard let before, let value = earlier.answer[before.id] else {
      return "You answered this example before. This question was not asked then."
    }
    let verb: Displayable = if case .spans = value { "marked" } else { "said" }
    let summary = value.summary(under: before, of: earlier.build, isSwapped: presented.isSwapped)
    let said: Displayable = "You \(verb) \(summary)."
    let here: Displayable = "taxonomy \(build.taxonomy.version)"
    let isOne = value.labels.count == 1
    let fates = value.distinctLabels.compactMap { label in
      news.fate(of: label, as: isOne ? "it" : Self.title(of: label, in: earlier.build))
    }
    var told: [Displayable] = []
    for fate in fates where !told.contains(fate) { told.append(fate) }
    let what = told.isEmpty ? "that can be several labels" : told.joined(separator: " and ")
    return "\(said) In \(here), \(what): \(asks)"
  }

  /// The same in as few words as say which labels changed, for screens that have no room for all of it; nil where no
  /// label that was chosen did.
  var shortReason: Displayable? {
    guard let question, let earlier = presented.earlier, let news,
      let before = earlier.build.ask.first(where: { $0.isSame(as: question) }), let value = earlier.answer[before.id]
    else { return nil }
    let changed = value.distinctLabels.filter(news.hasChanged).map { Self.title(of: $0, in: earlier.build) }
    guard !changed.isEmpty else { return nil }
    return "\(changed.joined(separator: ", ")) changed: \(candidates == nil ? "what" : "which") now?"
  }

  private static func title(of label: LabelID, in build: Build) -> Displayable {
    Displayable(build.taxonomy[label]?.title ?? label.rawValue).oneLine
  }
}

extension AnswerValue {
  /// In the order of their first places.
  fileprivate var distinctLabels: [LabelID] {
    var seen: Set<LabelID> = []
    return labels.filter { seen.insert($0).inserted }
  }
}
