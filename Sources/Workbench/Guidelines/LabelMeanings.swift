import Canvas
import Labeling
import Text

/// The labels of a build with what they mean, as a list at the end of its guidelines.
struct LabelMeanings {
  struct Key: Hashable, Sendable {
    var question: QuestionID
    var label: LabelID
  }

  /// Groups that stand in each other; deeper ones are listed as deep as these.
  private static let deepest = 6

  private(set) var passages: [Passage]
  private(set) var places: [Key: Int] = [:]

  init(_ passages: [Passage]) {
    self.passages = passages
  }

  /// Lists what a question offers below the groups that it stands in.
  mutating func append(_ question: Question, of build: Build) {
    var labels = question.shown(build.offered[question.id] ?? [])
    if case .rating = question.kind { labels = labels.compactMap(Self.point) }
    guard !labels.isEmpty else { return }
    passages.append(Passage(kind: .heading(beside: nil), text: Displayable(question.prompt).oneLine))
    var listed: [LabelID: Int] = [:]
    for label in labels where listed[label.id] == nil {
      for group in Self.groups(of: label, in: build.taxonomy) where listed[group.id] == nil {
        append(group, depth: listed.depth(below: group.parent), listed: &listed, isGroup: true)
      }
      places[Key(question: question.id, label: label.id)] = passages.count
      append(label, depth: listed.depth(below: label.parent), listed: &listed, isGroup: false)
    }
  }

  /// A point of a scale by its value and its words; nil for one without words, which explains nothing.
  private static func point(_ label: Label) -> Label? {
    guard let value = label.value?.text else { return label }
    if label.title == value, label.description?.isEmpty != false { return nil }
    var point = label
    if label.title != value, !label.title.hasPrefix("\(value) ") { point.title = "\(value) \(label.title)" }
    return point
  }

  private mutating func append(_ label: Label, depth: Int, listed: inout [LabelID: Int], isGroup: Bool) {
    let depth = min(depth, Self.deepest)
    listed[label.id] = depth
    let title = Displayable(label.title).oneLine
    let text = label.description.map { "\(title): \(Displayable($0).oneLine)" } ?? title
    let indent = ("" as Displayable).padded(to: 2 * depth)
    var set = Typeset(first: "\(indent)\(isGroup ? "" : "· ")", others: "\(indent)  ", isApart: false)
    if isGroup { set.others = set.first }
    set.stretches = [Typeset.Stretch(end: title.length, style: Style(.text, bold: true))]
    passages.append(Passage(kind: .set(set), text: text))
  }

  /// The labels above one, the outermost first.
  private static func groups(of label: Label, in taxonomy: Taxonomy) -> [Label] {
    var groups: [Label] = []
    var here = label.parent
    while let parent = here.flatMap({ taxonomy[$0] }), groups.count < deepest,
      !groups.contains(where: { $0.id == parent.id })
    {
      groups.append(parent)
      here = parent.parent
    }
    return groups.reversed()
  }
}

extension [LabelID: Int] {
  fileprivate func depth(below parent: LabelID?) -> Int { parent.flatMap { self[$0] }.map { $0 + 1 } ?? 0 }
}
