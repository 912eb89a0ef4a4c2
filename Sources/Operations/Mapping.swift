import Labeling
import Queue
import TaskFiles

/// What the labels of one taxonomy version of a task can be in another, label by label: `scholium map`.
public struct Mapping: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    /// A label of the version mapped from.
    public var from: LabelID
    /// What it can become, in the order of the version mapped to.
    public var to: [LabelID]
    /// `exact`, `ambiguous` or `void`.
    public var kind: Crossing
    /// True where some of its examples have no label in the version mapped to.
    public var leaks: Bool
  }

  public var task: TaskName
  public var from: Int
  public var to: Int
  /// Every label of `from`, in its order.
  public var labels: [Row]
  /// Labels of `to` that no label of `from` can become.
  public var uncovered: [LabelID]
  /// Labels of `to` that answers under `from` could not name.
  public var open: [LabelID]
  /// False where no declared relation connects the versions, so that nothing crosses.
  public var isRelated: Bool

  /// - Parameter graph: the task's taxonomy versions.
  /// - Throws: `missing` for a version that is not among them.
  public init(of task: TaskName, from: Int, to: Int, in graph: VersionGraph) throws(OperationError) {
    let source = try graph.version(from, of: task)
    let target = try graph.version(to, of: task)
    let declared = graph.relation(from: from, to: to)
    let relation = declared ?? Relation(unrelated: source.space, to: target.space)
    self.task = task
    self.from = from
    self.to = to
    isRelated = declared != nil
    labels = source.labels.map { label in
      let images = relation.images(of: label.id)
      let leaks = relation.leaks(label.id)
      let kind: Crossing = images.isEmpty ? .void : images.count > 1 || leaks ? .ambiguous : .exact
      return Row(from: label.id, to: images, kind: kind, leaks: leaks)
    }
    uncovered = relation.uncovered
    open = relation.openLabels
  }

  /// Maps between two published versions, or the version in the task's files.
  ///
  /// - Parameter files: the task as its files define it; a version of theirs that is published already is the published one.
  /// - Throws: `DefinitionFaults` where a version is asked for that only faulty files could define.
  public static func read(
    _ task: TaskName, from: Int, to: Int, files: Compiled?, in store: any QueueStore
  ) throws -> Mapping {
    let builds = try store.read { snapshot in
      try snapshot.expect(task)
      return try snapshot.builds(of: task, at: snapshot.revision)
    }
    let published = Set(builds.map(\.taxonomy.version))
    if let files, let unpublished = [from, to].first(where: { !published.contains($0) }) {
      try files.check(defines: unpublished, after: builds)
    }
    return try Mapping(of: task, from: from, to: to, in: VersionHistory(builds: builds, next: files?.taxonomy).graph)
  }
}

extension Compiled {
  /// Throws what is wrong with a taxonomy version that no build has, where these files define it or might have.
  fileprivate func check(defines version: Int, after builds: [Build]) throws(DefinitionFaults) {
    if let taxonomy, taxonomy.version != version { return }
    let all = faults + (taxonomy == nil ? [] : PublishedCheck(self, against: builds).lineageFaults)
    if all.contains(where: { $0.severity == .error }) { throw DefinitionFaults(all) }
  }
}

extension VersionGraph {
  fileprivate func version(_ number: Int, of task: TaskName) throws(OperationError) -> Taxonomy {
    guard let taxonomy = self[number] else {
      let known = versions.map { "\($0.version)" }.joined(separator: ", ")
      throw .missing("task '\(task)' has no taxonomy version \(number) (there are: \(known))")
    }
    return taxonomy
  }
}
