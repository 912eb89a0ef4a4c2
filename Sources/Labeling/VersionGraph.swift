/// The taxonomy versions of a task and the relations between any two of them.
public struct VersionGraph: Sendable {
  /// Two ways through the graph say that a label became different things.
  public struct Contradiction: Hashable, Sendable {
    /// The version and label that the two ways start from.
    public var version: Int
    public var label: LabelID
    /// The parents of the closing version that the ways come through, and what each says.
    public var ways: [Way]

    public struct Way: Hashable, Sendable {
      public var parent: Int
      public var labels: [LabelID]

      public init(parent: Int, labels: [LabelID]) {
        self.parent = parent
        self.labels = labels
      }
    }

    public init(version: Int, label: LabelID, ways: [Way]) {
      self.version = version
      self.label = label
      self.ways = ways
    }
  }

  /// A declared step from a parent to a version.
  private struct Step: Sendable {
    let parent: Int
    let relation: Relation
  }

  private let taxonomies: [Int: Taxonomy]
  /// By version. A parent's number is lower than its child's, so that ascending numbers are a topological order.
  private let steps: [Int: [Step]]
  /// By version: itself and all that it came from.
  private let origins: [Int: Set<Int>]

  /// - Parameter taxonomies: each version once, as published. Of a number given twice the first counts.
  public init(_ taxonomies: [Taxonomy]) {
    let byVersion = Dictionary(taxonomies.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
    var steps: [Int: [Step]] = [:]
    var origins: [Int: Set<Int>] = [:]
    for (version, taxonomy) in byVersion.sorted(by: { $0.key < $1.key }) {
      steps[version] = taxonomy.lineage.compactMap { lineage in
        guard lineage.parent < version, let parent = byVersion[lineage.parent] else { return nil }
        return taxonomy.declaredRelation(from: parent).map { Step(parent: lineage.parent, relation: $0) }
      }
      let own: Set<Int> = [version]
      origins[version] = (steps[version] ?? []).reduce(own) { $0.union(origins[$1.parent] ?? []) }
    }
    self.taxonomies = byVersion
    self.steps = steps
    self.origins = origins
  }

  /// The published versions by number.
  public var versions: [Taxonomy] { taxonomies.values.sorted { $0.version < $1.version } }

  public subscript(version: Int) -> Taxonomy? { taxonomies[version] }

  /// True where a version is another, or came from it.
  public func isSame(_ version: Int, orCameFrom ancestor: Int) -> Bool {
    version == ancestor || origins[version]?.contains(ancestor) == true
  }

  /// What labels of one version can be in another, whichever way the graph leads there; nil where none does.
  ///
  /// From the lowest versions that both came from, node by node in the order of the versions; no path is enumerated, so
  /// that the time is that of the versions and steps between the two.
  public func relation(from: Int, to: Int) -> Relation? {
    Meeting(of: ways(from: from, to: to).map(\.relation))?.relation
  }

  /// What two ways into a version say differently, over all versions they can start from.
  public func contradictions(closing version: Int) -> [Contradiction] {
    guard let closing = steps[version], closing.count > 1 else { return [] }
    return versions.filter { $0.version != version }.flatMap { start -> [Contradiction] in
      let ways = ways(from: start.version, to: version)
      guard let meeting = Meeting(of: ways.map(\.relation)) else { return [] }
      return meeting.contradicted.map { label in
        Contradiction(
          version: start.version, label: start.space.ids[label],
          ways: ways.map { way in
            Contradiction.Way(
              parent: way.parent, labels: way.relation.images[label].map { way.relation.target.ids[$0] })
          }.filter { !$0.labels.isEmpty })
      }
    }
  }

  /// What each last step of the ways from one version to another says, one for each parent of `to` that they come through.
  private func ways(from: Int, to: Int) -> [Step] {
    guard let start = taxonomies[from], let above = origins[from], let below = origins[to] else { return [] }
    if from == to { return [Step(parent: to, relation: .identity(on: start.space))] }
    let common = above.intersection(below)
    let lowest = common.filter { version in
      !common.contains { $0 != version && isSame($0, orCameFrom: version) }
    }
    var known: [Int: Relation] = [:]
    for version in lowest.sorted() {
      known[version] = version == from ? .identity(on: start.space) : relation(down: version, to: from)?.inverse
    }
    if let upwards = known[to] { return [Step(parent: to, relation: upwards)] }
    return descend(from: known, to: to)
  }

  /// From a version to one that came from it.
  private func relation(down from: Int, to: Int) -> Relation? {
    guard let start = taxonomies[from] else { return nil }
    if from == to { return .identity(on: start.space) }
    return Meeting(of: descend(from: [from: .identity(on: start.space)], to: to).map(\.relation))?.relation
  }

  /// Node by node downwards from versions whose relation is known; where several parents' results meet, they all hold.
  private func descend(from seeds: [Int: Relation], to: Int) -> [Step] {
    var known = seeds
    func arriving(at version: Int) -> [Step] {
      (steps[version] ?? []).compactMap { step in
        known[step.parent].map { Step(parent: step.parent, relation: $0.then(step.relation)) }
      }
    }
    let lowest = seeds.keys.min() ?? to
    for version in (origins[to] ?? []).filter({ $0 > lowest && $0 != to && seeds[$0] == nil }).sorted() {
      known[version] = Meeting(of: arriving(at: version).map(\.relation))?.relation
    }
    return arriving(at: to)
  }
}
