/// The builds of a task: what the labels that a screen names resolve through, and what answers are reconciled by.
public struct VersionHistory: Sendable {
  /// Oldest first.
  public let builds: [Build]
  public let graph: VersionGraph

  /// - Parameter next: a taxonomy version that is about to be published.
  public init(builds: [Build], next: Taxonomy? = nil) {
    self.builds = builds
    graph = VersionGraph(builds.map(\.taxonomy) + (next.map { [$0] } ?? []))
  }

  /// Compiles a build whose screen may have been published with an earlier taxonomy version (VERSIONS.md 1).
  ///
  /// - Parameter uiVersion: the digest of the screen's first edition.
  public func compile(
    task: TaskName, title: String, ui: UserInterface, uiVersion: Digest, taxonomy: Taxonomy, schema: Schema,
    policy: Policy
  ) -> Build {
    let first = builds.first { $0.uiVersion == uiVersion }?.taxonomy
    let naming = first.flatMap { $0.digest == taxonomy.digest ? nil : $0 }.map { first in
      graph.relation(from: first.version, to: taxonomy.version)
        ?? Relation(unrelated: first.space, to: taxonomy.space)
    }
    return Build(
      task: task, title: title, ui: ui, uiVersion: uiVersion, taxonomy: taxonomy, schema: schema, policy: policy,
      naming: naming)
  }

  /// An older screen with everything else of a build: what people who saw that screen go on with (VERSIONS.md 5,
  /// 'tails'). It may not compile.
  public func tail(of current: Build, for old: Build) -> Build {
    compile(
      task: current.task, title: current.title, ui: old.ui, uiVersion: old.uiVersion, taxonomy: current.taxonomy,
      schema: current.schema, policy: current.policy)
  }

  /// How answers given under one build are read under another.
  public func reconciliation(from source: Build, to target: Build) -> Reconciliation {
    let relation =
      source.taxonomyDigest == target.taxonomyDigest
      ? Relation.identity(on: target.taxonomy.space)
      : graph.relation(from: source.taxonomy.version, to: target.taxonomy.version)
    return Reconciliation(from: source, to: target, by: relation)
  }
}
