import Labeling
import Text

extension Presented {
  /// An answer to one of its questions in a few words, as the person saw what was asked.
  func summary(of value: AnswerValue, under question: Question) -> Displayable {
    value.summary(under: question, of: build, isSwapped: isSwapped)
  }
}

extension AnswerValue {
  /// The value in a few words, by the titles of its labels.
  ///
  /// - Parameter isSwapped: true for an answer whose person saw the sides of a comparison the other way round.
  func summary(under question: Question, of build: Build, isSwapped: Bool) -> Displayable {
    let offered = build.offered[question.id] ?? []
    func title(_ id: LabelID) -> Displayable {
      let label = offered.first { $0.id == id } ?? build.taxonomy[id]
      return Displayable(label?.title ?? id.rawValue).oneLine.truncated(to: 24)
    }
    switch self {
    case .side(let side): return "\(side.name(isSwapped: isSwapped))"
    case .label: return labels.map(title).joined(separator: ", ")
    case .rating(let id, let value):
      let name = title(id)
      return name == Displayable(value.text) ? name : "\(value.text) \(name)"
    case .labels(let ids): return ids.isEmpty ? "none" : ids.map(title).joined(separator: ", ")
    case .spans(let spans): return spans.count == 1 ? "1 span" : "\(spans.count) spans"
    case .text(let text):
      // Long texts are not cleaned for a few words.
      return Displayable(String(text.unicodeScalars.prefix(100))).oneLine.truncated(to: 24)
    }
  }
}
