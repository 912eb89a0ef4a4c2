import Labeling
import Text

/// The guidelines of the build at hand as a person has them open: the places where they are read, and the label that
/// they are opened at.
struct Guide: Hashable, Sendable {
  let build: Digest
  let guidelines: Guidelines
  /// As they were left on a screen of their own; nil before.
  var left: Reading?
  /// Beside the example; nil where there is no room, or they are not wanted.
  var beside: Reading?
  /// The label in hand, and the passages about it; nil with none.
  private(set) var label: LabelInHand?
  private(set) var section: Range<Int>?

  init(_ build: Build) {
    self.build = build.id
    guidelines = Guidelines(build)
  }

  /// Takes a label in hand; true where it is another than before, and there are passages about it.
  mutating func take(_ label: LabelInHand?, of build: Build) -> Bool {
    guard label != self.label else { return false }
    self.label = label
    section = label.flatMap { hand in
      build.taxonomy[hand.label].flatMap { guidelines.section(of: $0, in: hand.question) }
    }
    return section != nil
  }
}

/// The label that a person is thinking about.
struct LabelInHand: Hashable, Sendable {
  var question: QuestionID
  var label: LabelID
}

extension Sheet {
  /// The label of the span at the cursor, or the one that was chosen last and still is.
  var labelInHand: LabelInHand? {
    guard let question else { return nil }
    let pointedAt = finder?.entryAtCursor?.label.id ?? marking?.inHand?.label
    if let pointedAt { return LabelInHand(question: question.id, label: pointedAt) }
    let chosen = answer[question.id]?.labels ?? []
    let last = lastChosen[question.id].flatMap { chosen.contains($0) ? $0 : nil }
    return (last ?? (question.kind.takesOneLabel ? chosen.first : nil)).map {
      LabelInHand(question: question.id, label: $0)
    }
  }
}

extension Reading {
  /// Brings passages into sight: their start to the top, unless all of them are in sight.
  mutating func show(passages: Range<Int>, height: Int) {
    guard let first = lines.firstIndex(where: { $0.passage.map(passages.contains) ?? false }),
      let last = lines.lastIndex(where: { $0.passage.map(passages.contains) ?? false })
    else { return }
    let top = top(height: height)
    if first < top || last >= top + height { scroll(by: first - top, height: height) }
  }
}
