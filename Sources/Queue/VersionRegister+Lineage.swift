import Labeling

// How a new taxonomy version holds against its parents, and a screen against the taxonomy and the screens before it.
extension VersionRegister {
  /// Everything that is said about how a taxonomy version came from its published parents, warnings included. Empty for a
  /// version that is published already.
  public func lineageFaults(of taxonomy: Taxonomy) -> [LineageFault] {
    guard !isPublished(taxonomy) else { return [] }
    return taxonomy.lineage.indices.flatMap { index in
      published(taxonomy.lineage[index].parent).map { taxonomy.lineageFaults(from: $0, lineage: index) } ?? []
    }
  }

  /// What a publication is told though it is accepted.
  public func warnings(for definition: TaskDefinition) -> [LineageFault] {
    lineageFaults(of: definition.taxonomy).filter { $0.severity == .warning }
  }

  func checkLineage(of taxonomy: Taxonomy) throws(QueueError) {
    guard !builds.isEmpty, !isPublished(taxonomy) else { return }
    for parent in taxonomy.lineage.map(\.parent) {
      guard parent < taxonomy.version else { throw .parentNotOlder(parent: parent, version: taxonomy.version) }
      guard published(parent) != nil else {
        throw .unknownParent(parent, version: taxonomy.version, known: knownTaxonomies)
      }
    }
    let errors = lineageFaults(of: taxonomy).filter { $0.severity == .error }
    guard errors.isEmpty else { throw .lineage(version: taxonomy.version, errors) }
    guard taxonomy.conflict == .refuse else { return }
    let contradictions = history(with: taxonomy).graph.contradictions(closing: taxonomy.version)
    guard contradictions.isEmpty else { throw .contradiction(version: taxonomy.version, contradictions) }
  }

  /// A question's id stands for one kind and its fields, in every UI version of the task.
  func checkQuestions(of ui: UserInterface) throws(QueueError) {
    for question in ui.ask {
      for known in builds {
        guard let before = known.ui.ask.first(where: { $0.id == question.id }), !before.isSame(as: question) else {
          continue
        }
        throw .questionReused(
          question.id, ui: known.ui.version, was: Self.words(before.kind), is: Self.words(question.kind))
      }
    }
  }

  func checkCompilation(of build: Build) throws(QueueError) {
    guard build.unresolved.isEmpty else {
      throw .unresolvedLabels(build.unresolved, ui: build.ui.version, taxonomy: build.taxonomy.version)
    }
    guard !build.compiles else { return }
    for question in build.ask where build.offered[question.id]?.isEmpty != false {
      if case .text = question.kind { continue }
      throw .nothingOffered(question.id, ui: build.ui.version, taxonomy: build.taxonomy.version)
    }
  }

  private var knownTaxonomies: [Int] { Set(builds.map(\.taxonomy.version)).sorted() }

  private func published(_ version: Int) -> Taxonomy? { builds.first { $0.taxonomy.version == version }?.taxonomy }

  private func isPublished(_ taxonomy: Taxonomy) -> Bool { published(taxonomy.version)?.digest == taxonomy.digest }

  private static func words(_ kind: Question.Kind) -> String {
    kind.fields.isEmpty ? kind.name : "\(kind.name) of \(kind.fields.joined(separator: ", "))"
  }
}
