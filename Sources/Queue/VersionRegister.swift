import Labeling

/// The versions that a task has published, which a new publication must agree with (VERSIONS.md 1).
public struct VersionRegister: Sendable {
  let builds: [Build]

  /// - Parameter builds: every build of the task, tails included, oldest first.
  public init(builds: [Build]) { self.builds = builds }

  /// Checks every version of a task's files, and compiles the build they make.
  ///
  /// - Throws: `versionChanged` for a published number with other content, `versionKnown` for published content under
  ///   another number, `notAnEdition` where an edition changes more than wording, `questionReused` for a question id with
  ///   another meaning, `unknownParent`, `parentNotOlder`, `lineage` or `contradiction` where `from:` does not hold,
  ///   `unresolvedLabels` or `nothingOffered` where the screen does not go with the taxonomy.
  public func build(_ definition: TaskDefinition) throws(QueueError) -> Build {
    let uiVersion = try check(definition.ui)
    try checkQuestions(of: definition.ui)
    try check(
      definition.taxonomy, number: definition.taxonomy.version, among: builds.map { ($0.taxonomy.version, $0.taxonomy) }
    )
    if definition.schema.isDeclared {
      try check(
        definition.schema, number: definition.schema.version,
        among: builds.map(\.schema).filter(\.isDeclared).map { ($0.version, $0) })
    }
    try checkLineage(of: definition.taxonomy)
    let build = history(with: definition.taxonomy).compile(
      task: definition.name, title: definition.title, ui: definition.ui, uiVersion: uiVersion,
      taxonomy: definition.taxonomy, schema: definition.schema, policy: definition.policy)
    try checkCompilation(of: build)
    return build
  }

  /// The task's builds, with a taxonomy version that is about to join them.
  public func history(with taxonomy: Taxonomy) -> VersionHistory { VersionHistory(builds: builds, next: taxonomy) }

  /// The identity of a screen under rule 1: that of the edition of its number that was published first.
  private func check(_ ui: UserInterface) throws(QueueError) -> Digest {
    if let known = builds.first(where: { $0.ui.version == ui.version && $0.ui.edition == ui.edition }) {
      guard known.ui.digest == ui.digest else {
        throw .versionChanged(.ui, number: ui.version, changes: DefinitionDiff(from: known.ui, to: ui).changes)
      }
      return known.uiVersion
    }
    if let known = builds.first(where: { $0.ui.version != ui.version && $0.ui.digest == ui.digest }) {
      throw .versionKnown(.ui, number: known.ui.version, given: ui.version)
    }
    guard let first = builds.first(where: { $0.ui.version == ui.version }) else { return ui.digest }
    guard ui.differsOnlyInWording(from: first.ui) else {
      throw .notAnEdition(number: ui.version, changes: DefinitionDiff(from: first.ui, to: ui).changes)
    }
    return first.uiVersion
  }

  private func check<Kind: Definition>(
    _ given: Kind, number: Int, among known: [(number: Int, definition: Kind)]
  ) throws(QueueError) {
    if let same = known.first(where: { $0.number == number }) {
      guard same.definition.digest == given.digest else {
        throw .versionChanged(
          Kind.kind, number: number, changes: DefinitionDiff(from: same.definition, to: given).changes)
      }
    } else if let again = known.first(where: { $0.definition.digest == given.digest }) {
      throw .versionKnown(Kind.kind, number: again.number, given: number)
    }
  }
}
