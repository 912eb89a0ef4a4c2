import Labeling

/// The labels of a question, made ready for searching. It is made once for all examples that ask the same.
struct LabelCatalog: Sendable {
  /// What it is made from.
  struct Source: Hashable, Sendable {
    let build: Digest
    let question: QuestionID
    /// The labels that are asked about; nil for all of them.
    let asked: Set<LabelID>?
  }

  struct Entry: Sendable {
    let label: Label
    let title: FoldedText
    let id: FoldedText
    let key: FoldedText?
    let description: FoldedText?
    /// The place of the label above, in `groups`.
    let group: Int?
  }

  /// A label above others.
  struct Group: Sendable {
    let title: String
    let folded: FoldedText
    let above: Int?
  }

  let source: Source
  /// In taxonomy order.
  let entries: [Entry]
  /// Each after the one above it.
  let groups: [Group]
  let hasDescriptions: Bool
  private let places: [LabelID: Int]

  init(_ source: Source, _ labels: [Label], of taxonomy: Taxonomy, under root: LabelID?) {
    var climber = Climber(taxonomy: taxonomy, root: root)
    self.source = source
    entries = labels.map { label in
      Entry(
        label: label, title: FoldedText(label.title), id: FoldedText(label.id.rawValue),
        key: label.key.map { FoldedText(String($0)) },
        description: label.description.map { FoldedText($0, limit: 1000) },
        group: label.parent.flatMap { climber.group(of: $0) })
    }
    groups = climber.groups
    hasDescriptions = labels.contains { $0.description?.isEmpty == false }
    places = Dictionary(zip(labels.map(\.id), labels.indices), uniquingKeysWith: { first, _ in first })
  }

  func place(of label: LabelID) -> Int? { places[label] }

  /// The titles above a label, from the top.
  func path(of place: Int) -> [String] {
    var titles: [String] = []
    var here = entries[place].group
    while let group = here {
      titles.append(groups[group].title)
      here = groups[group].above
    }
    return titles.reversed()
  }
}

extension LabelCatalog: Hashable {
  static func == (left: LabelCatalog, right: LabelCatalog) -> Bool { left.source == right.source }
  func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

/// Climbs from labels to those above, below the question's own root.
private struct Climber {
  let taxonomy: Taxonomy
  let root: LabelID?
  var groups: [LabelCatalog.Group] = []
  private var known: [LabelID: Int] = [:]

  init(taxonomy: Taxonomy, root: LabelID?) {
    self.taxonomy = taxonomy
    self.root = root
  }

  mutating func group(of id: LabelID) -> Int? {
    let chain = Hierarchy.climb(from: id, in: taxonomy, under: root) { known[$0] != nil }
    var place = (chain.last.map(\.parent) ?? id).flatMap { known[$0] }
    for label in chain.reversed() {
      groups.append(LabelCatalog.Group(title: label.title, folded: FoldedText(label.title), above: place))
      place = groups.count - 1
      known[label.id] = place
    }
    return place
  }
}
