import Labeling
import Text

extension Answer {
  /// All that was answered in a few words, in the order of the questions and by the titles of their labels: how lists
  /// tell any answer, of this session or of an earlier one.
  ///
  /// - Parameters:
  ///   - build: the one under which it was given.
  ///   - isSwapped: true for an answer whose person saw the sides of a comparison the other way round.
  public func summary(under build: Build, isSwapped: Bool) -> Displayable {
    build.ask.compactMap { question in
      self[question.id].map { $0.summary(under: question, of: build, isSwapped: isSwapped) }
    }.joined(separator: " · ")
  }
}

extension Presented {
  /// An answer to one of its questions in a few words, as the person saw what was asked.
  func summary(of value: AnswerValue, under question: Question, widestTitle: Int = 24) -> Displayable {
    value.summary(under: question, of: build, isSwapped: isSwapped, widestTitle: widestTitle)
  }
}

extension AnswerValue {
  /// The value in a few words, by the titles of its labels.
  ///
  /// - Parameters:
  ///   - isSwapped: true for an answer whose person saw the sides of a comparison the other way round.
  ///   - widestTitle: the columns to which titles of labels are cut.
  func summary(under question: Question, of build: Build, isSwapped: Bool, widestTitle: Int = 24) -> Displayable {
    let offered = build.offered[question.id] ?? []
    func title(_ id: LabelID) -> Displayable {
      let label = offered.first { $0.id == id } ?? build.taxonomy[id]
      return Displayable(label?.title ?? id.rawValue).oneLine.truncated(to: widestTitle)
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
      let words = text.unicodeScalars.drop { $0.properties.isWhitespace }
      return Displayable(String(String.UnicodeScalarView(words.prefix(100)))).oneLine.truncated(to: 24)
    }
  }
}
