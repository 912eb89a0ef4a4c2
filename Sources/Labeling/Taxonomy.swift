import Records

/// A taxonomy version: the labels, their wording, keys and order, and how they came from earlier versions. Its digest is
/// its identity; the number is for people.
public struct Taxonomy: Hashable, Sendable {
  /// What becomes of a label of which two ways through the version graph contradict each other.
  public enum Conflict: String, Hashable, Sendable, CaseIterable {
    case refuse
    /// Its answers say nothing here: for official tables that contradict each other.
    case void
  }

  public let version: Int
  public let labels: [Label]
  /// How it came from its parents; empty for the first version.
  public let lineage: [Lineage]
  public let conflict: Conflict
  /// The labels as integers.
  public let space: LabelSpace
  /// By place: true for a label with children.
  private let isGroup: [Bool]

  public init(version: Int, labels: [Label], lineage: [Lineage] = [], conflict: Conflict = .refuse) {
    self.version = version
    self.labels = labels
    self.lineage = lineage
    self.conflict = conflict
    space = LabelSpace(labels.map(\.id))
    let parents = Set(labels.compactMap(\.parent))
    isGroup = labels.map { parents.contains($0.id) }
  }

  public subscript(id: LabelID) -> Label? { space.place(of: id).map { labels[$0] } }

  /// True for a label that has children.
  public func isGroup(_ id: LabelID) -> Bool { space.place(of: id).map { isGroup[$0] } ?? false }

  /// The labels without children below a root (all of them without one), in the taxonomy's order.
  public func leaves(under root: LabelID? = nil) -> [Label] {
    let isBelow = membership(below: root)
    return labels.indices.filter { !isGroup[$0] && isBelow[$0] }.map { labels[$0] }
  }

  /// All labels below a root (all of them without one), the root left out.
  public func descendants(of root: LabelID? = nil) -> [Label] {
    let isBelow = membership(below: root)
    return labels.indices.filter { labels[$0].id != root && isBelow[$0] }.map { labels[$0] }
  }

  /// By place: true for the root and what is below it. Each label is climbed from once.
  private func membership(below root: LabelID?) -> [Bool] {
    guard let root else { return Array(repeating: true, count: labels.count) }
    var known: [Bool?] = labels.map { $0.id == root ? true : nil }
    for start in labels.indices where known[start] == nil {
      var path: [Int] = []
      var here: Int? = start
      var answer = false
      while let place = here {
        if let settled = known[place] {
          answer = settled
          break
        }
        // Assumed while climbing, so that a circle ends.
        known[place] = false
        path.append(place)
        here = labels[place].parent.flatMap { space.place(of: $0) }
      }
      for place in path { known[place] = answer }
    }
    return known.map { $0 ?? false }
  }

  public static func == (left: Taxonomy, right: Taxonomy) -> Bool {
    left.version == right.version && left.labels == right.labels && left.lineage == right.lineage
      && left.conflict == right.conflict
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(version)
    hasher.combine(labels)
    hasher.combine(lineage)
  }
}

extension Taxonomy: Definition {
  public static let kind = DefinitionKind.taxonomy

  public var canonical: JSON {
    .object([
      ("conflict", conflict == .void ? .string(conflict.rawValue) : nil),
      ("from", lineage.isEmpty ? nil : .array(lineage.sorted { $0.parent < $1.parent }.map(\.canonical))),
      ("labels", .array(labels.map(\.canonical))),
    ])
  }

  public init(version: Int, canonical: JSON) throws(DefinitionError) {
    let labels = try canonical.member("labels", of: Self.kind).elements(of: Self.kind)
    self.init(
      version: version,
      labels: try labels.map { label throws(DefinitionError) in try Label(canonical: label) },
      lineage: try (canonical["from"]?.array ?? []).map { item throws(DefinitionError) in
        try Lineage(canonical: item)
      },
      conflict: canonical["conflict"]?.string.flatMap { Conflict(rawValue: $0) } ?? .refuse)
  }
}
