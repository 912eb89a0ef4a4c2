import Labeling

/// A taxonomy version together with what is true of it: which atoms each label holds. A label holds none of another's
/// atoms; atoms that no label holds are outside of the version.
struct TrueVersion {
  static let none = LabelID("none")

  var number: Int
  /// In order; groups are left out.
  var labels: [LabelID]
  var extents: [LabelID: Set<Int>]
  /// The group that a label is in.
  var groups: [LabelID: LabelID] = [:]
  var lineage: [Lineage] = []

  func label(of atom: Int) -> LabelID? { labels.first { extents[$0]?.contains(atom) == true } }
  func holds(_ label: LabelID) -> Set<Int> { extents[label] ?? [] }
  var atoms: Set<Int> { extents.values.reduce(into: []) { $0.formUnion($1) } }
  var hasNone: Bool { labels.contains(Self.none) }

  var taxonomy: Taxonomy {
    let heads = TrueVersion.allGroups.map { Label(id: $0, title: $0.rawValue) }
    let leaves = labels.map {
      Label(
        id: $0, title: $0.rawValue, parent: groups[$0], isNone: $0 == Self.none, value: nil)
    }
    return Taxonomy(version: number, labels: heads + leaves, lineage: lineage)
  }

  /// Both groups have a member: what has none could be chosen itself.
  mutating func fillGroups() {
    for (group, other) in zip(Self.allGroups, Self.allGroups.reversed()) where !groups.values.contains(group) {
      if let label = labels.last(where: { groups[$0] == other }) { groups[label] = group }
    }
  }

  /// Every version has them, so that moving between them is no change of the labels.
  static let allGroups = [LabelID("left"), LabelID("right")]
}

extension TrueVersion: CustomStringConvertible {
  var description: String {
    let held = labels.map { "\($0)\(groups[$0].map { "/\($0)" } ?? ""):\(holds($0).sorted())" }.joined(separator: " ")
    let from = lineage.map { step in
      let table = step.concordance.map { table in
        " table(\(table.unlisted)) "
          + table.rows.map { "\($0.old?.rawValue ?? "-")>\($0.new?.rawValue ?? "-")" }.joined(separator: " ")
      }
      return "\n    from \(step.parent): \(step.changes.map(\.phrase).joined(separator: "; "))\(table ?? "")"
    }
    return "  v\(number) \(held)\(from.joined())"
  }
}
