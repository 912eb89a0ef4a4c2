import Labeling
import Text

extension AnswerValue {
  /// The value in a few words, by the titles of its labels.
  func summary(under question: Question, of build: Build) -> Displayable {
    let offered = build.offered[question.id] ?? []
    func title(_ id: LabelID) -> Displayable {
      let label = offered.first { $0.id == id } ?? build.taxonomy[id]
      return Displayable(label?.title ?? id.rawValue).oneLine.truncated(to: 24)
    }
    switch self {
    case .label, .side: return labels.map(title).joined(separator: ", ")
    case .rating(let id, let value):
      let name = title(id)
      return name == Displayable(value.text) ? name : "\(value.text) \(name)"
    case .labels(let ids): return ids.isEmpty ? "none" : ids.map(title).joined(separator: ", ")
    case .spans(let spans): return spans.count == 1 ? "1 place" : "\(spans.count) places"
    case .text(let text):
      // Long texts are not cleaned for a few words.
      return Displayable(String(text.unicodeScalars.prefix(100))).oneLine.truncated(to: 24)
    }
  }
}
