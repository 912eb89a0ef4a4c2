import Canvas
import Labeling
import Text

/// The guidelines of a build as they are read, with what its labels mean at the end, and where each label is told of.
struct Guidelines: Hashable, Sendable {
  /// Scalars of the Markdown that are read; the rest is counted in a notice.
  static let limit = Passage.limit

  let passages: [Passage]
  /// Of the Markdown, whose passages come first.
  private let landmarks: [Landmark]
  /// The titles of all labels that are offered.
  private let titles: Set<FoldedWords>
  /// Where each label stands in the list at the end.
  private let meanings: [LabelMeanings.Key: Int]

  init(_ build: Build) {
    let (text, left) = Self.cut(build.ui.guidelines)
    let markdown = MarkdownPassages(Markdown(text))
    landmarks = markdown.places
    var passages = markdown.passages
    if passages.isEmpty { passages.append(Passage(kind: .notice, text: "This task has no guidelines.")) }
    if left > 0 { passages.append(Passage(kind: .notice, text: "… +\(left) characters that are not shown")) }
    var meanings = LabelMeanings(passages)
    for question in build.ask { meanings.append(question, of: build) }
    self.passages = meanings.passages
    self.meanings = meanings.places
    titles = Set(build.offered.values.joined().map { FoldedWords($0.title) })
  }

  private static func cut(_ text: String) -> (text: String, left: Int) {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex) else {
      return (text, 0)
    }
    return (String(scalars[..<end]), scalars.distance(from: end, to: scalars.endIndex))
  }

  /// The passages that tell of a label: under a heading that is its title or id, or has the title in it; else the list
  /// item or table row that starts with the title; else its line in the list of labels.
  ///
  /// A heading or item that is about another label with a longer title ('Science fiction' beside 'Science') is not
  /// meant, and the heading of the whole text is about no label.
  func section(of label: Label, in question: QuestionID) -> Range<Int>? {
    let title = FoldedWords(label.title)
    let id = FoldedWords(label.id.rawValue)
    guard let place = heading(of: title, id) ?? item(of: title) else {
      return meanings[LabelMeanings.Key(question: question, label: label.id)].map { $0..<($0 + 1) }
    }
    let end = landmarks[(place + 1)...].firstIndex { landmarks[place].ends(before: $0) } ?? landmarks.count
    return place..<end
  }

  private func heading(of title: FoldedWords, _ id: FoldedWords) -> Int? {
    let headings = landmarks.indices.filter { if case .heading = landmarks[$0].kind { true } else { false } }
    if let same = headings.first(where: { !title.isEmpty && landmarks[$0].name == title }) { return same }
    if let same = headings.first(where: { !id.isEmpty && landmarks[$0].name == id }) { return same }
    return headings.first { index in
      let name = landmarks[index].name
      return landmarks[index].kind != .heading(level: 1) && !titles.contains(name) && name.contains(title)
    }
  }

  private func item(of title: FoldedWords) -> Int? {
    guard !title.isEmpty else { return nil }
    return landmarks.indices.first { index in
      switch landmarks[index].kind {
      case .item, .row:
        landmarks[index].name.starts(with: title) && !isOfLongerTitle(landmarks[index].name, than: title)
      case .heading, .other: false
      }
    }
  }

  private func isOfLongerTitle(_ name: FoldedWords, than title: FoldedWords) -> Bool {
    guard name.words.count > title.words.count else { return false }
    return ((title.words.count + 1)...name.words.count).contains { titles.contains(name.prefix($0)) }
  }
}
