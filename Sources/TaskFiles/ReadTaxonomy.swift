import Labeling
import Records

/// `taxonomy.yaml` as far as it could be read.
struct TaxonomyReading {
  var taxonomy: Taxonomy?
  var marks: TaxonomyMarks
  /// True where every label and every relation could be read.
  var isWhole: Bool
  /// Where `labels:` stands, if it is empty.
  var emptyLabels: Mark?
}

extension StrictReader {
  /// `taxonomy.yaml`: version, labels, and how they came from earlier versions.
  mutating func taxonomy(_ root: YAMLNode, in tables: TaskTables) -> TaxonomyReading? {
    guard let members = mapping(root, "taxonomy.yaml", keys: ["version", "labels", "from", "conflict"]) else {
      return nil
    }
    let version = version(members)
    var reading = TaxonomyReading(marks: TaxonomyMarks(file: mark(root.place)), isWhole: true)
    let node = required("labels", of: members)
    let labels = node.map { self.labels($0, in: tables) } ?? PlacedLabels(isWhole: false)
    if let node, labels.isWhole, labels.all.isEmpty { reading.emptyLabels = mark(node.place) }
    checkLabels(labels.all)
    for placed in labels.all where reading.marks.labels[placed.label.id] == nil {
      reading.marks.labels[placed.label.id] = placed.mark
    }
    let descent = self.descent(
      members, version: version, known: labels.isWhole ? labels.all.map(\.label.id) : nil, in: tables)
    reading.marks.parents = descent.marks
    reading.isWhole = labels.isWhole && descent.isWhole
    guard node != nil, let version else { return reading }
    reading.taxonomy = Taxonomy(
      version: version, labels: labels.all.map(\.label), lineage: descent.lineage, conflict: descent.conflict)
    return reading
  }
}
