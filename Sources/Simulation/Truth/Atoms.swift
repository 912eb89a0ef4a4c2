import Labeling

/// The truth: every example is one of a few atoms, and a taxonomy version puts some of the atoms into labels.
struct Atoms {
  static let count = 6

  /// By version: what each label stands for.
  private(set) var meanings: [Int: [LabelID: Set<Int>]] = [:]
  private(set) var taxonomies: [Taxonomy] = []
  private var made = 0

  /// The label that an atom has in a version, nil where it has none.
  func label(of atom: Int, in version: Int) -> LabelID? { meanings[version]?.first { $0.value.contains(atom) }?.key }

  private mutating func newLabel() -> LabelID {
    made += 1
    return LabelID("l\(made)")
  }

  /// The first version: three labels, and an atom that has none.
  mutating func begin() -> Taxonomy {
    let labels = [newLabel(), newLabel(), newLabel()]
    return keep(version: 1, [labels[0]: [0, 1], labels[1]: [2, 3], labels[2]: [4]], from: [])
  }

  /// A version made from one of those there are, by a change of any kind that is possible there.
  mutating func next(from number: UInt64, by choice: UInt64) -> Taxonomy? {
    guard let parent = taxonomies.at(number), let before = meanings[parent.version] else { return nil }
    var after = before
    var change: LabelChange?
    let labels = before.keys.sorted()
    let outside = Set(0..<Self.count).subtracting(before.values.joined()).sorted()
    guard let label = labels.at(choice >> 8), let meaning = before[label]?.sorted() else { return nil }
    switch choice % 8 {
    case 0:
      let new = newLabel()
      after[new] = after.removeValue(forKey: label)
      change = .rename(label, to: new)
    case 1 where labels.count > 2:
      guard let other = labels.filter({ $0 != label }).at(choice >> 16) else { return nil }
      let new = newLabel()
      after[new] = Set(meaning).union(after.removeValue(forKey: other) ?? [])
      after[label] = nil
      change = .merge([label, other], to: new)
    case 2 where meaning.count > 1:
      let (first, second) = (newLabel(), newLabel())
      after[label] = nil
      after[first] = [meaning[0]]
      after[second] = Set(meaning.dropFirst())
      change = .split(label, into: [first, second])
    case 3 where meaning.count > 1:
      let new = newLabel()
      after[label]?.remove(meaning[0])
      after[new] = [meaning[0]]
      change = .carve(new, outOf: choice & 0x80 == 0 ? .labels([label]) : .all)
    case 4 where !outside.isEmpty:
      let new = newLabel()
      after[new] = [outside[0]]
      change = .add(new, unseen: false)
    case 5 where labels.count > 2:
      after[label] = nil
      change = .retire(label, unseen: false)
    case 6 where !outside.isEmpty:
      after[label] = [outside[0]]
      change = .redefine(label)
    default:
      return nil
    }
    let version = (taxonomies.map(\.version).max() ?? 0) + 1
    return keep(version: version, after, from: [Lineage(parent: parent.version, changes: change.map { [$0] } ?? [])])
  }

  private mutating func keep(version: Int, _ meaning: [LabelID: Set<Int>], from lineage: [Lineage]) -> Taxonomy {
    let taxonomy = Taxonomy(
      version: version, labels: meaning.keys.sorted().map { Label(id: $0, title: $0.rawValue) }, lineage: lineage)
    meanings[version] = meaning
    taxonomies.append(taxonomy)
    return taxonomy
  }
}
